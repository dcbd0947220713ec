package gateway.server.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What somebody may have meant who wrote something else: by the fewest slips of the keyboard. */
final class Nearest {
    /** One slip in so many characters is believed. */
    private static final int CHARACTERS_OF_A_SLIP = 3;

    private static final int SHORTEST_PART = 3;
    private static final int SHOWN = 3;

    private Nearest() {}

    /**
     * The nearest of them, several if they are equally near, none if nothing is near: a slip is a
     * character too many, one too few, a wrong one, or two exchanged. One that begins or ends with
     * the word, or the word with it, is near as well, however long the rest.
     */
    static List<String> to(String word, Collection<String> known) {
        int least = Integer.MAX_VALUE;
        List<String> nearest = new ArrayList<>();
        for (String each : known) {
            int slips = slips(word, each);
            boolean near =
                    slips
                                    <= Math.max(
                                            1,
                                            Math.min(word.length(), each.length())
                                                    / CHARACTERS_OF_A_SLIP)
                            || isPart(word, each)
                            || isPart(each, word);
            if (near && slips <= least) {
                if (slips < least) {
                    nearest.clear();
                }
                least = slips;
                nearest.add(each);
            }
        }
        return List.copyOf(nearest.subList(0, Math.min(SHOWN, nearest.size())));
    }

    /** The end of a sentence: {@code "; perhaps --bind"}, or nothing. */
    static String hint(String word, Collection<String> known) {
        List<String> nearest = to(word, known);
        return nearest.isEmpty() ? "" : "; perhaps " + String.join(", ", nearest);
    }

    /** At the end it must be a whole word, between dashes or what stands for them. */
    private static boolean isPart(String part, String whole) {
        String bare = part.replaceAll("^-+", "");
        return bare.length() >= SHORTEST_PART
                && (whole.startsWith(part)
                        || whole.endsWith("-" + bare)
                        || whole.endsWith("_" + bare));
    }

    /** The distance of Damerau and Levenshtein, with no pair exchanged twice. */
    private static int slips(String one, String other) {
        int[] before = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[other.length()];
    }
}
