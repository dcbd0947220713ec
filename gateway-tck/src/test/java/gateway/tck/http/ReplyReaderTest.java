package gateway.tck.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** RFC 9112 sections 4 to 7, as the kit's client reads them: strictly. */
class ReplyReaderTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @Test
    void readsABodyOfKnownLengthAndLeavesTheRest() throws Exception {
        Reply reply = read(OK + "Content-Length: 3\r\nX-A:  b \r\n\r\nabcd", false);
        assertEquals("abc", reply.body());
        assertEquals(List.of("b"), reply.values("x-a"));
        assertEquals(Ending.COMPLETE, reply.ending());
    }

    @Test
    void readsInterimsChunksAndTrailers() throws Exception {
        Reply reply =
                read(
                        "HTTP/1.1 103 \r\nLink: a\r\n\r\n"
                                + OK
                                + "Transfer-Encoding: chunked\r\n\r\n"
                                + "1\r\na\r\nA\r\n0123456789\r\n0\r\nX-T: 1\r\n\r\n",
                        false);
        assertEquals("a0123456789", reply.body());
        assertEquals(103, reply.interims().get(0).status());
        assertEquals(List.of(new Field("X-T", "1")), reply.trailers());
        assertEquals(Ending.COMPLETE, reply.ending());
    }

    @Test
    void readsUntilTheEndOfTheConnection() throws Exception {
        assertEquals(Ending.COMPLETE, read(OK + "\r\nabc", false).ending());
        assertEquals(Ending.RESET, read(OK + "\r\nabc", true).ending());
    }

    @Test
    void tellsWhatIsCutOff() throws Exception {
        assertEquals(Ending.CUT, read(OK + "Content-Length: 5\r\n\r\nabc", false).ending());
        assertEquals(Ending.RESET, read(OK + "Content-Length: 5\r\n\r\nabc", true).ending());
        assertEquals(
                Ending.CUT,
                read(OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", false).ending());
        assertEquals(Ending.CUT, read(OK + "X-A: 1\r\n", false).ending());
        assertEquals(Ending.CUT, read("", false).ending());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200\r\n\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\n\r\n",
                "HTTP/1.1 200 OK\r\nX A: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-A: 1\rb\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-A: 1\r\n b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\na",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
            })
    void refusesWhatIsNoResponse(String octets) {
        assertThrows(MalformedReplyException.class, () -> read(octets, false));
    }

    private static Reply read(String octets, boolean reset) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> taken = new CompletableFuture<>();
            Thread server = new Thread(() -> serve(listener, octets, reset, taken));
            server.start();
            var address = (InetSocketAddress) listener.getLocalSocketAddress();
            try (SocketClient client = new SocketClient(address)) {
                Conversation talk = new Conversation(client.raw(""));
                if (reset) {
                    talk.body(3);
                }
                taken.complete(null);
                return talk.reply();
            } finally {
                taken.complete(null);
                server.join();
            }
        }
    }

    private static void serve(
            ServerSocket listener, String octets, boolean reset, CompletableFuture<Void> taken) {
        try (Socket socket = listener.accept()) {
            socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
            if (reset) {
                taken.join();
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
