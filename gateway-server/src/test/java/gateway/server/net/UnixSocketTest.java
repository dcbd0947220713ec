package gateway.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

@Timeout(60)
class UnixSocketTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    @TempDir private Path folder = Path.of("");

    private Path socket = Path.of("");

    @BeforeEach
    void name() {
        socket = folder.resolve("s");
    }

    private SocketServer serve(String mode) throws IOException {
        SocketServer server =
                new SocketServer(
                        List.of(Binding.plain(new Endpoint.Unix(socket))),
                        Admission.DEFAULT.withUnixMode(Endpoint.mode(mode)),
                        connection ->
                                connection.write(
                                        ByteBuffer.wrap("hi".getBytes(US_ASCII)),
                                        new Pace(AMPLE, 1024)));
        server.start();
        return server;
    }

    private String ask() throws IOException {
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer said = ByteBuffer.allocate(100);
            while (client.read(said) >= 0) {
                // To the end.
            }
            return new String(said.array(), 0, said.position(), US_ASCII);
        }
    }

    @Test
    void isServedAndRemovedAtTheStop() throws Exception {
        SocketServer server = serve("660");
        assertEquals(List.of(new Endpoint.Unix(socket)), server.endpoints());
        assertEquals("hi", ask());
        server.stop(AMPLE);
        assertFalse(Files.exists(socket));
    }

    @Test
    void hasThePermissionsThatWereAskedFor() throws Exception {
        for (String mode : List.of("600", "666", "770")) {
            SocketServer server = serve(mode);
            assertEquals(Endpoint.mode(mode), Files.getPosixFilePermissions(socket));
            server.stop(AMPLE);
        }
        assertEquals("rw-r-----", PosixFilePermissions.toString(Endpoint.mode("640")));
        assertThrows(IllegalArgumentException.class, () -> Endpoint.mode("0660"));
        assertThrows(IllegalArgumentException.class, () -> Endpoint.mode("668"));
    }

    @Test
    void aFileThatWasLeftBehindIsReplaced() throws Exception {
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(socket));
        }
        assertTrue(Files.exists(socket));
        SocketServer server = serve("660");
        assertEquals("hi", ask());
        server.stop(AMPLE);
    }

    @Test
    void ofSeveralThatFindItOneServes() throws Exception {
        for (int round = 0; round < 50; round++) {
            try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                left.bind(UnixDomainSocketAddress.of(socket));
            }
            Queue<SocketServer> serving = new ConcurrentLinkedQueue<>();
            CyclicBarrier together = new CyclicBarrier(4);
            try (ExecutorService rivals = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 4; i++) {
                    rivals.execute(
                            () -> {
                                try {
                                    together.await();
                                    serving.add(serve("660"));
                                } catch (IOException
                                        | InterruptedException
                                        | BrokenBarrierException e) {
                                    // Another one serves.
                                }
                            });
                }
            }
            assertEquals(1, serving.size(), "serving after round " + round);
            serving.remove().stop(AMPLE);
        }
    }

    @Test
    void oneThatIsServedIsLeftAlone() throws Exception {
        SocketServer server = serve("660");
        BindFailedException refused = assertThrows(BindFailedException.class, () -> serve("660"));
        assertTrue(refused.toString().contains("another process listens"), refused.toString());
        assertEquals("hi", ask());
        server.stop(AMPLE);
    }

    @Test
    void soIsOneWhoseQueueIsFull() throws Exception {
        try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            busy.bind(UnixDomainSocketAddress.of(socket), 1);
            fill();
            assertThrows(BindFailedException.class, () -> serve("660"));
            assertTrue(Files.exists(socket));
        }
    }

    private void fill() throws IOException {
        while (true) {
            SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
            client.configureBlocking(false);
            try {
                client.connect(UnixDomainSocketAddress.of(socket));
            } catch (IOException full) {
                client.close();
                return;
            }
        }
    }

    @Test
    void anyOtherFileIsLeftAlone() throws Exception {
        Files.writeString(socket, "precious");
        BindFailedException refused = assertThrows(BindFailedException.class, () -> serve("660"));
        assertTrue(refused.toString().contains("not a socket"), refused.toString());
        assertEquals("precious", Files.readString(socket));
    }

    @Test
    void aFileThatTookItsPlaceIsLeftAlone() throws Exception {
        SocketServer server = serve("660");
        Files.delete(socket);
        Files.writeString(socket, "precious");
        server.stop(AMPLE);
        assertEquals("precious", Files.readString(socket));
    }

    @Test
    void aPathThatIsTooLongIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> Endpoint.parse("unix:/" + "x".repeat(107)));
        assertThrows(IllegalArgumentException.class, () -> Endpoint.parse("unix:"));
        assertEquals("unix:/a", Endpoint.parse("unix:/a").toString());
    }
}
