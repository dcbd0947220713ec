package gateway.toolkit.http;

import java.util.Optional;
import java.util.Set;

/**
 * The credentials of a request: {@code Authorization} and {@code Proxy-Authorization} (RFC 9110
 * section 11.4). They are not shown by {@link #toString}, nor is a scheme that nothing follows: it
 * may be a key that somebody sends without a scheme.
 *
 * @param scheme a token as it was written; compare with {@link #is}
 * @param token what follows it, if that is one word, such as the Base64 of Basic
 * @param parameters what follows it otherwise, such as those of Digest
 */
public record Authorization(String scheme, Optional<String> token, Parameters parameters) {
    /** Those that RFC 7616 section 3.4 wants without quotation marks. */
    private static final Set<String> BARE = Set.of("algorithm", "nc", "qop", "userhash", "stale");

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the scheme is not a token, the token not a token68, or
     *     there are both token and parameters
     */
    public Authorization {
        AuthParameters.require(scheme, token.isPresent(), token.orElse(""), parameters);
    }

    /**
     * {@return credentials of Basic}
     *
     * @param user without colon and control characters
     * @param password without control characters
     * @throws IllegalArgumentException if one could not be sent
     */
    public static Authorization basic(String user, String password) {
        String token = new BasicCredentials(user, password).encode();
        return new Authorization("Basic", Optional.of(token), Parameters.EMPTY);
    }

    /**
     * {@return credentials of Bearer (RFC 6750)}
     *
     * @param token letters, digits and {@code -._~+/}, then equals signs
     * @throws IllegalArgumentException if there are other characters
     */
    public static Authorization bearer(String token) {
        return new Authorization("Bearer", Optional.of(token), Parameters.EMPTY);
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return the credentials; empty if there is no scheme. What follows the scheme and is
     *     malformed is as if it were not there
     */
    public static Optional<Authorization> parse(String text) {
        FieldReader reader = new FieldReader(HttpChars.trim(text));
        String scheme = reader.token();
        if (scheme.isEmpty() || !(reader.atEnd() || reader.at(' '))) {
            return Optional.empty();
        }
        String rest = HttpChars.trim(reader.rest());
        return Optional.of(
                HttpChars.isToken68(rest)
                        ? new Authorization(scheme, Optional.of(rest), Parameters.EMPTY)
                        : new Authorization(
                                scheme,
                                Optional.empty(),
                                new Parameters(ParameterReader.readAuthParameters(rest))));
    }

    /**
     * {@return whether the scheme is this}
     *
     * @param name such as {@code "Digest"}, in whatever case
     */
    public boolean is(String name) {
        return HttpChars.lower(scheme).equals(HttpChars.lower(name));
    }

    /** {@return user and password, if this is Basic and they are well-formed} */
    public Optional<BasicCredentials> basic() {
        return is("Basic") ? token.flatMap(BasicCredentials::decode) : Optional.empty();
    }

    /** {@return the token, if this is Bearer and has one} */
    public Optional<String> bearer() {
        return is("Bearer") ? token : Optional.empty();
    }

    /** {@return the parameters, if this is Digest} */
    public Optional<Parameters> digest() {
        return is("Digest") ? Optional.of(parameters) : Optional.empty();
    }

    /** {@return the field value, with all secrets in it} */
    public String headerValue() {
        String rest = token.orElseGet(() -> AuthParameters.format(parameters, BARE));
        return rest.isEmpty() ? scheme : scheme + " " + rest;
    }

    @Override
    public String toString() {
        boolean alone = token.isEmpty() && parameters.isEmpty();
        return alone ? "Authorization[…]" : "Authorization[" + scheme + " …]";
    }
}
