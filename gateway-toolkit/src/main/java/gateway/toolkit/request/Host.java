package gateway.toolkit.request;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A host that a client names, checked: nothing in it can turn a URL that is made of it into another
 * one (RFC 9110 section 7.2).
 *
 * @param name letters of ASCII in lower case, digits, dots and hyphens, or an IPv6 address in
 *     brackets
 * @param port 1 to 65535; empty for the default of the scheme
 */
public record Host(String name, OptionalInt port) {
    // A DNS name has at most 253 characters.
    private static final int LONGEST = 255;

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one is malformed
     */
    public Host {
        if (!isName(name) && !isAddress(name)) {
            throw new IllegalArgumentException("not the name of a host");
        }
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
            throw new IllegalArgumentException("not a port: " + port.getAsInt());
        }
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return the host; empty if it is malformed
     */
    public static Optional<Host> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':', Math.max(0, lower.lastIndexOf(']')));
        String name = colon < 0 ? lower : lower.substring(0, colon);
        String digits = colon < 0 ? "" : lower.substring(colon + 1);
        boolean isPort = digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = isPort && !digits.isEmpty() ? Integer.parseInt(digits) : 0;
        boolean valid =
                (isName(name) || isAddress(name))
                        && isPort
                        && port <= 65_535
                        && (port > 0 || digits.isEmpty());
        return valid
                ? Optional.of(
                        new Host(name, port == 0 ? OptionalInt.empty() : OptionalInt.of(port)))
                : Optional.empty();
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(
                                c ->
                                        (c >= 'a' && c <= 'z')
                                                || (c >= '0' && c <= '9')
                                                || c == '.'
                                                || c == '-');
    }

    private static boolean isAddress(String text) {
        return text.length() > 3
                && text.startsWith("[")
                && text.endsWith("]")
                && text.indexOf(':') > 0
                && text.substring(1, text.length() - 1)
                        .chars()
                        .allMatch(
                                c ->
                                        (c >= 'a' && c <= 'f')
                                                || (c >= '0' && c <= '9')
                                                || c == ':'
                                                || c == '.');
    }

    /**
     * {@return the same without a port that its scheme has anyway}
     *
     * @param scheme {@code http} or {@code https}
     */
    public Host withoutDefaultPort(String scheme) {
        int usual = scheme.equals("https") ? 443 : 80;
        return port.isPresent() && port.getAsInt() == usual
                ? new Host(name, OptionalInt.empty())
                : this;
    }

    /** {@return as it stands in a URL} */
    @Override
    public String toString() {
        return port.isPresent() ? name + ":" + port.getAsInt() : name;
    }
}
