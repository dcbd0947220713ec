package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.lazily;
import static gateway.toolkit.validator.Watched.ofApplication;
import static gateway.toolkit.validator.Watched.ofServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Capabilities that an application misuses, or a server: EXT-3, EXT-4, EXT-6, EXT-7, SR-8. */
@SuppressWarnings("NullAway") // Nulls are one of the faults.
class CapabilityFindingsTest {
    private static final List<Header> LINK = List.of(new Header("Link", "</a>; rel=preload"));

    private final Watched watched = new Watched();

    private interface Use {
        void with(StartResponse startResponse) throws Exception;
    }

    private static Application using(Use use) {
        return (environ, startResponse) -> {
            use.with(startResponse);
            return lazily("a");
        };
    }

    /** Grants everything at any time. */
    private static final class Generous implements StartResponse {
        final List<Supplier<List<Header>>> trailers = new ArrayList<>();

        @Override
        public void start(String status, List<Header> headers, Throwable error) {}

        @Override
        public boolean earlyHints(List<Header> headers) {
            return true;
        }

        @Override
        public boolean flush() {
            return true;
        }

        @Override
        public boolean trailers(Supplier<List<Header>> supplier) {
            return trailers.add(supplier);
        }

        @Override
        public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
            return true;
        }
    }

    private void callGenerous(FakeServer server, Use use) throws Exception {
        watched.one(using(use)).call(server.environ, new Generous());
    }

    @Test
    void findsNothingInRightUse() {
        FakeServer server = FakeServer.get().put("HTTP_TE", "trailers");
        server.serve(
                watched.one(
                        using(
                                startResponse -> {
                                    assertTrue(startResponse.earlyHints(LINK));
                                    startResponse.start("200 OK", TEXT);
                                    assertTrue(startResponse.trailers(() -> LINK));
                                    assertTrue(startResponse.flush());
                                })));
        assertEquals(null, server.failure);
        assertEquals(LINK, server.trailers);
        assertEquals(List.of("hints", "flush", "write 1"), server.steps);
        watched.assertFindings();
    }

    @Test
    void findsNothingInAnUpgrade() {
        FakeServer server = FakeServer.get().put("HTTP_UPGRADE", "echo");
        server.serve(
                watched.one(
                        (environ, startResponse) -> {
                            assertTrue(
                                    startResponse.upgrade(
                                            "echo",
                                            List.of(),
                                            (in, out) -> server.steps.add("handler")));
                            return List.of();
                        }));
        assertEquals(List.of("handler"), server.steps);
        watched.assertFindings();
    }

    @Test
    void namesHintsThatMustNotBeSent() {
        FakeServer.get()
                .serve(
                        watched.one(
                                using(
                                        startResponse ->
                                                startResponse.earlyHints(
                                                        List.of(new Header("TE", "x"))))));
        watched.assertFindings(
                ofApplication(
                        "RESP-7", "the header TE is not the application's to set: \"TE: x\""));
    }

    @Test
    void namesHintsThatAreGrantedWrongly() throws Exception {
        callGenerous(
                FakeServer.get().put(Environ.SERVER_PROTOCOL, "HTTP/1.0"),
                startResponse -> {
                    startResponse.earlyHints(LINK);
                    startResponse.start("200 OK", TEXT);
                });
        callGenerous(
                FakeServer.get(),
                startResponse -> {
                    startResponse.start("200 OK", TEXT);
                    startResponse.flush();
                    startResponse.earlyHints(LINK);
                });
        callGenerous(
                FakeServer.get(),
                startResponse -> {
                    startResponse.earlyHints(List.of(new Header("Upgrade", "x")));
                    startResponse.start("200 OK", TEXT);
                });
        watched.assertFindings(
                ofServer("EXT-3", "earlyHints returns true in HTTP/1.0"),
                ofServer("EXT-3", "earlyHints returns true though the response is committed"),
                ofApplication(
                        "RESP-7",
                        "the header Upgrade is not the application's to set: \"Upgrade: x\""),
                ofServer("EXT-3", "earlyHints returns true for malformed headers"));
    }

    @Test
    void namesFlushBeforeStart() throws Exception {
        callGenerous(
                FakeServer.get(),
                startResponse -> {
                    startResponse.flush();
                    startResponse.start("200 OK", TEXT);
                });
        watched.assertFindings(
                ofApplication("EXT-6", "flush was called before start"),
                ofServer("EXT-6", "flush returns true before start"));
    }

    @Test
    void namesTrailersThatAreGrantedWrongly() throws Exception {
        Use use =
                startResponse -> {
                    startResponse.start(
                            "200 OK", List.of(new Header("Content-Length", "1"), TEXT.get(0)));
                    startResponse.trailers(List::of);
                };
        callGenerous(FakeServer.get().put(Environ.SERVER_PROTOCOL, "HTTP/1.0"), use);
        callGenerous(FakeServer.get().put("HTTP_TE", "gzip"), use);
        callGenerous(FakeServer.get().put("HTTP_TE", "gzip, Trailers;q=1"), use);
        callGenerous(FakeServer.get().put(Environ.SERVER_PROTOCOL, "HTTP/2"), use);
        watched.assertFindings(
                ofServer("EXT-4", "trailers returns true in HTTP/1.0"),
                ofServer("EXT-4", "trailers returns true without TE: trailers"),
                ofServer("EXT-4", "trailers returns true though there is a Content-Length"));
    }

    private static FakeServer sendingTrailers(int times) {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void sendTrailers() {
                        for (int i = 0; i < times; i++) {
                            super.sendTrailers();
                        }
                    }
                };
        return server.put("HTTP_TE", "trailers");
    }

    private static Application trailing(Supplier<List<Header>> trailers) {
        return using(
                startResponse -> {
                    startResponse.start("200 OK", TEXT);
                    startResponse.trailers(trailers);
                });
    }

    @Test
    void namesTrailersThatAreAskedForNeverOrTwice() {
        sendingTrailers(0).serve(watched.one(trailing(List::of)));
        sendingTrailers(2).serve(watched.one(trailing(List::of)));
        watched.assertFindings(
                ofServer("EXT-4", "the trailers were never asked for"),
                ofServer("EXT-4", "the trailers were asked for twice"));
    }

    @Test
    void namesTrailersThatAreAskedForEarly() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void write(byte[] array) {
                        sendTrailers();
                    }
                };
        server.put("HTTP_TE", "trailers").serve(watched.one(trailing(List::of)));
        watched.findings.removeIf(finding -> finding.message().endsWith("asked for twice"));
        watched.assertFindings(
                ofServer("EXT-4", "the trailers were asked for before the body's end"));
    }

    @Test
    void namesTrailersThatAreNone() {
        sendingTrailers(1).serve(watched.one(trailing(() -> null)));
        sendingTrailers(1).serve(watched.one(trailing(() -> List.of(new Header("Trailer", "a")))));
        sendingTrailers(1).serve(watched.one(trailing(() -> List.of(new Header("TE", "a")))));
        FakeServer.get()
                .serve(
                        watched.one(
                                using(
                                        startResponse -> {
                                            startResponse.start("200 OK", TEXT);
                                            startResponse.trailers(null);
                                        })));
        watched.assertFindings(
                ofApplication("EXT-4", "in the trailers headers are null"),
                ofApplication("EXT-4", "the field Trailer must not be a trailer: \"Trailer: a\""),
                ofApplication(
                        "EXT-4",
                        "in the trailers the header TE is not the application's to set: \"TE: a\""),
                ofApplication("EXT-4", "the supplier of trailers is null"));
    }

    @Test
    void namesUpgradesThatAreGrantedWrongly() throws Exception {
        UpgradeHandler handler = (in, out) -> {};
        Use use = startResponse -> startResponse.upgrade("echo", List.of(), handler);
        callGenerous(FakeServer.get().put(Environ.SERVER_PROTOCOL, "HTTP/1.0"), use);
        callGenerous(FakeServer.get().put("HTTP_UPGRADE", "h2c"), use);
        callGenerous(FakeServer.post("hello").put("HTTP_UPGRADE", "h2c, Echo"), use);
        callGenerous(FakeServer.get().put("HTTP_UPGRADE", "h2c, Echo"), use);
        watched.assertFindings(
                ofServer("EXT-7", "upgrade returns true in HTTP/1.0"),
                ofServer(
                        "EXT-7",
                        "upgrade returns true for a protocol that the request does not offer"),
                ofServer("EXT-7", "upgrade returns true before the request's body was read"));
    }

    @Test
    void namesAnUpgradeAfterStart() throws Exception {
        callGenerous(
                FakeServer.get().put("HTTP_UPGRADE", "echo"),
                startResponse -> {
                    startResponse.start("200 OK", TEXT);
                    startResponse.upgrade("echo", List.of(), (in, out) -> {});
                });
        watched.assertFindings(
                ofApplication("EXT-7", "upgrade was called after start"),
                ofServer("EXT-7", "upgrade returns true after start"));
    }

    @Test
    void namesAnUpgradeToNothing() {
        FakeServer.get()
                .serve(
                        watched.one(
                                using(
                                        startResponse -> {
                                            startResponse.upgrade(" ", List.of(), (in, out) -> {});
                                            startResponse.start("200 OK", TEXT);
                                        })));
        watched.assertFindings(
                ofApplication(
                        "EXT-7",
                        "upgrade was called without a protocol or without a handler: \" \""));
    }

    private FakeServer upgrading(int times) {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void upgrade() throws Exception {
                        for (int i = 0; i < times; i++) {
                            super.upgrade();
                        }
                    }
                };
        return server.put("HTTP_UPGRADE", "echo");
    }

    @Test
    void namesAHandlerThatRunsTwice() {
        upgrading(2)
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    startResponse.upgrade("echo", List.of(), (in, out) -> {});
                                    return List.of();
                                }));
        watched.assertFindings(ofServer("EXT-7", "the upgrade's handler runs twice"));
    }

    @Test
    void namesAHandlerThatRunsEarly() throws Exception {
        FakeServer server = FakeServer.get().put("HTTP_UPGRADE", "echo");
        StartResponse early =
                new StartResponse() {
                    @Override
                    public void start(String status, List<Header> headers, Throwable error) {}

                    @Override
                    public boolean upgrade(
                            String protocol, List<Header> headers, UpgradeHandler handler) {
                        try {
                            handler.handle(null, null);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                        return true;
                    }
                };
        watched.one(
                        using(
                                startResponse ->
                                        startResponse.upgrade("echo", List.of(), (in, out) -> {})))
                .call(server.environ, early);
        watched.assertFindings(
                ofServer("EXT-7", "the upgrade's handler runs before call returned"));
    }

    @Test
    void namesAHandlerThatRunsBeforeTheBodyIsClosed() {
        class Body implements Iterable<byte[]>, AutoCloseable {
            @Override
            public java.util.Iterator<byte[]> iterator() {
                return List.<byte[]>of().iterator();
            }

            @Override
            public void close() {}
        }
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void close(Iterable<byte[]> body) throws Exception {
                        upgrade();
                        super.close(body);
                    }
                };
        server.put("HTTP_UPGRADE", "echo")
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    startResponse.upgrade("echo", List.of(), (in, out) -> {});
                                    return new Body();
                                }));
        watched.findings.removeIf(finding -> finding.message().endsWith("runs twice"));
        watched.assertFindings(
                ofServer("EXT-7", "the upgrade's handler runs before the body is closed"));
    }

    @Test
    void namesCapabilitiesAfterTheRequest() throws Exception {
        StartResponse[] kept = new StartResponse[1];
        FakeServer server = FakeServer.get();
        watched.one(
                        (environ, startResponse) -> {
                            kept[0] = startResponse;
                            startResponse.start("200 OK", TEXT);
                            return lazily();
                        })
                .call(server.environ, new Generous())
                .forEach(array -> {});
        kept[0].flush();
        watched.assertFindings(
                ofApplication("SR-8", "flush was used after the request"),
                ofServer("SR-8", "flush does not throw after the request"));
    }
}
