package gateway.toolkit.proxy;

import gateway.toolkit.http.PercentCoding;

import java.util.Optional;

/** A path that a proxy has taken away from the front of the target (MW-5). */
final class RawPrefix {
    private static final String PATH_PUNCTUATION = "-._~!$&'()*+,;=:@/%";

    private RawPrefix() {}

    /**
     * A path as it may be put into a request target, without slashes at its end; empty if it is
     * none, leads elsewhere ({@code //host}, dot segments) or decodes to what no path may have
     * (STR-3).
     */
    static Optional<String> parse(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        String path = text.substring(0, end);
        boolean isPath =
                path.startsWith("/")
                        && !path.contains("//")
                        && path.chars().allMatch(RawPrefix::isPathChar)
                        && PercentCoding.decode(path).chars().noneMatch(RawPrefix::isRefused)
                        && !hasDotSegment(PercentCoding.decode(path));
        return isPath && !hasStrayPercent(path) ? Optional.of(path) : Optional.empty();
    }

    private static boolean isPathChar(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || PATH_PUNCTUATION.indexOf(c) >= 0;
    }

    private static boolean isRefused(int c) {
        return c < ' ' || c == 0x7F || c == 0xFFFD;
    }

    private static boolean hasDotSegment(String path) {
        String slashed = path + "/";
        return slashed.contains("/./") || slashed.contains("/../");
    }

    private static boolean hasStrayPercent(String path) {
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
            if (i + 2 >= path.length()
                    || Character.digit(path.charAt(i + 1), 16) < 0
                    || Character.digit(path.charAt(i + 2), 16) < 0) {
                return true;
            }
        }
        return false;
    }
}
