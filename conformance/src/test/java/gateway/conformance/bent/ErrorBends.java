package gateway.conformance.bent;

import static gateway.conformance.bent.BodyBends.arrays;
import static gateway.conformance.bent.PathBends.wire;
import static gateway.conformance.bent.ResponseBends.reply;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.tck.subject.Options;
import gateway.tck.subject.Starter;
import gateway.tck.subject.Subject;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Faults of chapter 12: errors. */
@SuppressWarnings("try") // Applications throw what they like from close().
final class ErrorBends {
    private ErrorBends() {}

    static List<Bend> all() {
        return List.of(
                Bend.between("ERR-1", "a failure is a 503", inner -> answering("503", inner))
                        .alsoSeenBy("ERR-7", "the failure is not logged"),
                Bend.between("ERR-1", "headers stay on a 500", ErrorBends::keepHeaders),
                new Bend(
                        "ERR-1",
                        "stack traces are not logged",
                        right -> unlogged(right, "(?m)^\\s+at .*\\R?"),
                        Map.of()),
                arrays("ERR-2", "the error is told in the body", Telling::new),
                arrays("ERR-3", "a body that fails ends well", Hiding::new),
                Bend.between("ERR-4", "an Error ends the service", ErrorBends::endService),
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
                        right -> unlogged(right, "(APP|BODY|SR|RESP|LEN)-\\d+"),
                        Map.of()),
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
    private static Starter unlogged(Starter right, String pattern) {
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
                                                                                        ""))));
    }

    private static String log(Options options) {
        return options.log().orElseThrow().get();
    }

    /** What its author says of a server, said otherwise. */
    private record Described(Subject subject, Options options) implements Subject {
        @Override
        public gateway.tck.http.Client connect() throws java.io.IOException {
            return subject.connect();
        }

        @Override
        public java.util.Optional<java.net.InetSocketAddress> address() {
            return subject.address();
        }

        @Override
        public void close() throws java.io.IOException {
            subject.close();
        }
    }

    private static final class Telling extends BentArrays {
        private RuntimeException failure = new IllegalStateException();
        private boolean failed;

        Telling(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public boolean hasNext() {
            if (failed) {
                throw failure;
            }
            return super.hasNext();
        }

        @Override
        public byte[] next() {
            try {
                return super.next();
            } catch (RuntimeException e) {
                failed = true;
                failure = e;
                return "500 Internal Server Error".getBytes(StandardCharsets.US_ASCII);
            }
        }
    }

    private static final class Hiding extends BentArrays {
        private boolean begun;

        Hiding(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public boolean hasNext() {
            try {
                return super.hasNext();
            } catch (RuntimeException e) {
                return hide(e);
            }
        }

        private boolean hide(RuntimeException e) {
            if (!begun) {
                throw e;
            }
            return false;
        }

        @Override
        public byte[] next() {
            try {
                byte[] array = super.next();
                begun = begun || array.length > 0;
                return array;
            } catch (RuntimeException e) {
                hide(e);
                return new byte[0];
            }
        }
    }

    private static Application endService(Application inner) {
        AtomicBoolean ended = new AtomicBoolean();
        return (environ, right) -> {
            if (ended.get()) {
                throw new IllegalStateException("out of service");
            }
            try {
                return inner.call(environ, right);
            } catch (Error e) {
                ended.set(true);
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

    private static Application keepInterrupt(Application inner) {
        return (environ, right) -> {
            Iterable<byte[]> body = inner.call(environ, right);
            boolean interrupted = Thread.interrupted();
            return BentBody.streaming(
                            b ->
                                    new BentBody(b) {
                                        @Override
                                        public Iterator<byte[]> iterator() {
                                            return new Interrupted(super.iterator(), interrupted);
                                        }
                                    })
                    .apply(body);
        };
    }

    /** The application finds the status as it has left it. */
    private static final class Interrupted extends BentArrays {
        private boolean status;

        Interrupted(Iterator<byte[]> inner, boolean status) {
            super(inner);
            this.status = status;
        }

        @Override
        public boolean hasNext() {
            restore();
            boolean more = super.hasNext();
            status = Thread.interrupted();
            return more;
        }

        @Override
        public byte[] next() {
            restore();
            byte[] array = super.next();
            status = Thread.interrupted();
            return array;
        }

        private void restore() {
            if (status) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
