package gateway.server.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.server.Gateway;
import gateway.server.net.TlsSettings;
import gateway.server.net.TlsVersion;
import gateway.server.wire.Authority;
import gateway.server.wire.RawClient;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** HTTP under TLS. */
@Timeout(120)
class TlsServingTest {
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

    private static RawClient client(Gateway gateway, String... protocols) throws Exception {
        return new RawClient(
                gateway.uri(), Authority.asking(authority.clients(), "a.example", protocols));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @Tag("EXT-10")
    void theApplicationSeesTheSession(String protocol) throws Exception {
        try (Gateway gateway = serve(new Echo());
                RawClient client = client(gateway, protocol)) {
            assertEquals("https", gateway.uri().getScheme());
            for (int i = 0; i < 3; i++) {
                client.send(Fixture.GET);
                assertEquals("https " + protocol + " anonymous", client.response().body());
            }
        }
    }

    @Test
    @Tag("EXT-10")
    void aPlainEndpointBesideItHasNoSession() throws Exception {
        try (Gateway gateway =
                        Gateway.serving(new Echo())
                                .onTls("127.0.0.1", 0, files.load(TlsSettings.DEFAULT))
                                .on("127.0.0.1", 0)
                                .start();
                RawClient client = new RawClient(gateway.uris().get(1))) {
            client.send(Fixture.GET);
            assertEquals("http no session", client.response().body());
        }
    }

    @Test
    void largeBodiesBothWays() throws Exception {
        byte[] body = new byte[3_000_001];
        new Random(1).nextBytes(body);
        try (Gateway gateway = serve(new Echo());
                RawClient client = client(gateway)) {
            for (int i = 0; i < 2; i++) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3000001\r\n\r\n");
                client.send(new String(body, ISO_8859_1));
                assertArrayEquals(body, client.response().body().getBytes(ISO_8859_1));
            }
        }
    }

    @Test
    void manyArraysAreSent() throws Exception {
        byte[] content = new byte[1_500_000];
        new Random(3).nextBytes(content);
        List<byte[]> arrays = new ArrayList<>();
        int from = 0;
        for (int end : new int[] {0, 20_000, 20_007, 300_000, 300_001, 1_499_999, 1_500_000}) {
            arrays.add(Arrays.copyOfRange(content, from, end));
            from = end;
        }
        Application sends =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return arrays;
                };
        try (Gateway gateway = serve(sends);
                RawClient client = client(gateway)) {
            client.send(Fixture.GET_LAST);
            assertEquals(new String(content, ISO_8859_1), client.response().body());
            assertTrue(client.ended());
        }
    }

    @Test
    void aFileIsSent() throws Exception {
        byte[] content = new byte[1_000_001];
        new Random(2).nextBytes(content);
        Path file = Files.write(folder.resolve("file"), content);
        Application sends =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return FileBody.open(file, 1, content.length - 1);
                };
        try (Gateway gateway = serve(sends);
                RawClient client = client(gateway)) {
            client.send(Fixture.GET_LAST);
            String expected = new String(content, 1, content.length - 1, ISO_8859_1);
            assertEquals(expected, client.response().body());
            assertTrue(client.ended());
        }
    }

    @Test
    void headAndBodyShareARecordAndLargeBodiesFillThem() throws Exception {
        int length = 100_000;
        Application large =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return List.of(
                            Environ.pathInfo(environ).equals("/")
                                    ? new byte[10]
                                    : new byte[length]);
                };
        try (Gateway gateway = serve(large);
                Socket raw = Fixture.connect(gateway);
                RecordingSocket recording = new RecordingSocket(raw)) {
            SSLSocket socket = Authority.above(authority.clients(), recording, "a.example");
            socket.startHandshake();
            socket.getOutputStream().write(Fixture.GET.getBytes(ISO_8859_1));
            socket.getInputStream().readNBytes(1);
            recording.forget();
            socket.getOutputStream().write(Fixture.GET.getBytes(ISO_8859_1));
            int head = 0;
            while (recording.records().isEmpty() || head == 0) {
                head += socket.getInputStream().read(new byte[1000]);
            }
            assertEquals(1, recording.records().size(), recording.records()::toString);

            recording.forget();
            socket.getOutputStream()
                    .write(Fixture.GET_LAST.replace("/ ", "/large ").getBytes(ISO_8859_1));
            socket.getInputStream().readAllBytes();
            // Seven records of 16 KiB hold it all; one more is the close_notify.
            assertTrue(recording.records().size() <= 8, recording.records()::toString);
        }
    }

    @Test
    void onlyHttp11IsChosenByAlpn() throws Exception {
        try (Gateway gateway = serve(new Echo())) {
            assertEquals("http/1.1", alpn(gateway, "h2", "http/1.1"));
            assertEquals("", alpn(gateway));
            assertThrows(SSLException.class, () -> alpn(gateway, "h2"));
        }
    }

    private static String alpn(Gateway gateway, String... protocols) throws Exception {
        try (Socket raw = Fixture.connect(gateway);
                SSLSocket socket = Authority.above(authority.clients(), raw, "a.example")) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(protocols);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getApplicationProtocol();
        }
    }

    @Test
    void theOldestVersionCanBe13() throws Exception {
        TlsSettings strict = TlsSettings.DEFAULT.from(TlsVersion.TLS_1_3);
        try (Gateway gateway =
                Gateway.serving(new Echo()).onTls("127.0.0.1", 0, files.load(strict)).start()) {
            assertThrows(SSLException.class, () -> client(gateway, "TLSv1.2"));
            try (RawClient client = client(gateway, "TLSv1.3")) {
                client.send(Fixture.GET);
                assertEquals(200, client.response().status());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void sessionsAreResumed(String protocol) throws Exception {
        try (Gateway gateway = serve(new Echo())) {
            var clients = authority.clients();
            long[] created = new long[2];
            for (int i = 0; i < 2; i++) {
                try (Socket raw = Fixture.connect(gateway);
                        SSLSocket socket = Authority.above(clients, raw, "a.example")) {
                    socket.setEnabledProtocols(new String[] {protocol});
                    socket.startHandshake();
                    socket.getOutputStream().write(Fixture.GET_LAST.getBytes(ISO_8859_1));
                    assertTrue(socket.getInputStream().readAllBytes().length > 0);
                    created[i] = socket.getSession().getCreationTime();
                }
                while (System.currentTimeMillis() == created[0]) {
                    Thread.onSpinWait(); // A session of its own would have another time.
                }
            }
            assertEquals(created[0], created[1]);
        }
    }

    @Test
    void aClientThatHasEndedItsSideGetsItsAnswer() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch halfClosed = new CountDownLatch(1);
        Application late =
                (environ, startResponse) -> {
                    called.countDown();
                    halfClosed.await();
                    boolean gone = Environ.clientDisconnected(environ);
                    startResponse.start(gone ? "500 Gone" : "200 OK", List.of());
                    return List.of("late".getBytes(ISO_8859_1));
                };
        try (Gateway gateway = serve(late);
                RawClient client = client(gateway, "TLSv1.3")) {
            client.send(Fixture.GET);
            called.await();
            client.halfClose();
            halfClosed.countDown();
            assertEquals("late", client.response().body());
            assertTrue(client.ended());
        }
    }

    @Test
    @Tag("EXT-8")
    void lookingForTheClientDisturbsNothing() throws Exception {
        Application looks =
                (environ, startResponse) -> {
                    byte[] body = new byte[3];
                    for (int i = 0; i < body.length; i++) {
                        if (Environ.clientDisconnected(environ)) {
                            throw new IllegalStateException("it is there");
                        }
                        body[i] = (byte) Environ.input(environ).read();
                    }
                    startResponse.start("200 OK", List.of());
                    return List.of(body);
                };
        try (Gateway gateway = serve(looks);
                RawClient client = client(gateway)) {
            for (int i = 0; i < 20; i++) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n");
                for (String octet : List.of("a", "b", "c")) {
                    client.send(octet);
                }
                assertEquals("abc", client.response().body());
            }
        }
    }

    @Test
    @Tag("EXT-8")
    void aResetIsNoticed() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CompletableFuture<Boolean> noticed = new CompletableFuture<>();
        Application waits =
                (environ, startResponse) -> {
                    called.countDown();
                    while (!Environ.clientDisconnected(environ)) {
                        Thread.onSpinWait();
                    }
                    noticed.complete(true);
                    startResponse.start("200 OK", List.of());
                    return List.of();
                };
        try (Gateway gateway = serve(waits);
                RawClient client = client(gateway)) {
            client.send(Fixture.GET);
            called.await();
            client.reset();
            assertTrue(noticed.get());
        }
    }
}
