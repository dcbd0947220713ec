package gateway.tck.http;

import java.time.Duration;

/** How long the kit waits for what must come: long, because only a fault makes it wait so long. */
public final class Patience {
    /** System property with other seconds than 10, for very slow machines. */
    public static final String PROPERTY = "gateway.tck.patience";

    private static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger(PROPERTY, 10));

    private Patience() {}

    /** The time after which something that has not come is held not to come. */
    public static Duration limit() {
        return LIMIT;
    }

    /** The same as a moment of {@link System#nanoTime}. */
    public static long deadline() {
        return System.nanoTime() + LIMIT.toNanos();
    }
}
