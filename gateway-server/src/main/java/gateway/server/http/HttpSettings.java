package gateway.server.http;

/**
 * How HTTP is spoken with clients.
 *
 * @param limits how much a client may send
 * @param timeouts how long a client may take
 * @param strictness what else is refused
 */
public record HttpSettings(Limits limits, Timeouts timeouts, Strictness strictness) {
    /** The defaults of each. */
    public static final HttpSettings DEFAULT =
            new HttpSettings(Limits.DEFAULT, Timeouts.DEFAULT, Strictness.DEFAULT);

    /** The same with other limits. */
    public HttpSettings with(Limits newLimits) {
        return new HttpSettings(newLimits, timeouts, strictness);
    }

    /** The same with other timeouts. */
    public HttpSettings with(Timeouts newTimeouts) {
        return new HttpSettings(limits, newTimeouts, strictness);
    }

    /** The same with other refusals. */
    public HttpSettings with(Strictness newStrictness) {
        return new HttpSettings(limits, timeouts, newStrictness);
    }
}
