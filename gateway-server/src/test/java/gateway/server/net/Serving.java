package gateway.server.net;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A thread that serves. */
final class Serving {
    private Serving() {}

    static Thread start(RequestServer<?> server) {
        return Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            try {
                                server.serveForever();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }
}
