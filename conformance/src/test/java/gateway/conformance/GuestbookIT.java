package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.conformance.Readme.Block;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sample {@code guestbook} over its embedded database, and over a real PostgreSQL. */
@Timeout(300)
class GuestbookIT {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final String SHOWN_HOME = "http://127.0.0.1:8080/";

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    /** Somebody with a browser's cookies. */
    private record Guest(HttpClient http, URI home) implements AutoCloseable {
        static Guest of(Server server) {
            return new Guest(
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build(),
                    server.home());
        }

        HttpResponse<String> look() throws IOException, InterruptedException {
            return http.send(HttpRequest.newBuilder(home).build(), BodyHandlers.ofString());
        }

        int sign(String name, String message) throws IOException, InterruptedException {
            Matcher token = TOKEN.matcher(look().body());
            assertTrue(token.find());
            String form =
                    "token="
                            + token.group(1)
                            + "&name="
                            + URLEncoder.encode(name, UTF_8)
                            + "&message="
                            + URLEncoder.encode(message, UTF_8);
            HttpRequest post =
                    HttpRequest.newBuilder(home)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form))
                            .build();
            return http.send(post, BodyHandlers.ofString()).statusCode();
        }

        @Override
        public void close() {
            http.close();
        }
    }

    /** For another user too, who cannot walk through JUnit's. */
    private static Path open(Path parent) throws IOException {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Files.createDirectory(parent.resolve("cluster"));
    }

    private static String jdbc(PostgresCluster cluster) {
        return "guestbook.jdbc=jdbc:postgresql://" + cluster.address() + "/postgres?user=postgres";
    }

    @Test
    void sharesItsTableWithPsqlAndOutlivesItsDatabase() throws Exception {
        try (PostgresCluster cluster = PostgresCluster.start(open(folder));
                Server server = Server.run("guestbook", "--set", jdbc(cluster));
                Guest guest = Guest.of(server)) {
            assertEquals(303, guest.sign("Zoë", "It's \"here\"; DROP TABLE x; -- 😀"));
            assertEquals(
                    "Zoë|It's \"here\"; DROP TABLE x; -- 😀|t\n",
                    cluster.psql(
                            "SELECT name, message, now() - written < interval '5 minutes'"
                                    + " FROM guestbook_entry"));
            cluster.psql(
                    "INSERT INTO guestbook_entry (name, message, written)"
                            + " VALUES ('<i>psql</i>', '<script>', now())");
            String page = guest.look().body();
            assertTrue(page.contains("<b>&lt;i&gt;psql&lt;/i&gt;</b>"), page);
            assertFalse(page.contains("<script>"), page);

            cluster.stop();
            HttpResponse<String> gone = guest.look();
            assertEquals(503, gone.statusCode());
            assertEquals("5", gone.headers().firstValue("Retry-After").orElse(""));
            assertTrue(gone.body().contains("cannot be opened at the moment"), gone.body());
            assertEquals(503, guest.sign("Ada", "Anybody?"));

            cluster.start();
            assertEquals(303, guest.sign("Ada", "Back again"));
            assertEquals(200, guest.look().statusCode());
            assertEquals("3\n", cluster.psql("SELECT count(*) FROM guestbook_entry"));
            assertEquals(0, server.terminate().code());
        }
    }

    @Test
    void startsBeforeItsDatabase() throws Exception {
        try (PostgresCluster cluster = PostgresCluster.start(open(folder))) {
            cluster.stop();
            try (Server server = Server.run("guestbook", "--set", jdbc(cluster));
                    Guest guest = Guest.of(server)) {
                assertEquals(503, guest.look().statusCode());
                cluster.start();
                assertEquals(200, guest.look().statusCode());
            }
        }
    }

    @Test
    void isUsedAsItsPageSays() throws Exception {
        Curl.require();
        Files.createSymbolicLink(folder.resolve("gateway"), Checkout.launcher());
        Shell shell = new Shell(folder);
        List<Block> blocks = SamplePage.blocks("guestbook", "sh", "sh", "text", "sh", "sh", "text");
        try (Server server = shell.serve(blocks.get(0).text())) {
            String look = blocks.get(1).text().replace(SHOWN_HOME, server.home().toString());
            assertEquals(blocks.get(2).text(), shell.run(look));
            assertEquals(0, server.terminate().code());
        }
        assertTrue(Files.exists(folder.resolve("guestbook.mv.db")));

        try (PostgresCluster cluster = PostgresCluster.start(open(folder));
                Server server =
                        shell.serve(
                                blocks.get(3)
                                        .text()
                                        .replace("127.0.0.1:5432", cluster.address()))) {
            String both =
                    blocks.get(4)
                            .text()
                            .replace("5432", Integer.toString(cluster.port()))
                            .replace(SHOWN_HOME, server.home().toString());
            assertEquals(blocks.get(5).text(), shell.run(both));
        }
    }

    @Test
    void doesNotStartWithADatabaseThatNobodyKnows() throws Exception {
        try (Child child =
                Server.launch(
                        "run",
                        "guestbook",
                        "--bind",
                        "127.0.0.1:0",
                        "--set",
                        "guestbook.jdbc=jdbc:nosuch:x")) {
            Outcome outcome = child.end();
            assertTrue(outcome.code() != 0);
            assertFalse(outcome.hasStackTrace(), outcome.err().toString());
            assertTrue(
                    outcome.err().stream()
                            .anyMatch(line -> line.contains("no driver for jdbc:nosuch:x")),
                    outcome.err().toString());
        }
    }

    @Test
    @NeedsBrowser
    void isSignedInABrowser() throws Exception {
        Path profile = Files.createDirectory(folder.resolve("profile"));
        try (Server server = Server.run("guestbook", "--set", "guestbook.jdbc=jdbc:h2:mem:book");
                Browser browser = Browser.start(profile)) {
            browser.go(Objects.toString(server.home()));
            browser.type("[name=name]", "Ada");
            browser.type("[name=message]", "<b>Hello</b>");
            browser.click("button");
            browser.awaitUrl(server.home().toString());
            assertEquals("<b>Hello</b>", browser.text("li p:last-child"));
            // Nothing is sent twice: the form is empty again, and the page was fetched by GET.
            browser.go(browser.url());
            assertEquals("<b>Hello</b>", browser.text("li p:last-child"));
        }
    }
}
