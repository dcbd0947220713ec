package gateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.server.Gateway;
import gateway.server.net.TlsSettings;
import gateway.server.tls.TlsFiles;
import gateway.server.wire.Authority;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a client has moved buys it no silence, and one that is slow but keeps the rate is served.
 * Each would hold the server for far longer than the test may take.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Execution(ExecutionMode.CONCURRENT) // They wait.
class MinimumRateTest {
    private static final int MIB = 1024 * 1024;
    private static final Duration BRIEF = Duration.ofMillis(50);
    private static final byte[] BLOCK = new byte[64 * 1024];
    private static final int BLOCKS = 2_000;
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private static final Application READS_ALL =
            (environ, startResponse) -> {
                Environ.input(environ).transferTo(OutputStream.nullOutputStream());
                startResponse.start("200 OK", List.of());
                return List.of();
            };

    private static Gateway.Builder serving(Application application, Duration grace, int rate) {
        return Gateway.serving(application)
                .timeouts(Timeouts.of(Map.of(Phase.BODY, grace, Phase.WRITE, grace)))
                .limits(Limits.DEFAULT.with(Limit.RATE, rate));
    }

    private static Socket connect(Gateway gateway) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort());
    }

    private static void send(Socket client, String octets) throws IOException {
        client.getOutputStream().write(octets.getBytes(ISO_8859_1));
    }

    private static void assertTooSlow(Socket client) throws IOException {
        String answer = new String(client.getInputStream().readAllBytes(), ISO_8859_1);
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }

    @Test
    void silenceAfterAFastStartIs408() throws Exception {
        try (Gateway gateway = serving(READS_ALL, BRIEF, 4096).on("127.0.0.1", 0).start();
                Socket client = connect(gateway)) {
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + 4 * MIB + "\r\n\r\n");
            client.getOutputStream().write(new byte[4 * MIB - 1]);
            assertTooSlow(client);
        }
    }

    @Test
    void silenceInALargeArrayIs408() throws Exception {
        Application greedy =
                (environ, startResponse) -> {
                    Environ.input(environ).readNBytes(new byte[16 * MIB], 0, 16 * MIB);
                    startResponse.start("200 OK", List.of());
                    return List.of();
                };
        try (Gateway gateway = serving(greedy, BRIEF, 4096).on("127.0.0.1", 0).start();
                Socket client = connect(gateway)) {
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + 16 * MIB + "\r\n\r\n");
            send(client, "x");
            assertTooSlow(client);
        }
    }

    /** An answer of 128 MiB, and how it ended. */
    private static Application large(CompletableFuture<Boolean> failed, Iterable<byte[]> body) {
        return (environ, startResponse) -> {
            Environ.onFinish(environ, finish -> failed.complete(finish.failure() != null));
            startResponse.start("200 OK", List.of());
            return body;
        };
    }

    private static void assertReset(Socket client, CompletableFuture<Boolean> failed)
            throws Exception {
        assertTrue(failed.get());
        assertThrows(IOException.class, () -> client.getInputStream().skipNBytes(Long.MAX_VALUE));
    }

    @Test
    void whoReadsNothingIsReset() throws Exception {
        CompletableFuture<Boolean> failed = new CompletableFuture<>();
        Application application = large(failed, Collections.nCopies(BLOCKS, BLOCK));
        try (Gateway gateway = serving(application, BRIEF, 4096).on("127.0.0.1", 0).start();
                Socket client = connect(gateway)) {
            send(client, GET);
            assertReset(client, failed);
        }
    }

    @Test
    void whoReadsNoMoreAfterAFastStartIsReset() throws Exception {
        CompletableFuture<Boolean> failed = new CompletableFuture<>();
        Application application = large(failed, Collections.nCopies(BLOCKS, BLOCK));
        try (Gateway gateway = serving(application, BRIEF, 4096).on("127.0.0.1", 0).start();
                Socket client = connect(gateway)) {
            send(client, GET);
            client.getInputStream().readNBytes(32 * MIB);
            assertReset(client, failed);
        }
    }

    @Test
    void whoReadsNothingOfAFileIsReset(@TempDir Path folder) throws Exception {
        CompletableFuture<Boolean> failed = new CompletableFuture<>();
        Path path = Files.createFile(folder.resolve("large"));
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[1]), 128L * MIB - 1);
        }
        Application application =
                (environ, startResponse) -> {
                    FileBody body = FileBody.open(path);
                    return large(failed, body).call(environ, startResponse);
                };
        try (Gateway gateway = serving(application, BRIEF, 4096).on("127.0.0.1", 0).start();
                Socket client = connect(gateway)) {
            send(client, GET);
            assertReset(client, failed);
        }
    }

    /**
     * The send buffer has grown to megabytes, of which the client takes a kilobyte at a time: the
     * server must see that before a third of the buffer is free.
     */
    @Test
    void whoReadsSlowlyButSteadilyIsServed() throws Exception {
        CompletableFuture<Boolean> failed = new CompletableFuture<>();
        Application application = large(failed, Collections.nCopies(BLOCKS, BLOCK));
        try (Gateway gateway =
                        serving(application, Duration.ofSeconds(3), 8 * 1024)
                                .on("127.0.0.1", 0)
                                .start();
                Socket client = new Socket()) {
            client.setReceiveBufferSize(16 * 1024);
            client.connect(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), gateway.uri().getPort()));
            send(client, GET);
            takeSteadily(client.getInputStream());
            assertEquals(false, failed.getNow(false));
        }
    }

    /** TLS moves whole records of 16 KiB, and what is below it must be tried again too. */
    @Test
    void underTlsToo(@TempDir Path folder) throws Exception {
        CompletableFuture<Boolean> failed = new CompletableFuture<>();
        Application application = large(failed, Collections.nCopies(BLOCKS, BLOCK));
        Authority authority = new Authority("Authority");
        TlsFiles files =
                new TlsFiles(
                        List.of(authority.issue("a.example").write(folder, "a")), Optional.empty());
        try (Gateway gateway =
                        serving(application, Duration.ofSeconds(2), 16 * 1024)
                                .onTls("127.0.0.1", 0, files.load(TlsSettings.DEFAULT))
                                .start();
                Socket raw = new Socket()) {
            raw.setReceiveBufferSize(16 * 1024);
            raw.connect(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), gateway.uri().getPort()));
            Socket client = Authority.above(authority.clients(), raw, "a.example");
            send(client, GET);
            takeSteadily(client.getInputStream());
            assertEquals(false, failed.getNow(false));
            // It reads no more.
            assertReset(client, failed);
        }
    }

    /** Ten times the rate, for longer than the grace. */
    private static void takeSteadily(InputStream in) throws Exception {
        for (int i = 0; i < 80; i++) {
            assertEquals(4 * 1024, in.readNBytes(4 * 1024).length);
            Thread.sleep(50);
        }
    }
}
