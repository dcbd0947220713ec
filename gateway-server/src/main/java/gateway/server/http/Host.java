package gateway.server.http;

/**
 * The grammar of {@code host[:port]} (RFC 9110 section 7.2, RFC 3986 section 3.2), without
 * userinfo.
 */
final class Host {
    private static final int MAX_PORT = 65_535;

    private Host() {}

    static boolean isValid(String text) {
        int end = text.startsWith("[") ? endOfLiteral(text) : endOfName(text);
        return end > 0 && (end == text.length() || isPort(text, end));
    }

    private static int endOfName(String text) {
        int i = 0;
        while (i < text.length() && Octets.isHost(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The index behind the bracket, or -1. */
    private static int endOfLiteral(String text) {
        int close = text.indexOf(']');
        return close > 0 && isIpv6(text.substring(1, close)) ? close + 1 : -1;
    }

    /**
     * RFC 3986 section 3.2.2: eight groups of 16 bits, one run of them elided, the last two perhaps
     * an IPv4 address.
     */
    static boolean isIpv6(String text) {
        int elision = text.indexOf("::");
        if (elision < 0) {
            return groups(text, true) == 8;
        }
        int before = groups(text.substring(0, elision), false);
        int after = groups(text.substring(elision + 2), true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** How many groups of 16 bits, or -1. */
    private static int groups(String text, boolean mayEndWithIpv4) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (mayEndWithIpv4 && i == parts.length - 1 && part.indexOf('.') >= 0) {
                return isIpv4(part) ? count + 2 : -1;
            }
            if (part.isEmpty()
                    || part.length() > 4
                    || !part.chars().allMatch(c -> Octets.hex(c) >= 0)) {
                return -1;
            }
            count++;
        }
        return count;
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty()
                    || part.length() > 3
                    || !part.chars().allMatch(Octets::isDigit)
                    || (part.length() > 1 && part.charAt(0) == '0')
                    || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    /** {@code :} and at most 65535; empty means the scheme's default. */
    private static boolean isPort(String text, int colon) {
        if (text.charAt(colon) != ':') {
            return false;
        }
        int port = 0;
        for (int i = colon + 1; i < text.length(); i++) {
            if (!Octets.isDigit(text.charAt(i))) {
                return false;
            }
            port = port * 10 + text.charAt(i) - '0';
            if (port > MAX_PORT) {
                return false;
            }
        }
        return true;
    }
}
