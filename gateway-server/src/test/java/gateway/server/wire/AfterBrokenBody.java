package gateway.server.wire;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.StartResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Applications that catch it when reading the body fails, and do not answer for it. */
enum AfterBrokenBody implements Application {
    THROWS_ANOTHER {
        @Override
        Iterable<byte[]> go(StartResponse startResponse) {
            throw new IllegalStateException("bad body");
        }
    },
    THROWS_AN_ERROR {
        @Override
        Iterable<byte[]> go(StartResponse startResponse) {
            throw new StackOverflowError("bad body");
        }
    },
    THROWS_AFTER_START {
        @Override
        Iterable<byte[]> go(StartResponse startResponse) {
            startResponse.start("200 OK", List.of());
            throw new IllegalStateException("bad body");
        }
    },
    DOES_NOT_START {
        @Override
        Iterable<byte[]> go(StartResponse startResponse) {
            return List.of();
        }
    },
    RETURNS_NULL {
        @Override
        @SuppressWarnings("NullAway") // The breach of APP-3 that this is about.
        Iterable<byte[]> go(StartResponse startResponse) {
            startResponse.start("200 OK", List.of());
            return null;
        }
    },
    STARTS_WRONGLY {
        @Override
        Iterable<byte[]> go(StartResponse startResponse) {
            startResponse.start("none", List.of());
            return List.of();
        }
    },
    FAILS_WITHIN_THE_BODY {
        @Override
        Iterable<byte[]> go(StartResponse startResponse) {
            startResponse.start("200 OK", List.of());
            return () -> {
                throw new IllegalStateException("bad body");
            };
        }
    },
    FAILS_AT_CLOSE_TOO {
        @Override
        Iterable<byte[]> go(StartResponse startResponse) {
            startResponse.start("200 OK", List.of());
            return new Unclosable();
        }
    };

    abstract @Nullable Iterable<byte[]> go(StartResponse startResponse);

    @Override
    @SuppressWarnings("NullAway") // See RETURNS_NULL.
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
        try {
            Environ.input(environ).transferTo(OutputStream.nullOutputStream());
            throw new AssertionError("the body is in order");
        } catch (IOException e) {
            return go(startResponse);
        }
    }

    private static final class Unclosable implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            throw new IllegalStateException("bad body");
        }

        @Override
        public void close() {
            throw new IllegalStateException("bad body");
        }
    }
}
