package gateway.conformance.bent;

import static gateway.conformance.bent.BentStart.bend;
import static gateway.conformance.bent.ResponseBends.is;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingStartResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Faults of chapter 7: start. */
final class StartBends {
    private StartBends() {}

    static List<Bend> all() {
        return List.of(
                bend("SR-1", "malformed arguments are overlooked", StartBends::overlook),
                bend("SR-1", "a call that is refused starts", StartBends::startAnyway),
                bend("SR-2", "a second call is overlooked", StartBends::overlookSecond),
                Bend.response("SR-3", "an error adds headers", (environ, right) -> new Adds(right)),
                bend("SR-3", "an error cannot come first", StartBends::refuseErrorAtFirst),
                bend("SR-4", "it is never too late", StartBends::overlookCommit),
                bend("SR-4", "the cause is lost", StartBends::loseCause),
                bend("SR-6", "the head is sent at once", StartBends::sendAtOnce),
                bend("SR-7", "the list is modified", StartBends::modify),
                Bend.between("SR-7", "the list is read again later", StartBends::readAgain),
                Bend.between("SR-8", "it is over and nobody is told", StartBends::untold));
    }

    private static void overlook(
            StartResponse right, String status, List<Header> headers, @Nullable Throwable error) {
        try {
            right.start(status, headers, error);
        } catch (IllegalArgumentException | NullPointerException e) {
            // Nobody hears of it.
        }
    }

    private static void startAnyway(
            StartResponse right, String status, List<Header> headers, @Nullable Throwable error) {
        try {
            right.start(status, headers, error);
        } catch (IllegalArgumentException | NullPointerException e) {
            right.start("500", List.of(), e);
            throw e;
        }
    }

    private static void overlookSecond(
            StartResponse right, String status, List<Header> headers, @Nullable Throwable error) {
        try {
            right.start(status, headers, error);
        } catch (ResponseCommittedException e) {
            throw e;
        } catch (IllegalStateException e) {
            // The first one stands.
        }
    }

    /** Headers that were given earlier stay. */
    private static final class Adds extends ForwardingStartResponse {
        private final List<Header> given = new ArrayList<>();

        Adds(StartResponse right) {
            super(right);
        }

        @Override
        public void start(String status, List<Header> headers, @Nullable Throwable error) {
            List<Header> all = new ArrayList<>(headers);
            given.stream().filter(header -> !is(header, "Content-Length")).forEach(all::add);
            super.start(status, error == null ? headers : all, error);
            given.addAll(headers);
        }
    }

    private static void refuseErrorAtFirst(
            StartResponse right, String status, List<Header> headers, @Nullable Throwable error) {
        if (error != null) {
            boolean first = true;
            try {
                right.start(status, headers);
            } catch (IllegalStateException e) {
                first = false;
            }
            if (first) {
                throw new IllegalStateException("there is nothing to replace");
            }
        }
        right.start(status, headers, error);
    }

    private static void overlookCommit(
            StartResponse right, String status, List<Header> headers, @Nullable Throwable error) {
        try {
            right.start(status, headers, error);
        } catch (ResponseCommittedException e) {
            // What is sent is sent.
        }
    }

    private static void loseCause(
            StartResponse right, String status, List<Header> headers, @Nullable Throwable error) {
        try {
            right.start(status, headers, error);
        } catch (ResponseCommittedException e) {
            throw new ResponseCommittedException(new IllegalStateException("too late"));
        }
    }

    private static void sendAtOnce(
            StartResponse right, String status, List<Header> headers, @Nullable Throwable error) {
        right.start(status, headers, error);
        try {
            right.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void modify(
            StartResponse right, String status, List<Header> headers, @Nullable Throwable error) {
        right.start(status, headers, error);
        headers.add(new Header("X-Server", "bent"));
    }

    private static Application readAgain(Application inner) {
        return (environ, right) -> {
            List<Runnable> again = new ArrayList<>();
            BentStart.Fault remember =
                    (to, status, headers, error) -> {
                        to.start(status, headers, error);
                        again.add(() -> to.start(status, headers, new IllegalStateException()));
                    };
            Iterable<byte[]> body = inner.call(environ, BentStart.of(right, remember));
            if (!again.isEmpty()) {
                again.get(again.size() - 1).run();
            }
            return body;
        };
    }

    /** Whatever is called after the request does nothing and says nothing. */
    private static Application untold(Application inner) {
        return (environ, right) -> {
            AtomicBoolean over = new AtomicBoolean();
            Environ.onFinish(environ, finish -> over.set(true));
            InputStream in = Environ.input(environ);
            environ.put(
                    Environ.INPUT,
                    new BentInput(in) {
                        @Override
                        public int read(byte[] into, int offset, int length) throws IOException {
                            return over.get() ? -1 : super.read(into, offset, length);
                        }
                    });
            return inner.call(
                    environ,
                    BentStart.of(
                            right,
                            (to, status, headers, error) -> {
                                if (!over.get()) {
                                    to.start(status, headers, error);
                                }
                            }));
        };
    }
}
