package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.sample.chat.Chat;
import gateway.sample.environ.EnvironDemo;
import gateway.server.Gateway;
import gateway.toolkit.proxy.ProxyFixMiddleware;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The nginx of docs/nginx.conf in front, and what applications behind it see. */
@Timeout(120)
class NginxIT {
    private static final String HOST = "www.example.org";

    /**
     * More than nginx holds in memory (8 to 16 KiB), and more than the default of its limit (1
     * MiB).
     */
    private static final long LARGE = 64L * 1024 * 1024;

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    @BeforeEach
    void needsNginx() {
        Nginx.require();
    }

    private Nginx before(Gateway gateway) throws Exception {
        String configuration = Files.readString(Checkout.top().resolve("docs/nginx.conf"));
        // What Debian's nginx has in a folder of root's, and in the background.
        String own =
                """
                http {
                    client_body_temp_path b;
                    proxy_temp_path p;
                    fastcgi_temp_path f;
                    scgi_temp_path s;
                    uwsgi_temp_path u;
                """;
        return Nginx.start(
                folder, "daemon off;\n" + configuration.replace("http {\n", own), gateway.uri());
    }

    private static Gateway serving(Application application) throws Exception {
        return Gateway.serving(application).on("127.0.0.1", 0).start();
    }

    /** As an application should be behind a proxy on its machine. */
    private static Application fixed(Application inner) {
        return ProxyFixMiddleware.builder().trusting("127.0.0.1").applyTo(inner);
    }

    private static String get(String path, String fields) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + HOST + "\r\n" + fields + "\r\n";
    }

    @Test
    void theClientIsSeenAndWhatItMakesUpIsNot() throws Exception {
        String spoof =
                """
                X-Forwarded-For: 6.6.6.6
                X-Forwarded-Proto: https
                X-Forwarded-Host: evil.example
                X-Forwarded-Port: 1
                X-Forwarded-Prefix: /evil
                Forwarded: for=6.6.6.6
                """
                        .replace("\n", "\r\n");
        try (Gateway gateway = serving(fixed(new EnvironDemo()));
                Nginx nginx = before(gateway);
                Connection connection = Connection.to(nginx.home())) {
            for (String fields : List.of("", spoof)) {
                connection.send(get("/a%2Fb?c", fields));
                String page = connection.answer().orElseThrow().text();
                assertHas(page, "REMOTE_ADDR = \"127.0.0.1\"");
                assertHas(page, "HTTP_X_FORWARDED_FOR = \"127.0.0.1\"");
                assertHas(page, "HTTP_HOST = \"" + HOST + "\"");
                assertHas(page, "gateway.url_scheme = \"http\"");
                assertHas(page, "REQUEST_URI = \"/a%2Fb?c\"");
                assertTrue(!page.contains("6.6.6.6") && !page.contains("evil"), page);
            }
        }
    }

    /** Whoever comes past nginx, from an address that is no proxy's, is nobody to believe. */
    @Test
    void norIsItPastNginx() throws Exception {
        Application application =
                ProxyFixMiddleware.builder().trusting("192.0.2.1").applyTo(new EnvironDemo());
        try (Gateway gateway = serving(application);
                Connection connection = Connection.to(gateway.uri())) {
            connection.send(get("/", "X-Forwarded-For: 6.6.6.6\r\n"));
            assertHas(connection.answer().orElseThrow().text(), "REMOTE_ADDR = \"127.0.0.1\"");
        }
    }

    private static void assertHas(String page, String line) {
        assertTrue(page.lines().anyMatch(line::equals), () -> line + " is not in " + page);
    }

    @Test
    void connectionsToTheServerAreKept() throws Exception {
        Set<Object> peers = new HashSet<>();
        Application application =
                (environ, startResponse) -> {
                    peers.add(environ.get(Environ.REMOTE_PORT));
                    startResponse.start("200 OK", List.of(new Header("Content-Length", "0")));
                    return List.of();
                };
        try (Gateway gateway = serving(application);
                Nginx nginx = before(gateway);
                Connection connection = Connection.to(nginx.home())) {
            for (int i = 0; i < 20; i++) {
                connection.send(get("/", ""));
                assertEquals(200, connection.answer().orElseThrow().status());
            }
        }
        assertEquals(1, peers.size(), peers::toString);
    }

    /** A frame with "hello", masked with zeros, and the same as the server sends it. */
    @Test
    void aWebSocketOpensAndEchoes() throws Exception {
        String fields =
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Origin: http://"
                        + HOST
                        + "\r\n";
        try (Gateway gateway = serving(fixed(new Chat()));
                Nginx nginx = before(gateway);
                Connection connection = Connection.to(nginx.home())) {
            connection.send(get("/echo", fields));
            String head = connection.through("\r\n\r\n");
            assertTrue(head.startsWith("HTTP/1.1 101 "), head);
            assertTrue(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), head);
            connection.send("\u0081\u0085\0\0\0\0hello");
            assertEquals("\u0081\u0005hello", connection.through("hello"));
        }
    }

    /** Each half of an echo is there before the client has sent the next one. */
    @Test
    @Timeout(30)
    void bodiesPassAsTheyCome() throws Exception {
        try (Gateway gateway = serving(new EnvironDemo());
                Nginx nginx = before(gateway);
                Connection connection = Connection.to(nginx.home())) {
            connection.send(
                    "POST /echo HTTP/1.1\r\nHost: " + HOST + "\r\nContent-Length: 8\r\n\r\nhalf");
            connection.through("half");
            connection.send("rest");
            connection.through("rest");
        }
    }

    @Test
    void aLargeUploadArrivesWholeAndIsNowhereStored() throws Exception {
        AtomicLong arrived = new AtomicLong();
        CompletableFuture<Long> first = new CompletableFuture<>();
        Application application =
                (environ, startResponse) -> {
                    try (InputStream in = Environ.input(environ)) {
                        byte[] block = new byte[64 * 1024];
                        for (int n = in.read(block); n > 0; n = in.read(block)) {
                            first.complete(arrived.addAndGet(n));
                        }
                    }
                    startResponse.start("200 OK", List.of());
                    return List.of(Long.toString(arrived.get()).getBytes(UTF_8));
                };
        String block = "x".repeat(1024 * 1024);
        try (Gateway gateway = serving(application);
                Nginx nginx = before(gateway);
                Connection connection = Connection.to(nginx.home())) {
            connection.send(
                    "PUT / HTTP/1.1\r\nHost: "
                            + HOST
                            + "\r\nContent-Length: "
                            + LARGE
                            + "\r\n\r\n");
            for (long sent = 0; sent < LARGE; sent += block.length()) {
                connection.send(block);
                first.get(
                        30,
                        TimeUnit.SECONDS); // Nothing of the rest is sent before the application has
                // the first.
            }
            assertEquals(Long.toString(LARGE), connection.answer().orElseThrow().text());
        }
    }
}
