package gateway.server.cli;

import java.util.List;

/**
 * A few words of which one is said.
 *
 * @param words in the order in which they are shown
 * @param values what each of them says
 */
record Choice<T>(List<String> words, List<T> values) implements Reading<T> {
    /** For switches. */
    static final Choice<Boolean> SWITCH =
            new Choice<>(List.of("true", "false"), List.of(true, false));

    @Override
    public T read(String word) {
        int index = words.indexOf(word);
        if (index < 0) {
            int last = words.size() - 1;
            throw new IllegalArgumentException(
                    "'"
                            + word
                            + "' is not "
                            + String.join(", ", words.subList(0, last))
                            + " or "
                            + words.get(last)
                            + Nearest.hint(word, words));
        }
        return values.get(index);
    }
}
