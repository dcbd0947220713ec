package gateway.toolkit.http;

import java.util.Set;
import java.util.stream.Collectors;

/** Writes the parameters of credentials and challenges (RFC 9110 section 11.2). */
final class AuthParameters {
    private AuthParameters() {}

    /** Checks what a scheme is followed by. */
    static void require(String scheme, boolean hasToken, String token, Parameters parameters) {
        HttpChars.requireToken("an authentication scheme", scheme);
        if (hasToken && (!HttpChars.isToken68(token) || !parameters.isEmpty())) {
            throw new IllegalArgumentException("not a token68, or one beside parameters");
        }
    }

    /**
     * {@return the parameters, in quotation marks: readers insist on them more often than they
     * refuse them}
     *
     * @param bare names of those that are written without, if their value is a token
     */
    static String format(Parameters parameters, Set<String> bare) {
        return parameters.values().entrySet().stream()
                .map(each -> format(each.getKey(), each.getValue(), bare.contains(each.getKey())))
                .collect(Collectors.joining(", "));
    }

    private static String format(String name, String value, boolean bare) {
        if (bare && HttpChars.isToken(value)) {
            return name + "=" + value;
        }
        return value.chars().allMatch(c -> c >= ' ' && c < 0x7F)
                ? name + "=" + QuotedString.quote(value)
                : name + "*=" + ExtendedValue.format(value);
    }
}
