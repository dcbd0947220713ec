package gateway.toolkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way to authenticate that an answer 401 or 407 offers: an element of {@code WWW-Authenticate}
 * or {@code Proxy-Authenticate} (RFC 9110 section 11.3).
 *
 * @param scheme a token as it was written; compare with {@link #is}
 * @param token what follows it, if that is one word
 * @param parameters what follows it otherwise, such as the realm
 */
public record Challenge(String scheme, Optional<String> token, Parameters parameters) {
    /** Those that RFC 7616 section 3.3 wants without quotation marks. */
    private static final Set<String> BARE = Set.of("algorithm", "stale", "userhash", "charset");

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the scheme is not a token, the token not a token68, or
     *     there are both token and parameters
     */
    public Challenge {
        AuthParameters.require(scheme, token.isPresent(), token.orElse(""), parameters);
    }

    /**
     * {@return a challenge with a realm}
     *
     * @param scheme a token
     * @param realm any text
     * @throws IllegalArgumentException if the scheme is not a token
     */
    public static Challenge of(String scheme, String realm) {
        return new Challenge(scheme, Optional.empty(), Parameters.of("realm", realm));
    }

    /**
     * {@return a challenge for user and password in UTF-8 (RFC 7617)}
     *
     * @param realm any text; the browser shows it
     */
    public static Challenge basic(String realm) {
        return of("Basic", realm).with("charset", "UTF-8");
    }

    /**
     * {@return a challenge for a token (RFC 6750)}
     *
     * @param realm any text
     */
    public static Challenge bearer(String realm) {
        return of("Bearer", realm);
    }

    /**
     * Reads a field value.
     *
     * @param text anything; may have several challenges, and several lines joined with commas
     * @return those that were understood, in order
     */
    public static List<Challenge> parse(String text) {
        List<Challenge> challenges = new ArrayList<>();
        String scheme = "";
        List<String> rest = new ArrayList<>();
        for (String element : FieldList.split(text)) {
            FieldReader reader = new FieldReader(element);
            String word = reader.token();
            boolean spaced = reader.at(' ');
            reader.skipBlanks();
            boolean begins = !word.isEmpty() && (reader.atEnd() || (spaced && !reader.at('=')));
            if (begins) {
                if (!scheme.isEmpty()) {
                    challenges.add(challenge(scheme, rest));
                }
                scheme = word;
                rest.clear();
            }
            rest.add(begins ? reader.rest() : element);
        }
        if (!scheme.isEmpty()) {
            challenges.add(challenge(scheme, rest));
        }
        return List.copyOf(challenges);
    }

    private static Challenge challenge(String scheme, List<String> rest) {
        if (rest.size() == 1 && HttpChars.isToken68(rest.get(0))) {
            return new Challenge(scheme, Optional.of(rest.get(0)), Parameters.EMPTY);
        }
        String all = String.join(", ", rest);
        return new Challenge(
                scheme, Optional.empty(), new Parameters(ParameterReader.readAuthParameters(all)));
    }

    /**
     * {@return whether the scheme is this}
     *
     * @param name such as {@code "Digest"}, in whatever case
     */
    public boolean is(String name) {
        return HttpChars.lower(scheme).equals(HttpChars.lower(name));
    }

    /** {@return what the credentials are for} */
    public Optional<String> realm() {
        return parameters.get("realm");
    }

    /**
     * {@return the same with a parameter added or replaced}
     *
     * @param name a token
     * @param value any text
     * @throws IllegalArgumentException if the name is not a token, or there is a token68
     */
    public Challenge with(String name, String value) {
        return new Challenge(scheme, token, parameters.with(name, value));
    }

    /** {@return one challenge as a field value} */
    public String headerValue() {
        String rest = token.orElseGet(() -> AuthParameters.format(parameters, BARE));
        return rest.isEmpty() ? scheme : scheme + " " + rest;
    }
}
