package gateway.conformance.bent;

import static gateway.conformance.bent.PathBends.wire;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.server.http.Limit;
import gateway.server.http.Limits;
import gateway.tck.subject.Starter;
import gateway.tck.subject.Subject;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults of chapters 15 and 17: the server's life, and whom it trusts. */
final class ServerBends {
    private static final Limits HIGH =
            RightServer.LIMITS
                    .with(Limit.HEAD, 10_000_000)
                    .with(Limit.TARGET, 1_000_000)
                    .with(Limit.FIELD_LINE, 1_000_000)
                    .with(Limit.FIELDS, 10_000);

    private ServerBends() {}

    static List<Bend> all() {
        return List.of(
                wire(
                        "SRV-1",
                        "a length beside a coding is overlooked",
                        "(?s)^(.*?\\r\\n)Content-Length: \\d+\\r\\n(.*?Transfer-Encoding: chunked\\r\\n)",
                        "$1$2"),
                wire(
                        "SRV-1",
                        "LF ends a line",
                        "(?<=[^\\r])\\n(?=[A-Z][A-Za-z-]+:|\\r?\\n)",
                        "\r\n"),
                wire(
                        "SRV-1",
                        "HTTP/2.0 is taken for HTTP/1.1",
                        "^(\\S+ \\S+) HTTP/2\\.0\\r\\n",
                        "$1 HTTP/1.1\r\n"),
                new Bend(
                        "SRV-2",
                        "limits are too high",
                        right -> new RightServer(HIGH, RightServer.GRACE)),
                new Bend("SRV-4", "it starts but a few times", ServerBends::wearingOut),
                new Bend(
                        "SRV-3",
                        "a stop does not wait",
                        right -> new RightServer(RightServer.LIMITS, Duration.ZERO)),
                new Bend("SRV-3", "a stop begins with a cut", ServerBends::impatient, true),
                new Bend("LIFE-1", "the application is not started", ServerBends::lifeless),
                lifecycle("LIFE-1", "the settings can be modified", ModifiableSettings::new),
                lifecycle("LIFE-1", "an application that refuses is served", Unrefused::new),
                lifecycle("LIFE-2", "the application is stopped twice", StoppedTwice::new),
                lifecycle("LIFE-2", "a stop that fails is not heard of", StoppedSilently::new),
                ResponseBends.headers(
                        "SEC-1",
                        "a check is left out",
                        headers ->
                                headers.stream()
                                        .filter(h -> !ResponseBends.is(h, "Transfer-Encoding"))
                                        .toList()),
                Bend.environ("SEC-2", "X-Forwarded-For is believed", ServerBends::believePeer),
                Bend.environ(
                        "SEC-2",
                        "X-Forwarded-Proto is believed",
                        environ ->
                                EnvironBends.copy(
                                        environ, "HTTP_X_FORWARDED_PROTO", Environ.URL_SCHEME)));
    }

    private static Starter wearingOut(Starter right) {
        AtomicInteger started = new AtomicInteger();
        AtomicInteger running = new AtomicInteger();
        return (probe, variant) -> {
            if (running.get() > 0 && started.incrementAndGet() > 3) {
                throw new IOException("no more beside the first");
            }
            running.incrementAndGet();
            return right.start(probe, variant)
                    .map(
                            subject ->
                                    new Described(
                                            subject, subject.options(), running::decrementAndGet));
        };
    }

    private static Starter impatient(Starter right) {
        return (probe, variant) -> {
            Optional<Subject> subject = right.start(probe, variant);
            // What is called in the same process has no connections to cut.
            return subject.flatMap(Subject::address).isEmpty()
                    ? subject
                    : Optional.of(Relay.cutAtStop(subject.orElseThrow()));
        };
    }

    private record Lifeless(Application inner) implements Application {
        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
                throws Exception {
            return inner.call(environ, startResponse);
        }
    }

    private static Starter lifeless(Starter right) {
        return (probe, variant) -> right.start(new Lifeless(probe), variant);
    }

    private static Bend lifecycle(
            String clause,
            String fault,
            java.util.function.Function<Application, Application> change) {
        return new Bend(
                clause,
                fault,
                right -> (probe, variant) -> right.start(change.apply(probe), variant));
    }

    /** Passes everything on. */
    private static class Living implements Application, Lifecycle {
        private final Application inner;

        Living(Application inner) {
            this.inner = inner;
        }

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
                throws Exception {
            return inner.call(environ, startResponse);
        }

        @Override
        public void start(Map<String, String> settings) throws Exception {
            ((Lifecycle) inner).start(settings);
        }

        @Override
        public void stop() throws Exception {
            ((Lifecycle) inner).stop();
        }
    }

    private static final class ModifiableSettings extends Living {
        ModifiableSettings(Application inner) {
            super(inner);
        }

        @Override
        public void start(Map<String, String> settings) throws Exception {
            super.start(new HashMap<>(settings));
        }
    }

    private static final class Unrefused extends Living {
        Unrefused(Application inner) {
            super(inner);
        }

        @Override
        public void start(Map<String, String> settings) {
            try {
                super.start(settings);
            } catch (Exception e) {
                // It is served all the same.
            }
        }
    }

    private static final class StoppedTwice extends Living {
        StoppedTwice(Application inner) {
            super(inner);
        }

        @Override
        public void stop() throws Exception {
            super.stop();
            super.stop();
        }
    }

    private static final class StoppedSilently extends Living {
        StoppedSilently(Application inner) {
            super(inner);
        }

        @Override
        public void stop() {
            try {
                super.stop();
            } catch (Exception e) {
                // It has stopped, one way or the other.
            }
        }
    }

    private static void believePeer(Map<String, Object> environ) {
        Environ.header(environ, "X-Forwarded-For")
                .ifPresent(
                        peers ->
                                environ.put(
                                        Environ.REMOTE_ADDR, List.of(peers.split(", *")).get(0)));
    }
}
