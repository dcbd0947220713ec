package gateway.sample.time;

import java.time.Duration;
import java.time.Instant;

/** Tells the time, and lets it go by; a test's own does so at once. */
interface Timepiece {
    /** That of the system. */
    Timepiece SYSTEM =
            new Timepiece() {
                @Override
                public Instant now() {
                    return Instant.now();
                }

                @Override
                public void sleep(Duration time) throws InterruptedException {
                    Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
                }
            };

    Instant now();

    void sleep(Duration time) throws InterruptedException;
}
