package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.answering;
import static gateway.toolkit.validator.Watched.octets;
import static gateway.toolkit.validator.Watched.ofApplication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Header;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.ResourceBundle;

/** Where findings go, and what they look like (VAL-2). */
@Tag("VAL-2")
@SuppressWarnings("NullAway") // Nulls are one of the faults.
class SinksTest {
    @Test
    void findsFiveFaultsOfOneApplication() {
        Watched watched = new Watched();
        byte[] shared = octets("abc");
        FakeServer.get()
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    environ.put("acme.user", null);
                                    assertThrows(IllegalStateException.class, startResponse::flush);
                                    startResponse.start("200 OK", TEXT);
                                    assertThrows(
                                            IllegalStateException.class,
                                            () -> startResponse.start("200 OK", TEXT));
                                    return () -> new Faulty(shared);
                                }));
        assertEquals(
                List.of("EXT-6", "SR-2", "ENV-2", "BODY-4", "BODY-2"),
                watched.findings.stream().map(finding -> finding.clause().id()).toList());
        assertTrue(
                watched.findings.stream()
                        .allMatch(finding -> finding.party().equals(new Party.Application("v"))));
    }

    /** Modifies what it yielded, and then yields null. */
    private static final class Faulty implements Iterator<byte[]> {
        private final byte[] shared;
        private int round;

        Faulty(byte[] shared) {
            this.shared = shared;
        }

        @Override
        public boolean hasNext() {
            return round < 3;
        }

        @Override
        public byte @Nullable [] next() {
            round++;
            shared[0] = (byte) round;
            return round == 2 ? null : shared;
        }
    }

    private static Application swallowing() {
        return (environ, startResponse) -> {
            startResponse.start("200 OK", TEXT);
            return Arrays.asList(octets("a"), null);
        };
    }

    @Test
    void throwsAtThePointOfFault() {
        ThrowingSink sink = new ThrowingSink();
        FakeServer server = FakeServer.get();
        server.serve(ValidatorMiddleware.named("v").reportingTo(sink).wrap(swallowing()));
        ContractViolation thrown = assertInstanceOf(ContractViolation.class, server.failure);
        assertEquals(ofApplication("BODY-2", "the body yields null: array 2"), thrown.getMessage());
        assertEquals(sink.findings().get(0), thrown.finding());
        assertEquals(
                thrown.getMessage(),
                assertThrows(ContractViolation.class, sink::verify).getMessage());
    }

    @Test
    void collectsWhatIsFoundAfterTheFact() {
        class Open implements Iterable<byte[]>, AutoCloseable {
            @Override
            public Iterator<byte[]> iterator() {
                return List.of(octets("a")).iterator();
            }

            @Override
            public void close() {}
        }
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void close(@Nullable Iterable<byte[]> body) {}
                };
        ThrowingSink sink = new ThrowingSink();
        server.serve(ValidatorMiddleware.named("v").reportingTo(sink).wrap(answering(new Open())));
        assertEquals(null, server.failure);
        assertEquals(
                Clause.CLOSE_1,
                assertThrows(ContractViolation.class, sink::verify).finding().clause());
    }

    @Test
    void closesABodyThatTheServerWillNotSee() {
        List<String> calls = new ArrayList<>();
        class Closing implements Iterable<byte[]>, AutoCloseable {
            @Override
            public Iterator<byte[]> iterator() {
                return List.of(octets("a")).iterator();
            }

            @Override
            public void close() {
                calls.add("close");
            }
        }
        FakeServer server = FakeServer.get();
        server.serve(
                ValidatorMiddleware.named("v")
                        .reportingTo(new ThrowingSink())
                        .wrap((environ, startResponse) -> new Closing()));
        assertInstanceOf(ContractViolation.class, server.failure);
        assertEquals(List.of("close"), calls);
    }

    @Test
    void letsWarningsPass() {
        ThrowingSink sink = new ThrowingSink();
        FakeServer server = FakeServer.get();
        server.serve(
                ValidatorMiddleware.named("v")
                        .reportingTo(sink)
                        .wrap(
                                (environ, startResponse) -> {
                                    startResponse.start("200 OK", List.of());
                                    return List.of(octets("a"));
                                }));
        assertEquals("a", server.body());
        assertEquals(1, sink.findings().size());
        sink.verify();
    }

    /** Keeps the lines. */
    private record Lines(List<String> lines) implements System.Logger {
        @Override
        public String getName() {
            return LogSink.LOGGER;
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            lines.add(level + " " + message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... values) {
            lines.add(level + " " + format);
        }
    }

    @Test
    void logsErrorsAsErrorsAndWarningsAsWarnings() {
        Lines log = new Lines(new ArrayList<>());
        FakeServer.get()
                .serve(
                        ValidatorMiddleware.named("v")
                                .reportingTo(new LogSink(log))
                                .wrap(
                                        (environ, startResponse) -> {
                                            startResponse.start("200 OK", List.of());
                                            return Arrays.asList(octets("a"), null);
                                        }));
        assertEquals(
                List.of(
                        "WARNING "
                                + Watched.hint(
                                        "RESP-8",
                                        "there is a body but no Content-Type, and the server adds"
                                                + " none: 200"),
                        "ERROR " + ofApplication("BODY-2", "the body yields null: array 2")),
                log.lines());
    }

    @Test
    void showsValuesEscapedBoundedAndWithoutSecrets() {
        assertEquals("\"a\\\"\\r\\n\\u0000\\u20AC\"", Shown.of("a\"\r\n\0€"));
        assertEquals(Shown.LIMIT, Shown.of("x".repeat(1000)).length());
        assertEquals(Shown.LIMIT, Shown.of(List.of("x".repeat(100), "y".repeat(100))).length());
        assertEquals("3 octets 00 ff 10", Shown.of(new byte[] {0, -1, 16}));
        assertEquals("17 octets" + " 00".repeat(16) + " ...", Shown.of(new byte[17]));
        assertEquals("\"Set-Cookie: (not shown)\"", Shown.of(new Header("Set-Cookie", "a=b")));
        assertEquals("(not shown)", Shown.ofKey("HTTP_AUTHORIZATION", "Basic eA=="));
        assertEquals("null", Shown.of(null));
        assertEquals("a " + SinksTest.class.getName(), Shown.of(this));
    }

    @Test
    void hasEachClauseUnderItsOwnId() {
        for (Clause clause : Clause.values()) {
            assertEquals(clause.name(), clause.id().replace('-', '_'));
        }
    }
}
