package gateway.conformance.bent;

import static gateway.conformance.bent.BodyBends.arrays;
import static gateway.conformance.bent.PathBends.wire;
import static gateway.conformance.bent.ResponseBends.reply;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.tck.subject.Options;
import gateway.tck.subject.Starter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Faults of chapter 12: errors. */
@SuppressWarnings("try") // Applications throw what they like from close().
final class ErrorBends {
    private ErrorBends() {}

    static List<Bend> all() {
        return List.of(
                Bend.between("ERR-1", "a failure is a 503", inner -> answering("503", inner)),
                Bend.between("ERR-1", "headers stay on a 500", ErrorBends::keepHeaders),
                new Bend(
                        "ERR-1",
                        "stack traces are not logged",
                        right -> unlogged(right, "(?m)^\\s+at .*\\R?")),
                arrays("ERR-2", "the error is told in the body", Telling::new),
                Bend.between("ERR-4", "an Error spoils the next request", ErrorBends::spoilNext),
                Bend.between(
                        "ERR-5", "clients that are gone are errors", ErrorBends::logDepartures),
                wire("ERR-6", "TRACE is let in", "^TRACE ", "TRACED "),
                reply(
                        "ERR-6",
                        "a 405 does not say what is allowed",
                        "(?s)^(HTTP/1\\.1 405.*?\\r\\n)Allow: [^\\r]*\\r\\n",
                        "$1"),
                new Bend(
                        "ERR-7",
                        "the log names no clause",
                        right -> unlogged(right, "(APP|BODY|SR|RESP|LEN)-\\d+")),
                Bend.between("ERR-8", "the interrupt status stays", ErrorBends::keepInterrupt),
                Bend.between("ERR-9", "a 500 tells why", ErrorBends::tellWhy));
    }

    private static Application answering(String status, Application inner) {
        return (environ, right) -> {
            try {
                return inner.call(environ, right);
            } catch (Exception e) {
                right.start(status, List.of(), e);
                return List.of();
            }
        };
    }

    private static Application keepHeaders(Application inner) {
        return (environ, right) -> {
            List<Header> given = new ArrayList<>();
            try {
                return inner.call(
                        environ,
                        BentStart.of(
                                right,
                                (to, status, headers, error) -> {
                                    to.start(status, headers, error);
                                    given.clear();
                                    given.addAll(headers);
                                }));
            } catch (Exception e) {
                Environ.errors(environ).println(stackTrace(e));
                given.removeIf(header -> ResponseBends.is(header, "Content-Length"));
                right.start("500", given, e);
                return List.of();
            }
        };
    }

    private static Application tellWhy(Application inner) {
        return (environ, right) -> {
            try {
                return inner.call(environ, right);
            } catch (Exception e) {
                Environ.errors(environ).println(stackTrace(e));
                right.start("500", List.of(), e);
                return List.of(stackTrace(e).getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static String stackTrace(Throwable e) {
        java.io.StringWriter text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    /** A server whose log lacks something. */
    static Starter unlogged(Starter right, String pattern) {
        return (probe, variant) ->
                right.start(probe, variant)
                        .map(
                                subject ->
                                        new Described(
                                                subject,
                                                subject.options()
                                                        .logging(
                                                                () ->
                                                                        log(subject.options())
                                                                                .replaceAll(
                                                                                        pattern,
                                                                                        "")),
                                                () -> {}));
    }

    private static String log(Options options) {
        return options.log().orElseThrow().get();
    }

    private static final class Telling extends BentArrays {
        private Optional<Throwable> failure = Optional.empty();

        Telling(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public boolean hasNext() {
            if (failure.isPresent()) {
                throw new IllegalStateException(failure.get());
            }
            return super.hasNext();
        }

        @Override
        public byte[] next() {
            try {
                return super.next();
            } catch (Throwable e) {
                failure = Optional.of(e);
                return "500 Internal Server Error".getBytes(StandardCharsets.US_ASCII);
            }
        }
    }

    private static Application spoilNext(Application inner) {
        AtomicBoolean spoilt = new AtomicBoolean();
        return (environ, right) -> {
            if (spoilt.getAndSet(false)) {
                throw new IllegalStateException("out of service");
            }
            try {
                return inner.call(environ, right);
            } catch (Error e) {
                spoilt.set(true);
                throw e;
            }
        };
    }

    private static Application logDepartures(Application inner) {
        return (environ, right) -> {
            Environ.onFinish(
                    environ,
                    finish -> {
                        if (finish.failure() != null) {
                            Environ.errors(environ).println("failed: " + finish.failure());
                            finish.failure().printStackTrace();
                        }
                    });
            return inner.call(environ, right);
        };
    }

    /** The status that a request has left is there in the next one of the connection. */
    private static Application keepInterrupt(Application inner) {
        ThreadLocal<Boolean> left = ThreadLocal.withInitial(() -> false);
        return (environ, right) -> {
            if (left.get()) {
                Thread.currentThread().interrupt();
            }
            return BentBody.streaming(
                            body ->
                                    new BentBody(body) {
                                        @Override
                                        public void close() throws Exception {
                                            super.close();
                                            left.set(Thread.interrupted());
                                        }
                                    })
                    .apply(inner.call(environ, right));
        };
    }
}
