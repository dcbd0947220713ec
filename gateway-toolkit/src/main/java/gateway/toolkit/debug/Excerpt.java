package gateway.toolkit.debug;

import java.util.List;

/**
 * A few lines of source.
 *
 * @param first number of the first of them
 * @param line number of the one that matters
 * @param lines as they are
 */
record Excerpt(int first, int line, List<String> lines) {
    private static final int AROUND = 5;

    /** Of a whole file, around a line that it has. */
    static Excerpt around(List<String> file, int line) {
        int first = Math.max(1, line - AROUND);
        int last = Math.min(file.size(), line + AROUND);
        return new Excerpt(first, line, List.copyOf(file.subList(first - 1, last)));
    }
}
