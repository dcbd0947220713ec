package gateway.toolkit.http;

import java.util.Set;

/** The names that Windows gives to devices, in every directory and with any extension. */
final class WindowsNames {
    private static final Set<String> DEVICES =
            Set.of("con", "prn", "aux", "nul", "conin$", "conout$", "clock$");

    private WindowsNames() {}

    /** {@return whether a path segment would open a device: {@code CON}, {@code nul .txt}, …} */
    static boolean isDevice(String segment) {
        int end = 0;
        while (end < segment.length() && ".:".indexOf(segment.charAt(end)) < 0) {
            end++;
        }
        while (end > 0 && segment.charAt(end - 1) <= ' ') {
            end--;
        }
        String stem = HttpChars.lower(segment.substring(0, end));
        return DEVICES.contains(stem) || isPort(stem);
    }

    /** {@code com1} to {@code com9} and {@code lpt1} to {@code lpt9}, also in superscript. */
    private static boolean isPort(String stem) {
        return stem.length() == 4
                && (stem.startsWith("com") || stem.startsWith("lpt"))
                && "0123456789\u00B9\u00B2\u00B3".indexOf(stem.charAt(3)) >= 0;
    }
}
