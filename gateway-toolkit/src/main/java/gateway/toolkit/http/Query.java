package gateway.toolkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The part of a URL after the question mark, and the bodies of simple forms: {@code
 * application/x-www-form-urlencoded} (URL Standard, section of that name).
 */
public final class Query {
    private static final String UNESCAPED = "*-._";

    private Query() {}

    /**
     * Reads names and values.
     *
     * @param text anything, without the question mark
     * @return the pairs between ampersands; without an equals sign the value is empty
     */
    public static Pairs parse(String text) {
        return parse(text, Integer.MAX_VALUE).orElseThrow();
    }

    /**
     * Reads names and values, but not more than so many.
     *
     * @param text anything, without the question mark
     * @param most 0 or more
     * @return the pairs between ampersands; empty if there are more
     */
    public static Optional<Pairs> parse(String text, int most) {
        List<Pairs.Pair> pairs = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int ampersand = text.indexOf('&', start);
            int end = ampersand < 0 ? text.length() : ampersand;
            if (end > start) {
                if (pairs.size() == most) {
                    return Optional.empty();
                }
                pairs.add(pair(text.substring(start, end)));
            }
            start = end + 1;
        }
        return Optional.of(new Pairs(pairs));
    }

    private static Pairs.Pair pair(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new Pairs.Pair(decode(text), "")
                : new Pairs.Pair(
                        decode(text.substring(0, equals)), decode(text.substring(equals + 1)));
    }

    private static String decode(String text) {
        return PercentCoding.decode(text.replace('+', ' '));
    }

    /**
     * Writes names and values.
     *
     * @param pairs any text
     * @return ASCII; {@link #parse(String)} gives the same pairs back
     */
    public static String format(Pairs pairs) {
        return pairs.list().stream()
                .map(each -> encode(each.name()) + "=" + encode(each.value()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return PercentCoding.encode(text, UNESCAPED).replace("%20", "+");
    }
}
