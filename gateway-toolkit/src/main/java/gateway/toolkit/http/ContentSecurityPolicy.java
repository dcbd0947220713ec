package gateway.toolkit.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * From where a page may load what: {@code default-src 'self'; img-src *} (Content Security Policy
 * Level 3 section 2.2.1).
 *
 * @param directives by name in lower case, in their order, each with its value, which may be empty
 */
public record ContentSecurityPolicy(Map<String, String> directives) {
    /** Nothing is said. */
    public static final ContentSecurityPolicy EMPTY = new ContentSecurityPolicy(Map.of());

    /**
     * Writes the names in lower case.
     *
     * @throws IllegalArgumentException if a name is not a token, or a value has a semicolon, a
     *     comma, a control character or a blank at an end
     */
    public ContentSecurityPolicy {
        Map<String, String> copy = new LinkedHashMap<>();
        directives.forEach(
                (name, value) -> {
                    HttpChars.requireToken("a directive", name);
                    if (!isValue(value)) {
                        throw new IllegalArgumentException("not a value of " + name);
                    }
                    copy.put(HttpChars.lower(name), value);
                });
        directives = Collections.unmodifiableMap(copy);
    }

    private static boolean isValue(String value) {
        return value.indexOf(';') < 0
                && value.indexOf(',') < 0
                && !HttpChars.hasControl(value)
                && HttpChars.trim(value).equals(value);
    }

    /**
     * Reads one policy.
     *
     * @param text anything; where several policies are joined with commas, split them first
     * @return what was understood; of several directives with one name the first
     */
    public static ContentSecurityPolicy parse(String text) {
        Map<String, String> directives = new LinkedHashMap<>();
        for (String part : List.of(text.split(";", -1))) {
            FieldReader reader = new FieldReader(HttpChars.trim(part));
            String name = HttpChars.lower(reader.token());
            boolean ended = reader.atEnd() || reader.at(' ') || reader.at('\t');
            String value = HttpChars.trim(reader.rest());
            if (!name.isEmpty() && ended && isValue(value)) {
                directives.putIfAbsent(name, value);
            }
        }
        return new ContentSecurityPolicy(directives);
    }

    /**
     * {@return the value of a directive}
     *
     * @param name such as {@code "img-src"}, in whatever case
     */
    public Optional<String> get(String name) {
        return Optional.ofNullable(directives.get(HttpChars.lower(name)));
    }

    /**
     * {@return the same with this directive}
     *
     * @param name such as {@code "img-src"}
     * @param value such as {@code "'self' data:"}; may be empty
     * @throws IllegalArgumentException if one could not be written as it is
     */
    public ContentSecurityPolicy with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(directives);
        more.put(HttpChars.lower(name), value);
        return new ContentSecurityPolicy(more);
    }

    /** {@return the field value} */
    public String headerValue() {
        return directives.entrySet().stream()
                .map(each -> (each.getKey() + " " + each.getValue()).strip())
                .collect(Collectors.joining("; "));
    }
}
