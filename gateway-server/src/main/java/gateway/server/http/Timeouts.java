package gateway.server.http;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long a client may keep the server waiting: absolute per phase, however the octets drip, and
 * noticed within 0.2 s. What comes then is told by its {@link Phase}.
 *
 * @param firstOctet from accepting a connection to its first octet, 1 ms to 24 h (default 10 s)
 * @param keepAlive from an answer to the first octet of the next request, 1 ms to 24 h (default 75
 *     s)
 * @param head from the first octet of a request to the end of its head, 1 ms to 24 h (default 15 s)
 * @param body how far the client may be behind {@link Limits#rate} while its body is read, as
 *     {@link gateway.server.net.Pace} counts, 1 ms to 24 h (default 30 s)
 * @param write likewise while the client takes the response, 1 ms to 24 h (default 30 s)
 * @param linger how long a refused client may take to read the answer and close, 1 ms to 24 h
 *     (default 2 s)
 * @param request from the end of a request's head to the end of its answer (THR-5), 1 ms to 24 h;
 *     empty for no such limit (default empty)
 */
public record Timeouts(
        Duration firstOctet,
        Duration keepAlive,
        Duration head,
        Duration body,
        Duration write,
        Duration linger,
        Optional<Duration> request) {
    /** The defaults. */
    public static final Timeouts DEFAULT = of(Map.of());

    /** Checks the ranges. */
    public Timeouts {
        within("firstOctet", firstOctet);
        within("keepAlive", keepAlive);
        within("head", head);
        within("body", body);
        within("write", write);
        within("linger", linger);
        request.ifPresent(limit -> within("request", limit));
    }

    /**
     * Those that are chosen, and the defaults of the others.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public static Timeouts of(Map<Phase, Duration> chosen) {
        return new Timeouts(
                value(chosen, Phase.FIRST_OCTET).orElseThrow(),
                value(chosen, Phase.KEEP_ALIVE).orElseThrow(),
                value(chosen, Phase.HEAD).orElseThrow(),
                value(chosen, Phase.BODY).orElseThrow(),
                value(chosen, Phase.WRITE).orElseThrow(),
                value(chosen, Phase.LINGER).orElseThrow(),
                value(chosen, Phase.REQUEST));
    }

    private static Optional<Duration> value(Map<Phase, Duration> chosen, Phase phase) {
        return Optional.ofNullable(chosen.get(phase)).or(phase::usual);
    }

    /**
     * The same but for one.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public Timeouts with(Phase phase, Duration value) {
        Map<Phase, Duration> all = new EnumMap<>(Phase.class);
        for (Phase each : Phase.values()) {
            value(each).ifPresent(limit -> all.put(each, limit));
        }
        all.put(phase, value);
        return of(all);
    }

    /** One of them. */
    public Optional<Duration> value(Phase phase) {
        return switch (phase) {
            case FIRST_OCTET -> Optional.of(firstOctet);
            case KEEP_ALIVE -> Optional.of(keepAlive);
            case HEAD -> Optional.of(head);
            case BODY -> Optional.of(body);
            case WRITE -> Optional.of(write);
            case LINGER -> Optional.of(linger);
            case REQUEST -> request;
        };
    }

    private static void within(String name, Duration value) {
        if (!Phase.contains(value)) {
            throw new IllegalArgumentException(
                    "timeout " + name + " is " + value + ", not in 1 ms to 24 h");
        }
    }
}
