package gateway.server.http;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a client may keep the server waiting in one phase, and what becomes of it then. Each is
 * {@link #LEAST} to {@link #MOST}, and is noticed within 0.2 s.
 */
public enum Phase {
    FIRST_OCTET(10, "From accepting a connection to its first octet; then a silent close."),
    KEEP_ALIVE(
            75,
            "From an answer to the first octet of the next request; then a silent close. Longer than"
                    + " load balancers keep an idle connection, so that it is they who close."),
    HEAD(15, "From the first octet of a request to the end of its head; then 408."),
    BODY(
            30,
            "How far the client may be behind the minimum rate while its body is read, and so how long"
                    + " it may be silent; then 408."),
    WRITE(
            30,
            "How far the client may be behind the minimum rate while it takes an answer, and so how"
                    + " long it may take nothing; then a reset."),
    LINGER(2, "For a refused client to read the answer and close; then a close."),
    REQUEST(
            0,
            "From the end of a request's head to the end of its answer, whatever keeps it; then the"
                    + " application is interrupted and the connection reset.");

    /** The shortest. */
    public static final Duration LEAST = Duration.ofMillis(1);

    /** The longest. */
    public static final Duration MOST = Duration.ofDays(1);

    private final Optional<Duration> usual;
    private final String text;

    Phase(int usualSeconds, String text) {
        this.usual =
                usualSeconds == 0
                        ? Optional.empty()
                        : Optional.of(Duration.ofSeconds(usualSeconds));
        this.text = text;
    }

    /** The default; empty if there is none unless it is set. */
    public Optional<Duration> usual() {
        return usual;
    }

    /** From where to where it goes, and what comes then. */
    public String text() {
        return text;
    }

    /** Whether {@code value} may be chosen. */
    public static boolean contains(Duration value) {
        return value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0;
    }
}
