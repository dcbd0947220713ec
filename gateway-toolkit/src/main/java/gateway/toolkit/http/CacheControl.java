package gateway.toolkit.http;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What caches may do with a request or a response (RFC 9111 section 5.2).
 *
 * @param directives by name in lower case, in their order, each with its argument if it has one; an
 *     argument has no control character
 */
public record CacheControl(Map<String, Optional<String>> directives) {
    /** Nothing is said. */
    public static final CacheControl EMPTY = new CacheControl(Map.of());

    /**
     * Writes the names in lower case.
     *
     * @throws IllegalArgumentException if a name is not a token, or an argument has a control
     *     character
     */
    public CacheControl {
        Map<String, Optional<String>> copy = new LinkedHashMap<>();
        directives.forEach(
                (name, argument) -> {
                    HttpChars.requireToken("a directive", name);
                    argument.ifPresent(each -> HttpChars.requireNoControl("an argument", each));
                    copy.put(HttpChars.lower(name), argument);
                });
        directives = Collections.unmodifiableMap(copy);
    }

    /**
     * {@return directives without arguments}
     *
     * @param names such as {@code "no-store"}
     * @throws IllegalArgumentException if one is not a token
     */
    public static CacheControl of(String... names) {
        Map<String, Optional<String>> directives = new LinkedHashMap<>();
        for (String name : names) {
            directives.put(name, Optional.empty());
        }
        return new CacheControl(directives);
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return what was understood; of several directives with one name the first (RFC 9111 section
     *     4.2.1)
     */
    public static CacheControl parse(String text) {
        Map<String, Optional<String>> directives = new LinkedHashMap<>();
        for (String element : FieldList.split(text)) {
            int equals = element.indexOf('=');
            String name = HttpChars.trim(equals < 0 ? element : element.substring(0, equals));
            if (HttpChars.isToken(name) && !HttpChars.hasControl(element)) {
                Optional<String> argument =
                        equals < 0
                                ? Optional.empty()
                                : Optional.of(HttpChars.trim(element.substring(equals + 1)))
                                        .map(QuotedString::unquote);
                directives.putIfAbsent(HttpChars.lower(name), argument);
            }
        }
        return new CacheControl(directives);
    }

    /**
     * {@return whether the directive is there, with or without argument}
     *
     * @param name such as {@code "no-store"}, in whatever case
     */
    public boolean has(String name) {
        return directives.containsKey(HttpChars.lower(name));
    }

    /**
     * {@return the argument of a directive, if it is there and has one}
     *
     * @param name such as {@code "private"}, in whatever case
     */
    public Optional<String> get(String name) {
        Optional<String> argument = directives.get(HttpChars.lower(name));
        return argument == null ? Optional.empty() : argument;
    }

    /**
     * {@return the argument of a directive as a time span, if it is one}
     *
     * @param name such as {@code "max-age"}, in whatever case
     */
    public Optional<Duration> seconds(String name) {
        return get(name).flatMap(DeltaSeconds::parse);
    }

    /** {@return how long an answer is fresh, or how old it may be, if that is said} */
    public Optional<Duration> maxAge() {
        return seconds("max-age");
    }

    /** {@return whether an answer has to be checked before each use} */
    public boolean isNoCache() {
        return has("no-cache");
    }

    /** {@return whether nothing may be kept} */
    public boolean isNoStore() {
        return has("no-store");
    }

    /**
     * {@return the same with this directive}
     *
     * @param name such as {@code "public"}
     * @throws IllegalArgumentException if it is not a token
     */
    public CacheControl with(String name) {
        return with(name, Optional.empty());
    }

    /**
     * {@return the same with this directive}
     *
     * @param name such as {@code "private"}
     * @param argument such as {@code "Set-Cookie"}
     * @throws IllegalArgumentException if the name is not a token, or the argument has a control
     *     character
     */
    public CacheControl with(String name, String argument) {
        return with(name, Optional.of(argument));
    }

    /**
     * {@return the same with this directive}
     *
     * @param name such as {@code "max-age"}
     * @param span not negative; parts of a second are cut off
     * @throws IllegalArgumentException if the name is not a token, or the span is negative
     */
    public CacheControl with(String name, Duration span) {
        return with(name, DeltaSeconds.format(span));
    }

    private CacheControl with(String name, Optional<String> argument) {
        Map<String, Optional<String>> more = new LinkedHashMap<>(directives);
        more.put(HttpChars.lower(name), argument);
        return new CacheControl(more);
    }

    /**
     * {@return the same without a directive}
     *
     * @param name in whatever case
     */
    public CacheControl without(String name) {
        Map<String, Optional<String>> fewer = new LinkedHashMap<>(directives);
        fewer.remove(HttpChars.lower(name));
        return new CacheControl(fewer);
    }

    /** {@return the field value; empty if nothing is said, and then no field is to be sent} */
    public String headerValue() {
        return directives.entrySet().stream()
                .map(
                        each ->
                                each.getKey()
                                        + each.getValue()
                                                .map(QuotedString::quoteIfNeeded)
                                                .map(argument -> "=" + argument)
                                                .orElse(""))
                .collect(Collectors.joining(", "));
    }
}
