package gateway.toolkit.proxy;

import java.util.Optional;

/**
 * A host with an optional port, as proxies write it (RFC 9110 section 7.2, RFC 7239 section 6).
 *
 * @param host a name or an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535 in digits
 */
record Node(String host, Optional<String> port) {
    private static final int LONGEST = 255;
    private static final String NAME_PUNCTUATION = "-._~";

    /** The value of a Host field; empty if it is none. */
    static Optional<Node> host(String text) {
        Optional<Node> node = split(text);
        return node.filter(each -> isName(each.host) || each.address().isPresent());
    }

    /**
     * An address, also IPv6 without brackets and then without a port; empty for everything else,
     * such as {@code unknown} and names.
     */
    static Optional<Node> address(String text) {
        if (!text.startsWith("[") && text.indexOf(':') != text.lastIndexOf(':')) {
            return IpAddress.parse(text).map(any -> new Node("[" + text + "]", Optional.empty()));
        }
        return split(text).filter(each -> each.address().isPresent());
    }

    Optional<IpAddress> address() {
        return host.startsWith("[")
                ? IpAddress.parse(bare()).filter(any -> host.indexOf(':') >= 0)
                : IpAddress.parse(host).filter(any -> host.indexOf(':') < 0);
    }

    /** Without brackets. */
    String bare() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Optional<Node> split(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int bracket = text.lastIndexOf(']');
        if (text.startsWith("[") != bracket > 0 || text.lastIndexOf('[') > 0) {
            return Optional.empty();
        }
        int colon = text.indexOf(':', Math.max(bracket, 0));
        if (bracket > 0 && colon != bracket + 1 && bracket != text.length() - 1) {
            return Optional.empty();
        }
        String host = colon < 0 ? text : text.substring(0, colon);
        Optional<String> port =
                colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
        return port.isPresent() && !isPort(port.get())
                ? Optional.empty()
                : Optional.of(new Node(host, port));
    }

    /** 1 to 65535, without leading zeros. */
    static boolean isPort(String text) {
        return text.length() <= 5
                && !text.startsWith("0")
                && !text.isEmpty()
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) <= 0xFFFF;
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(
                                c ->
                                        (c >= 'a' && c <= 'z')
                                                || (c >= 'A' && c <= 'Z')
                                                || (c >= '0' && c <= '9')
                                                || NAME_PUNCTUATION.indexOf(c) >= 0);
    }
}
