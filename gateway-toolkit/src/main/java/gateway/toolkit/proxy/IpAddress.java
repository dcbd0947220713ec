package gateway.toolkit.proxy;

import java.util.Arrays;
import java.util.Optional;

/** An IP address read from its text alone: no name is ever looked up. */
final class IpAddress {
    private static final int GROUPS = 8;

    private final byte[] octets;

    private IpAddress(byte[] octets) {
        this.octets = octets;
    }

    /** Four octets, or 16; those of an IPv4 address that is mapped into IPv6 are four. */
    byte[] octets() {
        return octets.clone();
    }

    /**
     * Four decimal numbers without leading zeros, or an IPv6 address (RFC 4291 section 2.2) without
     * brackets and zone.
     */
    static Optional<IpAddress> parse(String text) {
        if (text.length() > 45) {
            return Optional.empty();
        }
        byte[] octets = text.indexOf(':') < 0 ? version4(text) : version6(text);
        return octets.length == 0 ? Optional.empty() : Optional.of(new IpAddress(unmapped(octets)));
    }

    private static byte[] unmapped(byte[] octets) {
        boolean mapped = octets.length == 16 && octets[10] == -1 && octets[11] == -1;
        for (int i = 0; mapped && i < 10; i++) {
            mapped = octets[i] == 0;
        }
        return mapped ? Arrays.copyOfRange(octets, 12, 16) : octets;
    }

    private static byte[] version4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return new byte[0];
        }
        byte[] octets = new byte[4];
        for (int i = 0; i < 4; i++) {
            int number = number(parts[i], 10, 3);
            if (number < 0 || number > 255 || (parts[i].length() > 1 && parts[i].startsWith("0"))) {
                return new byte[0];
            }
            octets[i] = (byte) number;
        }
        return octets;
    }

    private static byte[] version6(String text) {
        int gap = text.indexOf("::");
        byte[] head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        byte[] tail = gap < 0 ? new byte[0] : groups(text.substring(gap + 2), true);
        int length = head.length + tail.length;
        boolean malformed = length == 0 ? gap < 0 : isMalformed(head) || isMalformed(tail);
        if (malformed || (gap < 0 ? length != 2 * GROUPS : length > 2 * (GROUPS - 1))) {
            return new byte[0];
        }
        byte[] octets = Arrays.copyOf(head, 2 * GROUPS);
        System.arraycopy(tail, 0, octets, octets.length - tail.length, tail.length);
        return octets;
    }

    /** One octet stands for malformed: groups have two each. */
    private static boolean isMalformed(byte[] octets) {
        return octets.length == 1;
    }

    private static byte[] groups(String text, boolean last) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] octets = new byte[2 * GROUPS + 4];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            if (i >= GROUPS) {
                return new byte[1];
            }
            if (last && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                byte[] dotted = version4(parts[i]);
                if (dotted.length == 0) {
                    return new byte[1];
                }
                System.arraycopy(dotted, 0, octets, length, 4);
                length += 4;
            } else {
                int number = number(parts[i], 16, 4);
                if (number < 0) {
                    return new byte[1];
                }
                octets[length++] = (byte) (number >> 8);
                octets[length++] = (byte) number;
            }
        }
        return Arrays.copyOf(octets, length);
    }

    /** ASCII digits only; -1 for anything else. */
    private static int number(String text, int radix, int mostDigits) {
        if (text.isEmpty() || text.length() > mostDigits) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }
}
