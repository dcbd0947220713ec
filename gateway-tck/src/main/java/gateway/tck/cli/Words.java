package gateway.tck.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command line as words, with placeholders. */
final class Words {
    private Words() {}

    /** Splits at white space outside quotes, which are removed. */
    static List<String> split(String line) throws UsageException {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
                if (quote != 0) {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
                begun = true;
            } else if (begun) {
                words.add(word.toString());
                word.setLength(0);
                begun = false;
            }
        }
        if (quote != 0) {
            throw new UsageException("a quote is not closed: " + line);
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    /** Whether a placeholder such as {@code {port}} is among the words. */
    static boolean have(List<String> words, String name) {
        return words.stream().anyMatch(word -> word.contains("{" + name + "}"));
    }

    /** Puts values in the place of placeholders. */
    static List<String> fill(List<String> words, Map<String, String> values) {
        List<String> filled = new ArrayList<>();
        for (String word : words) {
            String one = word;
            for (Map.Entry<String, String> value : values.entrySet()) {
                one = one.replace("{" + value.getKey() + "}", value.getValue());
            }
            filled.add(one);
        }
        return filled;
    }
}
