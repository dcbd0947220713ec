package gateway.server.ops;

import java.util.Arrays;

/**
 * Lines of a log as octets, all of them visible ASCII, spaces and line ends. Values that a client
 * may have a part in go in by one of the two escapes, and cannot end their field or their line, or
 * do anything to a terminal.
 */
public final class LineBuffer {
    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private byte[] octets = new byte[64 * 1024];
    private int length;

    LineBuffer() {}

    byte[] octets() {
        return octets;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /** Forgets what came after {@code shorter} octets. */
    void cutTo(int shorter) {
        length = shorter;
    }

    /** Appends ASCII as it is. */
    @SuppressWarnings("deprecation") // The one way to do so without an array in between.
    LineBuffer plain(String ascii) {
        int count = ascii.length();
        ensure(count);
        ascii.getBytes(0, count, octets, length);
        length += count;
        return this;
    }

    LineBuffer plain(char ascii) {
        ensure(1);
        octets[length++] = (byte) ascii;
        return this;
    }

    /** Appends a number in digits. */
    LineBuffer number(long value) {
        if (value < 0 || value > 999_999_999) {
            return plain(Long.toString(value));
        }
        ensure(9);
        int rest = (int) value;
        int digits = digits(rest);
        for (int i = length + digits - 1; i >= length; i--) {
            octets[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    private static int digits(int value) {
        int digits = 1;
        for (int rest = value; rest > 9; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Appends the last {@code digits} of a number, with zeros before it. */
    LineBuffer padded(long value, int digits) {
        ensure(digits);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            octets[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /**
     * Appends a value of the formats that are no JSON: {@code \xHH} stands for each octet that is a
     * control, a quote, a backslash or no ASCII.
     */
    LineBuffer text(String value) {
        return text(value, ' ');
    }

    /** As {@link #text(String)}, with spaces escaped too: for where a space ends the field. */
    LineBuffer word(String value) {
        return text(value, '!');
    }

    private LineBuffer text(String value, char least) {
        ensure(6 * value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isPlain(c) && c >= least) {
                octets[length++] = (byte) c;
            } else if (c <= 0xFF) {
                escape('x', c, 2);
            } else {
                escape('u', c, 4);
            }
        }
        return this;
    }

    /** Appends a JSON string, of ASCII only: each char of a wire string stands for one octet. */
    LineBuffer string(String value) {
        ensure(6 * value.length() + 2);
        octets[length++] = '"';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isPlain(c)) {
                octets[length++] = (byte) c;
            } else {
                escape('u', c, 4);
            }
        }
        octets[length++] = '"';
        return this;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
    }

    private void escape(char kind, char c, int digits) {
        octets[length++] = '\\';
        octets[length++] = (byte) kind;
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            octets[length++] = HEX[(c >> shift) & 0xF];
        }
    }

    private void ensure(int count) {
        if (octets.length - length < count) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + count));
        }
    }
}
