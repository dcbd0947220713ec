package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The sample {@code chat}: WebSockets octet by octet, from a browser, and from npm's ws. */
@Timeout(300)
class ChatIT {
    private static final String ACCEPTED =
            """
            HTTP/1.1 101 Switching Protocols
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=

            """
                    .replace("\n", "\r\n");

    private static String opening(String target, String fields) {
        return "GET "
                + target
                + " HTTP/1.1\r\nHost: a.example\r\nConnection: keep-alive, Upgrade\r\n"
                + "Upgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + fields
                + "\r\n";
    }

    private static InetSocketAddress address(Server server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.home().getPort());
    }

    private static Connection open(Server server, String target) throws IOException {
        Connection connection = Connection.to(server.home());
        open(connection, target);
        return connection;
    }

    private static void open(Connection connection, String target) throws IOException {
        connection.send(opening(target, ""));
        assertEquals(ACCEPTED, connection.through("\r\n\r\n"));
    }

    /** A frame of a client, with a mask that changes nothing. */
    private static String frame(int first, String payload) {
        int length = payload.length();
        String extended = length < 126 ? "" : "" + (char) (length >> 8) + (char) (length & 0xFF);
        return ""
                + (char) first
                + (char) (0x80 | (length < 126 ? length : 126))
                + extended
                + "\0\0\0\0"
                + payload;
    }

    /** A frame of the server. */
    private static String answer(int first, String payload) {
        return "" + (char) first + (char) payload.length() + payload;
    }

    private static String close(int code, String reason) {
        return answer(0x88, "" + (char) (code >> 8) + (char) (code & 0xFF) + reason);
    }

    private static void expect(Connection connection, String frame) throws IOException {
        assertEquals(frame, connection.through(frame));
    }

    private static void assertEnds(Connection connection) throws IOException {
        assertTrue(connection.answer().isEmpty(), "the server closes the connection");
    }

    @Test
    void echoesWholeMessagesAndClosesInOrder() throws Exception {
        try (Server server = Server.run("chat");
                Connection connection = open(server, "/echo")) {
            // All at once: frames in one segment, a ping in the middle of a message.
            connection.send(
                    frame(0x81, "Hello")
                            + frame(0x02, "a")
                            + frame(0x89, "?")
                            + frame(0x80, "b")
                            + frame(0x88, "\u0003\u00E8bye"));
            expect(connection, answer(0x81, "Hello"));
            expect(connection, answer(0x8A, "?"));
            expect(connection, answer(0x82, "ab"));
            expect(connection, close(1000, "bye"));
            assertEnds(connection);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8101, 1002, a frame without a mask",
        "C180, 1002, reserved bits without an extension",
        "8381, 1002, no such opcode",
        "81FF0000000000010001, 1009, over 65536 octets",
        "818100000000FF, 1007, a text that is no UTF-8",
    })
    void saysWhatIsWrong(String hex, int code, String reason) throws Exception {
        StringBuilder octets = new StringBuilder();
        for (int i = 0; i < hex.length(); i += 2) {
            octets.append((char) Integer.parseInt(hex.substring(i, i + 2), 16));
        }
        try (Server server = Server.run("chat");
                Connection connection = open(server, "/echo")) {
            connection.send(octets + "\0\0\0\0and more that nobody reads");
            expect(connection, close(code, reason));
            assertEnds(connection);
        }
    }

    @Test
    void isForItsOwnPagesOnly() throws Exception {
        try (Server server = Server.run("chat");
                Connection connection = Connection.to(server.home())) {
            connection.send(opening("/chat", "Origin: http://b.example\r\n"));
            assertEquals(403, connection.answer().orElseThrow().status());
            connection.send("GET /echo HTTP/1.1\r\nHost: a.example\r\n\r\n");
            assertEquals(400, connection.answer().orElseThrow().status());
            connection.send(opening("/chat", "Origin: http://a.example\r\n"));
            assertEquals(ACCEPTED, connection.through("\r\n\r\n"));
        }
    }

    @Test
    void takesItsLeaveWhenTheServerStops() throws Exception {
        try (Server server = Server.run("chat");
                Connection polite = open(server, "/chat?name=Ada");
                Connection silent = open(server, "/echo")) {
            expect(polite, answer(0x81, "* Ada came, now here: 1"));
            server.child().terminate();
            expect(polite, close(1001, "the server stops"));
            expect(silent, close(1001, "the server stops"));
            polite.send(frame(0x88, "\u0003\u00E9"));
            assertEnds(polite);
            // The other one is not waited for until the grace is over.
            Outcome outcome = server.child().end();
            assertEquals(0, outcome.code());
            assertTrue(
                    outcome.err().stream()
                            .anyMatch(line -> line.contains("0 requests were aborted")),
                    outcome.err().toString());
        }
    }

    @Test
    void asksForSignsOfLife() throws Exception {
        try (Server server = Server.run("chat", "--set", "chat.ping=1");
                Connection connection = open(server, "/echo")) {
            expect(connection, answer(0x89, ""));
            connection.send(frame(0x8A, ""));
            expect(connection, answer(0x89, ""));
            assertEnds(connection);
        }
    }

    @Test
    void sendsAwayWhoDoesNotKeepUp() throws Exception {
        // Who is silent is not sent away for that while this runs.
        try (Server server = Server.run("chat", "--set", "chat.ping=3600");
                SocketChannel narrow = SocketChannel.open()) {
            narrow.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            narrow.connect(address(server));
            open(new Connection(Octets.of(narrow)), "/chat?name=Slow");
            Octets talker = Octets.of(SocketChannel.open(address(server)));
            try (talker) {
                open(new Connection(talker), "/chat?name=Talker");
                CompletableFuture<Boolean> left = new CompletableFuture<>();
                // It hears what it says, and must keep up itself.
                Semaphore ahead = new Semaphore(64 * 1024);
                Thread.ofVirtual().start(() -> left.complete(hears(talker, "* Slow left", ahead)));
                // Until what waits for the other one is more than the system and the room keep.
                String line = frame(0x81, "\u00F0\u009F\u0098\u0080".repeat(1000));
                byte[] octets = line.getBytes(StandardCharsets.ISO_8859_1);
                for (int i = 0; i < 10_000 && !left.isDone(); i++) {
                    assertTrue(
                            ahead.tryAcquire(octets.length, 60, TimeUnit.SECONDS) || left.isDone());
                    talker.write(ByteBuffer.wrap(octets));
                }
                assertTrue(left.get(60, TimeUnit.SECONDS));
            }
        }
    }

    /** Whether words come before the end; releases a permit for each octet up to there. */
    private static boolean hears(Octets octets, String words, Semaphore ahead) {
        ByteBuffer block = ByteBuffer.allocate(64 * 1024);
        String tail = "";
        try {
            while (!tail.contains(words)) {
                String kept = tail.substring(Math.max(0, tail.length() - words.length()));
                int count = octets.read(block.clear());
                if (count < 0) {
                    return false;
                }
                ahead.release(count);
                tail = kept + StandardCharsets.ISO_8859_1.decode(block.flip());
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            ahead.release(1 << 20); // Who waits for more is not to wait for nothing.
        }
    }

    @Test
    void talksToTheClientOfNpm() throws Exception {
        new Tool("node").require();
        Path ws = Checkout.top().resolve("target/npm/node_modules/ws");
        if (!Files.isDirectory(ws)) {
            String missing =
                    "npm install --prefix target/npm ws was not run: nothing was tested with it";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            abort(missing);
        }
        try (Server server = Server.run("chat")) {
            String said =
                    new Tool("node")
                            .run(
                                    "-e",
                                    """
                                    const WebSocket = require(process.argv[1]);
                                    const socket = new WebSocket(process.argv[2]);
                                    socket.on('open', () => {
                                      socket.send('Grüße 😀');
                                      socket.send(Buffer.alloc(65536, 'x'));
                                      socket.send('in ', {fin: false});
                                      socket.send('two', {fin: true});
                                      socket.ping('?');
                                    });
                                    socket.on('message', (data, binary) =>
                                      console.log(binary ? data.length : data.toString()));
                                    socket.on('pong', data => {
                                      console.log('pong ' + data);
                                      socket.send(Buffer.alloc(65537));
                                    });
                                    socket.on('close', (code, reason) =>
                                      console.log(code + ' ' + reason + ' [' + socket.extensions + ']'));
                                    """,
                                    ws.toString(),
                                    server.home().toString().replace("http", "ws") + "echo");
            assertEquals("Grüße 😀\n65536\nin two\npong ?\n1009 over 65536 octets []\n", said);
        }
    }

    @Test
    void isUsedAsItsPageSays() throws Exception {
        SamplePage.play("chat");
    }

    @Test
    @NeedsBrowser
    void isTalkedInByABrowser(@TempDir Path profile) throws Exception {
        try (Server server = Server.run("chat");
                Connection other = open(server, "/chat?name=Bob");
                Browser browser = Browser.start(profile)) {
            browser.go(server.home().toString());
            browser.type("#name", "Ada" + Browser.ENTER);
            other.through("* Ada came, now here: 2");
            browser.type("#text", "Hello <b>Bob</b>" + Browser.ENTER);
            other.through("Ada: Hello <b>Bob</b>");
            other.send(frame(0x81, "<i>Hi</i>\nAda"));
            String lines = "";
            while (!lines.contains("Hi")) {
                lines = browser.text("#lines");
            }
            assertEquals(
                    List.of(
                            "Bob came, now here: 1",
                            "Ada came, now here: 2",
                            "Ada: Hello <b>Bob</b>",
                            "Bob: <i>Hi</i> Ada"),
                    lines.lines().toList());
            assertEquals("connected", browser.text("#state"));
            server.child().terminate();
            String state = "";
            while (!state.startsWith("connection lost")) {
                state = browser.text("#state");
            }
            assertEquals("connection lost (1001)", state);
        }
    }
}
