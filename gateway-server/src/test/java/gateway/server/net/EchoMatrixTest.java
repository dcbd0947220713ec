package gateway.server.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Every kind of server with every kind of threads gives back what it is sent. */
@Timeout(60)
class EchoMatrixTest {
    private static final RequestHandler<StreamRequest> STREAM =
            request -> request.input().transferTo(request.output());

    private static final RequestHandler<DatagramRequest> DATAGRAM =
            request -> request.reply(request.octets());

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    static Stream<RequestThreads> threads() {
        return Stream.of(
                RequestThreads.serial(), RequestThreads.pooled(2), RequestThreads.virtual());
    }

    @ParameterizedTest
    @MethodSource("threads")
    void tcp(RequestThreads threads) throws Exception {
        TcpServer server = new TcpServer(Endpoint.tcp("127.0.0.1", 0), threads, () -> STREAM);
        Endpoint.Tcp there = (Endpoint.Tcp) server.endpoint();
        Thread serving = Serving.start(server);
        assertEchoes(new InetSocketAddress(there.host(), there.port()));
        server.shutdown();
        server.close();
        serving.join();
    }

    @ParameterizedTest
    @MethodSource("threads")
    void unixStream(RequestThreads threads) throws Exception {
        Path path = folder.resolve("echo");
        UnixStreamServer server = new UnixStreamServer(path, threads, () -> STREAM);
        Thread serving = Serving.start(server);
        assertEchoes(UnixDomainSocketAddress.of(path));
        server.shutdown();
        server.close();
        serving.join();
        assertFalse(Files.exists(path));
    }

    @ParameterizedTest
    @MethodSource("threads")
    void udp(RequestThreads threads) throws Exception {
        UdpServer server = new UdpServer("127.0.0.1", 0, threads, () -> DATAGRAM);
        Thread serving = Serving.start(server);
        try (DatagramChannel client = DatagramChannel.open().connect(server.address())) {
            for (int length : new int[] {1, 4, 8193, 60_000}) {
                byte[] sent = random(length);
                client.write(ByteBuffer.wrap(sent));
                ByteBuffer back = ByteBuffer.allocate(length + 1);
                assertEquals(length, client.read(back));
                assertArrayEquals(sent, Arrays.copyOf(back.array(), length));
            }
        }
        server.shutdown();
        server.close();
        serving.join();
    }

    /** Three clients, who all send before one of them reads. */
    private static void assertEchoes(SocketAddress address) throws IOException {
        List<SocketChannel> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                SocketChannel client = SocketChannel.open(address);
                clients.add(client);
                client.write(ByteBuffer.wrap(random(1000 + i)));
                client.shutdownOutput();
            }
            for (int i = 0; i < 3; i++) {
                byte[] back = Channels.newInputStream(clients.get(i)).readAllBytes();
                assertArrayEquals(random(1000 + i), back);
            }
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    private static byte[] random(int length) {
        byte[] octets = new byte[length];
        new Random(length).nextBytes(octets);
        return octets;
    }
}
