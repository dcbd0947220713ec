package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.conformance.Readme.Block;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The sample {@code composed} behind a real nginx. */
class ComposedIT {
    private static final String MAIN = "gateway.sample.composed.Composed";

    /** Of this machine, and no proxy for the sample. */
    private static final String STRANGER = "127.0.0.9";

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    @BeforeEach
    void needsItsTools() throws Exception {
        Curl.require();
        Nginx.require();
    }

    private Server server() throws IOException, InterruptedException {
        return Server.run("composed", MAIN, "--set", "shortly.file=" + folder.resolve("links"));
    }

    private static String configuration() throws IOException {
        return Files.readString(Checkout.top().resolve("sample-apps/composed/nginx.conf"));
    }

    @Test
    void doesWhatItsPageSays() throws Exception {
        List<Block> blocks = SamplePage.blocks("composed", "sh", "sh", "sh", "text", "sh");
        Shell shell = new Shell(Checkout.top());
        String links = "shortly.file=" + folder.resolve("links");
        String shown = "127.0.0.1:8081";
        try (Server server = shell.serve(at(links, blocks.get(0)));
                Nginx nginx = Nginx.start(folder, configuration(), server)) {
            assertTrue(blocks.get(1).text().contains("sample-apps/composed/nginx.conf"));
            String home = nginx.home().getAuthority();
            assertEquals(
                    blocks.get(3).text().replace(shown, home),
                    shell.run(blocks.get(2).text().replace(shown, home)));
            assertQuiet(server);
        }
        try (Server server = shell.serve(at(links, blocks.get(4)))) {
            String page = Curl.run(server.home().toString());
            assertTrue(page.contains("<a href=\"board/\">"), page);
        }
    }

    private static String at(String links, Block block) {
        assertTrue(block.text().contains("shortly.file=target/links"), block.text());
        return block.text().replace("shortly.file=target/links", links);
    }

    private static String spoofed(String uri) throws Exception {
        return Curl.run(
                "--interface",
                STRANGER,
                "-H",
                "X-Forwarded-For: 6.6.6.6",
                "-H",
                "X-Forwarded-Prefix: /evil",
                uri);
    }

    @Test
    void seesTheClientThroughTheProxyAndNobodyElsesWord() throws Exception {
        try (Server server = server();
                Nginx nginx = Nginx.start(folder, configuration(), server)) {
            String through = spoofed(nginx.home() + "apps/environ");
            assertHas(through, "REMOTE_ADDR = \"" + STRANGER + "\"");
            assertHas(through, "HTTP_HOST = \"" + nginx.home().getAuthority() + "\"");
            assertHas(through, "SCRIPT_NAME = \"/apps/environ\"");
            assertHas(through, "gateway.url_scheme = \"http\"");

            String past = spoofed(server.home() + "environ");
            assertHas(past, "REMOTE_ADDR = \"" + STRANGER + "\"");
            assertHas(past, "SCRIPT_NAME = \"/environ\"");
            assertQuiet(server);
        }
    }

    private static void assertHas(String page, String line) {
        assertTrue(page.lines().anyMatch(line::equals), () -> line + " is not in " + page);
    }

    @Test
    void aSessionBehindHttpsIsSecureAndItsLinksLeadBack() throws Exception {
        // As with a certificate, for the application.
        String https = configuration().replace("Proto $scheme", "Proto https");
        try (Server server = server();
                Nginx nginx = Nginx.start(folder, https, server)) {
            String board = nginx.home() + "apps/board/";
            String login = Curl.run("-i", "--data", "name=Ada", board + "login");
            assertTrue(login.contains("Location: /apps/board/\r\n"), login);
            assertTrue(login.contains("; Secure"), login);
            String cookie = field(login, "Set-Cookie").split(";", -1)[0];

            String page = Curl.run("--cookie", cookie, board);
            assertTrue(page.contains("Welcome, Ada!"), page);
            for (MatchResult link :
                    Pattern.compile("(?:href|action)=\"([^\"]*)\"")
                            .matcher(page)
                            .results()
                            .toList()) {
                assertTrue(link.group(1).startsWith("/apps/board/"), page);
            }
            assertQuiet(server);
        }
    }

    @Test
    void whatIsLongIsCompressedOnce() throws Exception {
        try (Server server = server();
                Nginx nginx = Nginx.start(folder, configuration(), server)) {
            String style = nginx.home() + "apps/board/static/board.css";
            String plain = Curl.run("-i", style);
            String small = Curl.run("-i", "--compressed", style);
            assertTrue(!plain.contains("Content-Encoding"), plain);
            assertEquals("gzip", field(small, "Content-Encoding"));
            assertEquals(plain.split("\r\n\r\n", -1)[1], small.split("\r\n\r\n", -1)[1]);
            String tag = field(small, "ETag");
            assertTrue(tag.startsWith("W/"), tag);
            String again = Curl.run("-i", "--compressed", "-H", "If-None-Match: " + tag, style);
            assertTrue(again.startsWith("HTTP/1.1 304 "), again);
            assertQuiet(server);
        }
    }

    @Test
    void oneIdIsKnownToAll() throws Exception {
        String logging =
                configuration()
                        .replace(
                                "access_log off;",
                                "log_format id 'id=$request_id'; access_log /dev/stderr id;");
        try (Server server = server();
                Nginx nginx = Nginx.start(folder, logging, server)) {
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < 2; i++) {
                String page = Curl.run("-i", nginx.home() + "apps/environ");
                String id = field(page, "X-Request-Id");
                assertHas(page, "gateway_toolkit.request_id = \"" + id + "\"");
                nginx.child().awaitError("id=" + id);
                ids.add(id);
            }
            assertEquals(2, ids.size());
            assertQuiet(server);
        }
    }

    private static String field(String answer, String name) {
        return answer.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + answer));
    }

    /** No validator has spoken. */
    private static void assertQuiet(Server server) throws InterruptedException {
        List<String> said = server.terminate().err();
        for (String word : List.of("WARN", "ERROR", "SEVERE")) {
            assertTrue(said.stream().noneMatch(line -> line.contains(word)), said.toString());
        }
    }
}
