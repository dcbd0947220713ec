package gateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.server.net.Admission;
import gateway.server.net.Binding;
import gateway.server.net.Cidr;
import gateway.server.net.Endpoint;
import gateway.server.net.Proxied;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where a gateway listens, and what an application sees of it (ENV-11, ENV-16). */
@Timeout(60)
class ListenTest {
    private static final Application ENDS =
            (environ, startResponse) -> {
                startResponse.start("200 OK", List.of());
                String ends =
                        environ.get(Environ.REMOTE_ADDR)
                                + " "
                                + environ.get(Environ.REMOTE_PORT)
                                + " to "
                                + environ.get(Environ.SERVER_NAME)
                                + " "
                                + environ.get(Environ.SERVER_PORT);
                return List.of(ends.getBytes(ISO_8859_1));
            };

    private static final String GET = "GET / HTTP/1.0\r\n\r\n";

    /** All that comes to what is sent. */
    private static String exchange(SocketAddress address, String octets) throws IOException {
        try (SocketChannel client = SocketChannel.open(address)) {
            client.write(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)));
            ByteBuffer came = ByteBuffer.allocate(10_000);
            while (client.read(came) >= 0) {
                // To the end.
            }
            return new String(came.array(), 0, came.position(), ISO_8859_1);
        }
    }

    private static String body(String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static InetSocketAddress at(String host, Gateway gateway) {
        return new InetSocketAddress(host, gateway.uri().getPort());
    }

    @Test
    void aUnixSocketHasNoPeer(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        try (Gateway gateway = Gateway.serving(ENDS).on(socket).start()) {
            assertEquals(URI.create("unix:" + socket), gateway.uri());
            assertEquals(
                    "null null to localhost 80",
                    body(exchange(UnixDomainSocketAddress.of(socket), GET)));
        }
    }

    @Test
    void aUnixSocketGoesByTheNameThatItIsGiven(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        Binding named = Binding.plain(Endpoint.parse("unix:" + socket)).named("shop.example");
        try (Gateway gateway = Gateway.serving(ENDS).on(named).start()) {
            assertEquals(URI.create("unix:" + socket), gateway.uri());
            assertEquals(
                    "null null to shop.example 80",
                    body(exchange(UnixDomainSocketAddress.of(socket), GET)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:80", "a/", "é"})
    void whatIsNoNameIsRefused(String name) {
        Binding binding = Binding.plain(Endpoint.parse("unix:/s"));
        assertThrows(IllegalArgumentException.class, () -> binding.named(name));
    }

    @ParameterizedTest
    @CsvSource({"localhost, localhost", "127.0.0.1, 127.0.0.1", "0.0.0.0, 0.0.0.0", "::, [::]"})
    void theUriHasTheHostAsGiven(String host, String shown) throws Exception {
        try (Gateway gateway = Gateway.serving(ENDS).on(host, 0).start()) {
            URI uri = gateway.uri();
            assertEquals("http://" + shown + ":" + uri.getPort() + "/", uri.toString());
            try (Socket client = new Socket("localhost", uri.getPort())) {
                assertTrue(client.isConnected());
            }
        }
    }

    @Test
    void allOfIPv4IsNotIPv6() throws Exception {
        try (Gateway gateway = Gateway.serving(ENDS).on("0.0.0.0", 0).start()) {
            String ends = body(exchange(at("127.0.0.1", gateway), GET));
            assertTrue(ends.startsWith("127.0.0.1 "), ends);
            assertThrows(ConnectException.class, () -> exchange(at("::1", gateway), GET));
        }
    }

    @Test
    void allOfIPv6IsBoth() throws Exception {
        try (Gateway gateway = Gateway.serving(ENDS).on("::", 0).start()) {
            int port = gateway.uri().getPort();
            String four = body(exchange(at("127.0.0.1", gateway), GET));
            String six = body(exchange(at("::1", gateway), GET));
            assertTrue(four.matches("127\\.0\\.0\\.1 \\d+ to 127\\.0\\.0\\.1 " + port), four);
            assertTrue(six.matches("::1 \\d+ to \\[::1] " + port), six);
        }
    }

    @Test
    void aPortCanBeShared() throws Exception {
        Admission sharing = Admission.DEFAULT.withReusePort(true);
        try (Gateway one = Gateway.serving(ENDS).on("127.0.0.1", 0).admission(sharing).start();
                Gateway other =
                        Gateway.serving(ENDS)
                                .on("127.0.0.1", one.uri().getPort())
                                .admission(sharing)
                                .start()) {
            assertEquals(one.uri(), other.uri());
            assertThrows(
                    IOException.class,
                    () -> Gateway.serving(ENDS).on("127.0.0.1", one.uri().getPort()).start());
        }
    }

    private static Gateway behind(String proxies) throws Exception {
        Proxied proxied = new Proxied(List.of(Cidr.parse(proxies)), false, Duration.ofMillis(200));
        return Gateway.serving(ENDS)
                .on(Binding.plain(Endpoint.tcp("127.0.0.1", 0)).behind(proxied))
                .start();
    }

    @Test
    void aProxyNamesTheEnds() throws Exception {
        try (Gateway gateway = behind("127.0.0.0/8")) {
            InetSocketAddress address = at("127.0.0.1", gateway);
            assertEquals(
                    "10.0.0.1 4242 to 10.0.0.2 443",
                    body(exchange(address, "PROXY TCP4 10.0.0.1 10.0.0.2 4242 443\r\n" + GET)));
            assertEquals(
                    "2001:db8::1 4242 to [2001:db8::2] 443",
                    body(
                            exchange(
                                    address,
                                    "PROXY TCP6 2001:db8::1 2001:db8::2 4242 443\r\n" + GET)));
            assertEquals(
                    "1.2.3.4 258 to 5.6.7.8 772",
                    body(
                            exchange(
                                    address,
                                    "\r\n\r\n\0\r\nQUIT\n!\21\0\14"
                                            + "\1\2\3\4\5\6\7\10\1\2\3\4"
                                            + GET)));
            String unknown = body(exchange(address, "PROXY UNKNOWN\r\n" + GET));
            assertTrue(unknown.startsWith("127.0.0.1 "), unknown);
            assertTrue(unknown.endsWith(" to 127.0.0.1 " + address.getPort()), unknown);
        }
    }

    @Test
    void whatItSaysHoldsForEveryRequest() throws Exception {
        try (Gateway gateway = behind("127.0.0.1")) {
            String two =
                    exchange(
                            at("127.0.0.1", gateway),
                            "PROXY TCP4 10.0.0.1 10.0.0.2 4242 443\r\n"
                                    + "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
                                    + GET);
            assertEquals(2, two.split("10\\.0\\.0\\.1 4242", -1).length - 1, two);
        }
    }

    @Test
    void nobodyElseDoes() throws Exception {
        try (Gateway gateway = behind("10.0.0.0/8")) {
            String line = "PROXY TCP4 10.0.0.1 10.0.0.2 4242 443\r\n";
            assertNothing(at("127.0.0.1", gateway), line + GET);
            assertNothing(at("127.0.0.1", gateway), GET);
        }
    }

    @Test
    void aStrangersNameMakesNoLine(@TempDir Path folder) throws Exception {
        Proxied proxied = new Proxied(List.of(), true, Duration.ofSeconds(10));
        Path socket = folder.resolve("s");
        Path own = folder.resolve("x\n2026-11-21 ERROR Gateway - forged");
        try (Log log = new Log();
                Gateway gateway =
                        Gateway.serving(ENDS)
                                .on(Binding.plain(new Endpoint.Unix(socket)).behind(proxied))
                                .start();
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertEquals(URI.create("unix:" + socket), gateway.uri());
            client.bind(UnixDomainSocketAddress.of(own));
            client.connect(UnixDomainSocketAddress.of(socket));
            client.write(ByteBuffer.wrap(GET.getBytes(ISO_8859_1)));
            String line = log.await("closed a connection from ");
            assertTrue(line.contains("x\\x0a2026-11-21 ERROR Gateway - forged: "), line);
        }
    }

    @Test
    void strangersMakeAFewLinesAndANumber() throws Exception {
        try (Log log = new Log();
                Gateway gateway = behind("10.0.0.0/8")) {
            for (int i = 0; i < 60; i++) {
                assertNothing(at("127.0.0.1", gateway), GET);
            }
            log.await(" more connections: not among the peers");
            int lines = log.lines("not among the peers").size();
            assertTrue(lines < 60, () -> lines + " lines");
        }
    }

    @Test
    void aBrokenHeaderIsNotAnswered() throws Exception {
        try (Gateway gateway = behind("127.0.0.1")) {
            assertNothing(at("127.0.0.1", gateway), GET);
            assertNothing(at("127.0.0.1", gateway), "PROXY TCP4 10.0.0.1\r\n" + GET);
            // Late.
            assertNothing(at("127.0.0.1", gateway), "PROXY TCP4 10.0.0.1");
        }
    }

    /** An end or a reset, and no octet. */
    private static void assertNothing(SocketAddress address, String octets) {
        String came;
        try {
            came = exchange(address, octets);
        } catch (IOException reset) {
            came = "";
        }
        assertEquals("", came);
    }
}
