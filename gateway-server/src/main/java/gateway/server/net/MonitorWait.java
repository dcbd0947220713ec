package gateway.server.net;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits at a monitor, for a while. */
final class MonitorWait {
    private MonitorWait() {}

    /**
     * Waits until it is done; ends early where it is hopeless, or the thread is interrupted, whose
     * status is then set.
     *
     * @param lock whoever changes what the conditions ask notifies it
     * @param done asked with the lock
     * @param hopeless asked with the lock
     * @return whether it is done
     */
    static boolean until(
            Object lock, Duration limit, BooleanSupplier done, BooleanSupplier hopeless) {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            while (!done.getAsBoolean()) {
                long left = (end - System.nanoTime() + 999_999) / 1_000_000;
                if (left <= 0 || hopeless.getAsBoolean()) {
                    return false;
                }
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return done.getAsBoolean();
                }
            }
            return true;
        }
    }
}
