package gateway.server.http;

/** Classes of octets, one table look-up each (RFC 9110 section 5.6, RFC 9112 section 3.2). */
final class Octets {
    private static final int TOKEN = 1;
    private static final int TARGET = 2;
    private static final int VALUE = 4;
    private static final int HOST = 8;
    private static final int PLAIN_NAME = 16;

    private static final byte[] CLASSES = new byte[256];

    static {
        for (int c = 0x21; c < 0x7F; c++) {
            CLASSES[c] |= TARGET;
        }
        CLASSES['#'] &= ~TARGET;
        for (int c = 0x20; c < 0x100; c++) {
            CLASSES[c] |= VALUE;
        }
        CLASSES[0x7F] &= ~VALUE;
        CLASSES['\t'] |= VALUE;
        for (int c = 0; c < 128; c++) {
            boolean alphanumeric =
                    (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (alphanumeric || "!#$%&'*+-.^_`|~".indexOf(c) >= 0) {
                CLASSES[c] |= TOKEN;
            }
            if (alphanumeric || "-._~!$&'()*+,;=".indexOf(c) >= 0) {
                CLASSES[c] |= HOST;
            }
            if (alphanumeric || c == '-') {
                CLASSES[c] |= PLAIN_NAME;
            }
        }
    }

    private Octets() {}

    /** Part of a token. */
    static boolean isToken(int octet) {
        return (CLASSES[octet & 0xFF] & TOKEN) != 0;
    }

    /** Visible ASCII except {@code #}. */
    static boolean isTarget(int octet) {
        return (CLASSES[octet & 0xFF] & TARGET) != 0;
    }

    /** Part of a field value: HTAB, SP, visible ASCII, 0x80 to 0xFF. */
    static boolean isValue(int octet) {
        return (CLASSES[octet & 0xFF] & VALUE) != 0;
    }

    /**
     * Part of a reg-name without percent-encoding (RFC 3986 section 3.2.2), which no host needs and
     * few decode alike.
     */
    static boolean isHost(int octet) {
        return (CLASSES[octet & 0xFF] & HOST) != 0;
    }

    /**
     * Letters, digits and {@code -} alone: a field name that no other one collides with as a CGI
     * key (HDR-2).
     */
    static boolean isPlainName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if ((CLASSES[name.charAt(i) & 0xFF] & PLAIN_NAME) == 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }

    static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    /** 0 to 15, or -1 for anything but a hexadecimal digit. */
    static int hex(int octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
