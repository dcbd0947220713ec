package gateway.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.server.Gateway;
import gateway.server.net.TlsSettings;
import gateway.server.wire.Authority;
import gateway.server.wire.RawClient;
import gateway.server.wire.Response;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocket;

/** How connections under TLS end: only an orderly end has a {@code close_notify}. */
@Timeout(120)
class EndTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);

    @TempDir static Path folder;
    private static Authority authority;
    private static TlsFiles files;

    @BeforeAll
    static void issue() throws Exception {
        authority = new Authority("Authority");
        files =
                new TlsFiles(
                        List.of(authority.issue("a.example").write(folder, "a")), Optional.empty());
    }

    private static Gateway serve(Application application) throws Exception {
        return Fixture.serve(application, files.load(TlsSettings.DEFAULT));
    }

    private static SSLSocket asking(Socket raw, String protocol, String request) throws Exception {
        SSLSocket socket = Authority.above(authority.clients(), raw, "a.example");
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anOrderlyEndHasACloseNotify(String protocol) throws Exception {
        try (Gateway gateway = serve(new Echo())) {
            for (String request :
                    List.of(Fixture.GET_LAST, "GET / HTTP/1.0\r\n\r\n", "what is this\r\n\r\n")) {
                try (Socket raw = Fixture.connect(gateway);
                        RecordingSocket recording = new RecordingSocket(raw);
                        SSLSocket socket = asking(recording, protocol, request)) {
                    assertTrue(socket.getInputStream().readAllBytes().length > 0);
                    assertTrue(recording.endedInAlert(), recording.records()::toString);
                }
            }
        }
    }

    /** Without lengths of HTTP only the end itself tells whether it is complete. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @Tag("ERR-3")
    void aBodyThatFailsHasNoCloseNotify(String protocol) throws Exception {
        Application fails =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return () ->
                            Stream.of(1, 2)
                                    .map(
                                            i -> {
                                                if (i == 2) {
                                                    throw new IllegalStateException("on purpose");
                                                }
                                                return "some".getBytes(ISO_8859_1);
                                            })
                                    .iterator();
                };
        try (Gateway gateway = serve(fails);
                Socket raw = Fixture.connect(gateway);
                RecordingSocket recording = new RecordingSocket(raw);
                SSLSocket socket = asking(recording, protocol, "GET / HTTP/1.0\r\n\r\n")) {
            assertThrows(IOException.class, () -> socket.getInputStream().readAllBytes());
            assertFalse(recording.endedInAlert(), recording.records()::toString);
        }
    }

    @Test
    @Tag("ERR-3")
    void anAbortEndsAWriterThatIsBlocked() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Application endless =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return new Endless(closed);
                };
        try (Gateway gateway = serve(endless);
                Socket raw = Fixture.connect(gateway);
                RecordingSocket recording = new RecordingSocket(raw);
                SSLSocket socket = asking(recording, "TLSv1.2", Fixture.GET)) {
            assertTrue(socket.getInputStream().read() >= 0);
            gateway.stop(Duration.ZERO);
            closed.await();
            assertThrows(IOException.class, () -> socket.getInputStream().readAllBytes());
            assertFalse(recording.endedInAlert(), recording.records()::toString);
        }
    }

    @Test
    @Tag("SRV-3")
    void aStopLetsARequestFinish() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Application late =
                (environ, startResponse) -> {
                    called.countDown();
                    go.await();
                    startResponse.start("200 OK", List.of());
                    return List.of("late".getBytes(ISO_8859_1));
                };
        try (Gateway gateway = serve(late);
                RawClient client = client(gateway);
                Socket silent = Fixture.connect(gateway)) {
            client.send(Fixture.GET);
            called.await();
            CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> gateway.stop(AMPLE));
            assertEquals(-1, silent.getInputStream().read()); // It is stopping.
            go.countDown();
            Response response = client.response();
            assertEquals("late", response.body());
            assertTrue(response.closes());
            assertTrue(client.ended());
            stop.get();
        }
    }

    @Test
    @Tag("SRV-3")
    void aStopEndsIdleConnectionsInOrder() throws Exception {
        try (Gateway gateway = serve(new Echo());
                RawClient client = client(gateway)) {
            client.send(Fixture.GET);
            client.response();
            gateway.stop(AMPLE);
            assertTrue(client.ended());
        }
    }

    private static RawClient client(Gateway gateway) throws Exception {
        return new RawClient(gateway.uri(), Authority.asking(authority.clients(), "a.example"));
    }

    private record Endless(CountDownLatch closed) implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return Stream.generate(() -> new byte[100_000]).iterator();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
