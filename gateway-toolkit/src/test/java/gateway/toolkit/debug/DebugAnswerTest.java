package gateway.toolkit.debug;

import static gateway.toolkit.debug.Debugged.TEXT;
import static gateway.toolkit.debug.Debugged.throwing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;
import gateway.toolkit.testing.EnvironBuilder;
import gateway.toolkit.testing.StreamedAnswer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What becomes of an answer that was begun, and what is passed on as it is. */
class DebugAnswerTest {
    private final Debugged clients = new Debugged();

    @AfterEach
    void nobodyIsGuilty() {
        clients.verify();
    }

    @Test
    @Tag("SR-3")
    void replacesAResponseThatWasStarted() throws Exception {
        Answer answer =
                clients.browser(
                                (environ, startResponse) -> {
                                    startResponse.start(
                                            "200 OK", List.of(TEXT, new Header("X-A", "1")));
                                    throw new AssertionError("after start");
                                })
                        .get("/");
        assertEquals(500, answer.code());
        assertEquals(List.of(), answer.headers("X-A"));
        assertTrue(answer.text().contains("after start"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iterator", "hasNext", "next"})
    @Tag("CLOSE-5")
    void showsWhatTheBodyThrowsBeforeItsFirstOctet(String where) throws Exception {
        for (byte[][] before : new byte[][][] {{}, {new byte[0], new byte[0]}}) {
            Debugged.Failing body = new Debugged.Failing(where, before);
            Answer answer = clients.browser(Debugged.of(body)).get("/");
            assertEquals(500, answer.code());
            assertEquals(List.of(), answer.headers("X-A"));
            assertTrue(answer.text().contains("in " + where), answer.text());
            assertEquals(1, body.closed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hasNext", "next"})
    @Tag("ERR-3")
    void letsGoOnWhatComesAfterTheCommit(String where) throws Exception {
        Debugged.Failing body = new Debugged.Failing(where, new byte[] {'x'});
        Client client = clients.browser(Debugged.of(body));
        try (StreamedAnswer answer = client.stream(client.request("GET", "/"))) {
            assertEquals("200 OK", answer.status());
            assertEquals('x', answer.body().read());
            IllegalStateException thrown =
                    assertThrows(IllegalStateException.class, () -> answer.body().read());
            assertEquals("in " + where, thrown.getMessage());
        }
        assertEquals(1, body.closed);
    }

    @Test
    @Tag("SR-4")
    void letsGoOnWhatComesAfterAFlush() {
        IllegalStateException error = new IllegalStateException("late");
        Client client =
                clients.browser(
                        (environ, startResponse) -> {
                            startResponse.start("200 OK", List.of(TEXT));
                            startResponse.flush();
                            throw error;
                        });
        assertSame(error, assertThrows(IllegalStateException.class, () -> client.get("/")));
        Client hidden =
                Client.builder(
                                (environ, startResponse) ->
                                        new DebugMiddleware(throwing(error))
                                                .call(
                                                        environ,
                                                        (status, headers, e) -> {
                                                            throw new ResponseCommittedException(
                                                                    error);
                                                        }))
                        .build();
        assertSame(
                error,
                assertThrows(ResponseCommittedException.class, () -> hidden.get("/")).getCause());
    }

    /** The server answers 400, 408 or 413, whatever the application makes of it. */
    @Test
    @Tag("ERR-1")
    void leavesTheFailuresOfAClientToTheServer() throws Exception {
        Application reading =
                (environ, startResponse) -> {
                    try {
                        Environ.input(environ).readAllBytes();
                    } catch (IOException e) {
                        throw new IllegalStateException("wrapped", e);
                    }
                    throw new AssertionError("read it all");
                };
        Client client = clients.browser(reading);
        InputStream cut = InputStream.nullInputStream();
        cut.close();
        Content broken = Content.stream("a/b", () -> cut);
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> client.post("/", broken));
        assertEquals("wrapped", thrown.getMessage());
        assertEquals(500, client.post("/", Content.text("x")).code());
        Client closing =
                clients.browser(
                        (environ, startResponse) -> {
                            Environ.input(environ).close();
                            Environ.input(environ).read();
                            throw new AssertionError("it was closed");
                        });
        assertEquals(500, closing.post("/", Content.text("x")).code(), "its own mistake");
        for (boolean flush : List.of(true, false)) {
            IOException gone = new IOException("client gone");
            StartResponse away =
                    new StartResponse() {
                        @Override
                        public void start(
                                String status, List<Header> headers, @Nullable Throwable error) {
                            assertEquals("200 OK", status);
                        }

                        @Override
                        public boolean flush() throws IOException {
                            throw gone;
                        }

                        @Override
                        public boolean earlyHints(List<Header> headers) throws IOException {
                            throw gone;
                        }
                    };
            Application sending =
                    (environ, startResponse) -> {
                        startResponse.start("200 OK", List.of(TEXT));
                        if (flush) {
                            startResponse.flush();
                        }
                        startResponse.earlyHints(List.of());
                        return List.of();
                    };
            assertSame(
                    gone,
                    assertThrows(
                            IOException.class,
                            () ->
                                    new DebugMiddleware(sending)
                                            .call(EnvironBuilder.of("GET", "/").build(), away)));
        }
    }

    @Test
    void passesTheRestThrough(@TempDir Path folder) throws Exception {
        List<byte[]> collection = List.of(new byte[] {'x'});
        Path path = Files.write(folder.resolve("f"), new byte[] {1, 2});
        FileBody file = FileBody.open(path, 0, 2);
        for (Iterable<byte[]> body : List.of(collection, file)) {
            assertSame(
                    body,
                    new DebugMiddleware(Debugged.of(body))
                            .call(
                                    EnvironBuilder.of("GET", "/").build(),
                                    (status, headers, error) -> assertEquals("200 OK", status)));
        }
        file.close();
        Iterator<byte[]> pieces =
                List.of(new byte[] {'a'}, new byte[0], new byte[] {'b'}).iterator();
        Application all =
                (environ, startResponse) -> {
                    startResponse.earlyHints(List.of(new Header("Link", "</x>")));
                    startResponse.start("200 OK", List.of(TEXT));
                    startResponse.trailers(() -> List.of(new Header("X-T", "t")));
                    return () -> pieces;
                };
        Client client = clients.browser(all);
        Answer answer = client.send(client.request("GET", "/").header("TE", "trailers"));
        assertEquals("ab", answer.text());
        assertEquals(2, answer.arrays().size());
        assertEquals(List.of(new Header("X-T", "t")), answer.trailers());
        assertEquals(1, answer.hints().size());
    }

    @Test
    @Tag("MW-3")
    void passesAnUpgradeOn() throws Exception {
        List<String> steps = new ArrayList<>();
        StartResponse server =
                new StartResponse() {
                    @Override
                    public void start(
                            String status, List<Header> headers, @Nullable Throwable error) {
                        steps.add(status);
                    }

                    @Override
                    public boolean upgrade(
                            String protocol, List<Header> headers, UpgradeHandler handler) {
                        steps.add("upgrade to " + protocol);
                        return true;
                    }
                };
        Application chat =
                (environ, startResponse) -> {
                    assertTrue(startResponse.upgrade("chat", List.of(), (in, out) -> {}));
                    return List.of();
                };
        new DebugMiddleware(chat).call(EnvironBuilder.of("GET", "/").build(), server);
        assertEquals(List.of("upgrade to chat"), steps);
    }

    @Test
    @Tag("LIFE-3")
    void passesTheLifecycleOn() throws Exception {
        List<String> told = new ArrayList<>();
        class Living implements Application, Lifecycle {
            @Override
            public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
                startResponse.start("204 No Content", List.of());
                return List.of();
            }

            @Override
            public void start(Map<String, String> settings) {
                told.add("start " + settings);
            }

            @Override
            public void stop() {
                told.add("stop");
            }
        }
        DebugMiddleware debugged = new DebugMiddleware(new Living());
        debugged.start(Map.of("a", "b"));
        debugged.stop();
        new DebugMiddleware(new Demo()).start(Map.of());
        assertEquals(List.of("start {a=b}", "stop"), told);
    }
}
