package gateway.server.http;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a client may keep the server waiting: absolute per phase, however the octets drip. Each
 * is positive and at most a day, and is noticed within 0.2 s.
 *
 * @param firstOctet from accepting a connection to its first octet; then a silent close (default 10
 *     s)
 * @param keepAlive from an answer to the first octet of the next request; then a silent close
 *     (default 75 s: above the 60 s after which load balancers drop an idle connection, so that it
 *     is they who close)
 * @param head from the first octet of a request to the end of its head; then 408 (default 15 s)
 * @param body how long the client may be waited for in all while its body is read, beyond what
 *     {@link Limits#rate} allows; then 408 (default 30 s)
 * @param write likewise while the response is written; then a reset (default 30 s)
 * @param linger how long a refused client may take to read the answer and close (default 2 s)
 * @param request from the end of a request's head to the end of its answer, whatever keeps it; then
 *     the application's thread is interrupted and the connection reset (THR-5; default off)
 */
public record Timeouts(
        Duration firstOctet,
        Duration keepAlive,
        Duration head,
        Duration body,
        Duration write,
        Duration linger,
        Optional<Duration> request) {
    private static final Duration MOST = Duration.ofDays(1);

    /** The defaults. */
    public static final Timeouts DEFAULT =
            new Timeouts(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    Optional.empty());

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

    /** Without a limit for whole requests. */
    public Timeouts(
            Duration firstOctet,
            Duration keepAlive,
            Duration head,
            Duration body,
            Duration write,
            Duration linger) {
        this(firstOctet, keepAlive, head, body, write, linger, Optional.empty());
    }

    /** The same with a limit for whole requests. */
    public Timeouts withRequest(Duration limit) {
        return new Timeouts(firstOctet, keepAlive, head, body, write, linger, Optional.of(limit));
    }

    private static void within(String name, Duration value) {
        if (!value.isPositive() || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "timeout " + name + " is " + value + ", not above zero and at most a day");
        }
    }
}
