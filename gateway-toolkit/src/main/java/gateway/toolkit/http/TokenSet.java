package gateway.toolkit.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words of a list in which case means nothing and each counts once: {@code Vary}, {@code
 * Connection}, {@code Content-Language}, {@code Access-Control-Allow-Headers}. Two are equal if
 * they have the same words in the same order and case.
 */
public final class TokenSet {
    /** No word at all. */
    public static final TokenSet EMPTY = new TokenSet(List.of());

    private final List<String> tokens;

    // A client writes lists, and is asked for each word of another one.
    private final Set<String> lower;

    /**
     * Drops repetitions.
     *
     * @param tokens in their order
     * @throws IllegalArgumentException if one is not a token
     */
    public TokenSet(List<String> tokens) {
        Map<String, String> first = new LinkedHashMap<>();
        for (String token : tokens) {
            HttpChars.requireToken("an element", token);
            first.putIfAbsent(HttpChars.lower(token), token);
        }
        this.tokens = List.copyOf(first.values());
        this.lower = Set.copyOf(first.keySet());
    }

    /** {@return the words in their order, as first written} */
    public List<String> tokens() {
        return tokens;
    }

    /**
     * {@return these words}
     *
     * @param tokens tokens
     * @throws IllegalArgumentException if one is not a token
     */
    public static TokenSet of(String... tokens) {
        return new TokenSet(Arrays.asList(tokens));
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return its elements, without those that are no tokens
     */
    public static TokenSet parse(String text) {
        return new TokenSet(FieldList.parse(text).stream().filter(HttpChars::isToken).toList());
    }

    /**
     * {@return whether the word is there, in whatever case}
     *
     * @param token a word
     */
    public boolean contains(String token) {
        return lower.contains(HttpChars.lower(token));
    }

    /** {@return whether there is no word} */
    public boolean isEmpty() {
        return tokens.isEmpty();
    }

    /**
     * {@return these words and one more, if it is not there}
     *
     * @param token a token
     * @throws IllegalArgumentException if it is none
     */
    public TokenSet with(String token) {
        List<String> more = new ArrayList<>(tokens);
        more.add(token);
        return new TokenSet(more);
    }

    /**
     * {@return these words without one}
     *
     * @param token a word
     */
    public TokenSet without(String token) {
        String unwanted = HttpChars.lower(token);
        return new TokenSet(
                tokens.stream().filter(each -> !HttpChars.lower(each).equals(unwanted)).toList());
    }

    /** {@return the words as a field value} */
    public String headerValue() {
        return String.join(", ", tokens);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenSet set && tokens.equals(set.tokens);
    }

    @Override
    public int hashCode() {
        return tokens.hashCode();
    }

    @Override
    public String toString() {
        return "TokenSet" + tokens;
    }
}
