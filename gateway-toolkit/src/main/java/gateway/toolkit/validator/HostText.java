package gateway.toolkit.validator;

import java.util.regex.Pattern;

/** Hosts, ports and addresses as texts (RFC 3986 section 3.2). */
final class HostText {
    private static final String IPV6 = "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*";
    private static final String REG_NAME = "(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+";
    private static final String IP_LITERAL =
            "\\[(?:" + IPV6 + "|[vV][0-9A-Fa-f]+\\.[A-Za-z0-9._~!$&'()*+,;=:-]+)\\]";

    private static final Pattern HOST = Pattern.compile(IP_LITERAL + "|" + REG_NAME);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:" + HOST.pattern() + ")(?::[0-9]*)?");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[?" + IPV6 + "(?:%[^\\]\\s]+)?\\]?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private HostText() {}

    /** A name, an IPv4 address, or an IPv6 address in brackets. */
    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /** A host, with a port or without. */
    static boolean isAuthority(String text) {
        return AUTHORITY.matcher(text).matches();
    }

    /** An IP address, never a name. */
    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** 0 to 65535. */
    static boolean isPort(String text) {
        return PORT.matcher(text).matches() && Integer.parseInt(text) <= 0xFFFF;
    }
}
