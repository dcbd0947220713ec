package gateway.toolkit.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern for names of files and directories below an export; case means nothing, for there are
 * file systems where it does not.
 *
 * <pre>
 * *      any characters of one name            ?      one character of a name
 * **     any characters, slashes as well       [a-c]  one of these, [!a-c] one of the others
 * **&#47;    any directories, or none
 * </pre>
 *
 * <p>Without a slash it is a pattern for single names, wherever they are; with one, for paths from
 * the export's root. The states that may be reached are followed all at once, so that the time is
 * the product of both lengths at the most, whatever the pattern.
 */
final class Glob {
    private enum Kind {
        ONE,
        STAR,
        DEEP,
        DIRECTORIES
    }

    /**
     * A step.
     *
     * @param ranges of characters, two by two; for {@code ONE} only
     * @param negated whether it is the others that match
     */
    private record Step(Kind kind, String ranges, boolean negated) {
        boolean has(char c) {
            boolean within = false;
            for (int i = 0; i < ranges.length(); i += 2) {
                within |= ranges.charAt(i) <= c && c <= ranges.charAt(i + 1);
            }
            return within != negated && (c != '/' || ranges.equals("//"));
        }
    }

    private final String pattern;
    private final boolean anchored;
    private final List<Step> steps;

    /**
     * Reads a pattern.
     *
     * @param pattern as above
     * @throws IllegalArgumentException if it is empty, or a bracket is not closed
     */
    Glob(String pattern) {
        String bare = pattern;
        while (bare.endsWith("/")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        if (bare.isEmpty()) {
            throw new IllegalArgumentException("an empty pattern: '" + pattern + "'");
        }
        this.pattern = pattern;
        this.anchored = bare.indexOf('/') >= 0;
        this.steps = steps(bare.startsWith("/") ? bare.substring(1) : bare);
    }

    private static List<Step> steps(String text) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("**/", at) && (at == 0 || text.charAt(at - 1) == '/')) {
                steps.add(new Step(Kind.DIRECTORIES, "", false));
                at += 3;
            } else if (text.startsWith("**", at)) {
                steps.add(new Step(Kind.DEEP, "", false));
                at += 2;
            } else if (c == '[') {
                int end = text.indexOf(']', at + (text.startsWith("[!", at) ? 3 : 2));
                if (end < 0) {
                    throw new IllegalArgumentException("a bracket is not closed: " + text);
                }
                steps.add(set(text.substring(at + 1, end)));
                at = end + 1;
            } else {
                Kind kind = c == '*' ? Kind.STAR : Kind.ONE;
                steps.add(new Step(kind, c == '?' ? "" : twice(fold(c)), c == '?'));
                at++;
            }
        }
        return steps;
    }

    private static Step set(String text) {
        boolean negated = text.startsWith("!");
        StringBuilder ranges = new StringBuilder();
        int at = negated ? 1 : 0;
        while (at < text.length()) {
            boolean range = at + 2 < text.length() && text.charAt(at + 1) == '-';
            ranges.append(fold(text.charAt(at))).append(fold(text.charAt(range ? at + 2 : at)));
            at += range ? 3 : 1;
        }
        return new Step(Kind.ONE, ranges.toString(), negated);
    }

    private static String twice(char c) {
        return new String(new char[] {c, c});
    }

    private static char fold(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    /**
     * {@return whether it is a pattern of a path or of one of the directories on the way}
     *
     * @param names of the path, from the export's root
     */
    boolean matches(List<String> names) {
        boolean[] active = start();
        for (int i = 0; i < names.size(); i++) {
            if (!anchored) {
                active = start();
            } else if (i > 0) {
                active = next(active, '/');
            }
            String name = names.get(i);
            for (int k = 0; k < name.length(); k++) {
                active = next(active, fold(name.charAt(k)));
            }
            if (active[steps.size()]) {
                return true;
            }
        }
        return false;
    }

    private boolean[] start() {
        boolean[] active = new boolean[steps.size() + 1];
        enter(active, 0);
        return active;
    }

    private boolean[] next(boolean[] active, char c) {
        boolean[] next = new boolean[active.length];
        for (int i = 0; i < steps.size(); i++) {
            if (active[i]) {
                Step step = steps.get(i);
                switch (step.kind) {
                    case ONE -> {
                        if (step.has(c)) {
                            enter(next, i + 1);
                        }
                    }
                    case STAR -> {
                        if (c != '/') {
                            enter(next, i);
                        }
                    }
                    case DEEP -> enter(next, i);
                    case DIRECTORIES -> {
                        // In the middle of a name it cannot be left.
                        next[i] = true;
                        if (c == '/') {
                            enter(next, i + 1);
                        }
                    }
                }
            }
        }
        return next;
    }

    /** What may match nothing is passed at once. */
    private void enter(boolean[] active, int first) {
        for (int i = first; i < active.length; i++) {
            active[i] = true;
            if (i == steps.size() || steps.get(i).kind == Kind.ONE) {
                return;
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }

    /** {@return patterns, read} */
    static List<Glob> of(String... patterns) {
        return Arrays.stream(patterns).map(Glob::new).toList();
    }
}
