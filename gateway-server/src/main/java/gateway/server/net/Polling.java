package gateway.server.net;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** What the JDK has virtual threads wait by. */
final class Polling {
    private static @Nullable String failure; // Guarded by the class.

    private Polling() {}

    /**
     * Has it made. The JDK tries that once, at the first wait: where clients had taken all
     * descriptors by then, nobody could ever wait.
     *
     * @throws IOException if it cannot be made, now or at an earlier call; the message says why
     */
    static synchronized void prepare() throws IOException {
        if (failure == null) {
            try {
                Class.forName("sun.nio.ch.Poller");
                return;
            } catch (ClassNotFoundException e) {
                return; // This JDK has something else.
            } catch (LinkageError e) {
                failure = reason(e).toString(); // A later one would not tell.
            }
        }
        throw new IOException("virtual threads cannot wait here: " + failure);
    }

    private static Throwable reason(Throwable of) {
        Throwable reason = of;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return reason;
    }
}
