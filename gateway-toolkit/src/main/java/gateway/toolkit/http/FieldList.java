package gateway.toolkit.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated lists (RFC 9110 section 5.6.1). */
public final class FieldList {
    private FieldList() {}

    /**
     * Cuts a list at those commas that are outside quoted strings.
     *
     * @param text a field value, several lines of which were joined with commas
     * @return the elements as they are, without white space around them and without empty ones; a
     *     quoted string that never ends takes its element and the rest with it
     */
    public static List<String> split(String text) {
        return split(text, ',');
    }

    static List<String> split(String text, char separator) {
        List<String> elements = new ArrayList<>();
        FieldReader reader = new FieldReader(text);
        while (!reader.atEnd()) {
            int start = reader.position();
            if (!reader.skipTo(separator)) {
                break;
            }
            String element = HttpChars.trim(reader.from(start));
            if (!element.isEmpty()) {
                elements.add(element);
            }
            reader.take(separator);
        }
        return List.copyOf(elements);
    }

    /**
     * Reads a list of tokens and quoted strings.
     *
     * @param text a field value
     * @return the elements of {@link #split}, those in quotation marks taken out of them
     */
    public static List<String> parse(String text) {
        return split(text).stream().map(QuotedString::unquote).toList();
    }

    /**
     * Writes a list, with those elements in quotation marks that are no tokens.
     *
     * @param elements texts without control characters
     * @return a field value; {@link #parse} gives the same elements back, empty ones included
     * @throws IllegalArgumentException if there is a control character
     */
    public static String format(Collection<String> elements) {
        return elements.stream().map(QuotedString::quoteIfNeeded).collect(Collectors.joining(", "));
    }
}
