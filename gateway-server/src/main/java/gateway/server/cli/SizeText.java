package gateway.server.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of octets as words: digits, and perhaps k, m, g or KiB, MiB, GiB for powers of 1,024. */
final class SizeText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(?:([kmg])(?:ib)?)?");
    private static final String[] UNITS = {"GiB", "MiB", "KiB"};

    private SizeText() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static long parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a number of octets, such as 65536, 16KiB, 64k or 1g");
        }
        long number = Long.parseLong(matcher.group(1));
        if (matcher.group(2) == null) {
            return number;
        }
        int shift = "kmg".indexOf(matcher.group(2)) * 10 + 10;
        if (number > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException("'" + text + "' is more than a long holds");
        }
        return number << shift;
    }

    /** Writes one, in the largest unit that makes it whole. */
    static String of(long octets) {
        for (int i = 0; i < UNITS.length; i++) {
            int shift = 30 - 10 * i;
            if (octets > 0 && octets % (1L << shift) == 0) {
                return (octets >> shift) + UNITS[i];
            }
        }
        return Long.toString(octets);
    }
}
