package gateway.toolkit.validator;

import gateway.api.Header;

import java.util.List;
import java.util.Objects;

/**
 * The check that SR-1 asks for during the call of {@code start}, for a middleware that passes the
 * call on only later.
 */
public final class StartRules {
    private StartRules() {}

    /**
     * Refuses what chapter 8 does not allow.
     *
     * @param status as {@link gateway.api.StartResponse#start} takes it
     * @param headers as {@link gateway.api.StartResponse#start} takes them
     * @throws NullPointerException if status, headers or one of them is null
     * @throws IllegalArgumentException if one is malformed; the message names the clause
     */
    public static void check(String status, List<Header> headers) {
        Objects.requireNonNull(status, "SR-1: status");
        Objects.requireNonNull(headers, "SR-1: headers");
        headers.forEach(header -> Objects.requireNonNull(header, "SR-1: a header"));
        for (StartArguments.Fault fault : StartArguments.faults(status, headers)) {
            throw new IllegalArgumentException(
                    fault.clause() + ": " + fault.message() + ": " + fault.value());
        }
    }
}
