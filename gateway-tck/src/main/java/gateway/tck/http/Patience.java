package gateway.tck.http;

import java.time.Duration;

/** How long the kit waits for what must come: long, because only a fault makes it wait so long. */
public final class Patience {
    /** System property with other seconds than 10, for very slow machines. */
    public static final String PROPERTY = "gateway.tck.patience";

    /** Environment variable that says the same to a server in another process. */
    public static final String VARIABLE = "GATEWAY_TCK_PATIENCE";

    private static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger(PROPERTY, given()));

    private Patience() {}

    private static int given() {
        String seconds = System.getenv(VARIABLE);
        return seconds == null ? 10 : Integer.parseInt(seconds);
    }

    /** The time after which something that has not come is held not to come. */
    public static Duration limit() {
        return LIMIT;
    }

    /** The same as a moment of {@link System#nanoTime}. */
    public static long deadline() {
        return System.nanoTime() + LIMIT.toNanos();
    }
}
