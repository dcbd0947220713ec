package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code gateway static}, and the sample around it, from outside. */
@Timeout(300)
class StaticIT {
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    private static Server serve(Path where, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("static"));
        command.addAll(List.of(words));
        if (!command.contains("--bind")) {
            command.addAll(List.of("--bind", "127.0.0.1:0"));
        }
        return Server.accepting(
                Server.launch(where, Checkout.launcher(), command.toArray(String[]::new)));
    }

    private static Path site() throws IOException {
        return Checkout.top().resolve("sample-apps/static-site/site");
    }

    @Test
    void doesWhatItsPageSays() throws Exception {
        assertEquals(2, SamplePage.play("static-site").size());
    }

    @Test
    void isTheFolderWhereItIsRun() throws Exception {
        Curl.require();
        Files.writeString(folder.resolve("a.txt"), "here\n");
        try (Server server = serve(folder)) {
            assertEquals("here\n", Curl.run(server.home() + "a.txt"));
        }
    }

    @Test
    void linesHaveTheLookOfHttpServer() throws Exception {
        Curl.require();
        Files.writeString(folder.resolve("a.txt"), "0123456789");
        try (Server server = serve(Checkout.top(), "--directory", folder.toString())) {
            Curl.run("-r", "0-3", server.home() + "a.txt?x=%22");
            Curl.run("-X", "DELETE", server.home() + "no%22such");
            server.awaitLine("DELETE");
            Outcome outcome = server.terminate();
            assertEquals(0, outcome.code());
            String lines = String.join("\n", outcome.err());
            String begin =
                    "(?s).*\n127\\.0\\.0\\.1 - - \\[\\d\\d/[A-Z][a-z]{2}/\\d{4} \\d\\d:\\d\\d:\\d\\d] ";
            assertTrue(
                    lines.matches(begin + "\"GET /a\\.txt\\?x=%22 HTTP/1\\.1\" 206 4\n.*"), lines);
            assertTrue(
                    lines.matches(begin + "\"DELETE /no%22such HTTP/1\\.1\" 404 \\d+\n.*"), lines);
        }
    }

    @Test
    void servesNoSecretsAndNothingOutside() throws Exception {
        Curl.require();
        Path public_ = Files.createDirectory(folder.resolve("public"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(public_.resolve(".env"), "secret");
        Files.createSymbolicLink(public_.resolve("out"), folder.resolve("secret.txt"));
        Files.writeString(public_.resolve("a.txt"), "open");
        Files.createSymbolicLink(public_.resolve("in"), Path.of("a.txt"));
        try (Server server = serve(Checkout.top(), public_.toString())) {
            String home = server.home().toString();
            for (String path : List.of(".env", "out", "../secret.txt", "%2e%2e/secret.txt")) {
                String answer = Curl.run("--path-as-is", "-w", "%{http_code}", home + path);
                assertFalse(answer.contains("secret"), path + ": " + answer);
                assertTrue(answer.matches("(?s).*4\\d\\d"), path + ": " + answer);
            }
            assertEquals("open", Curl.run(home + "in"));
            String listing = Curl.run("-H", "Accept: application/json", home);
            assertFalse(listing.contains(".env") || listing.contains("out"), listing);
        }
    }

    @Test
    void isCopiedByWget() throws Exception {
        Tool wget = new Tool("wget").require();
        try (Server server = serve(Checkout.top(), site().toString())) {
            wget.run(
                    "--quiet",
                    "--mirror",
                    "--no-host-directories",
                    "--directory-prefix=" + folder,
                    server.home().toString());
        }
        for (String name : List.of("index.html", "picture.png", "notes/digits.txt")) {
            assertEquals(-1, Files.mismatch(site().resolve(name), folder.resolve(name)), name);
        }
    }

    @Test
    void isServedUnderTls() throws Exception {
        Curl.require();
        Certificates certificates = new Certificates(folder);
        certificates.issue("own", "a.example");
        try (Server server =
                serve(
                        Checkout.top(),
                        site().toString(),
                        "--bind",
                        "tls:127.0.0.1:0",
                        "--certificate",
                        certificates.file("own.pem"),
                        "--key",
                        certificates.file("own.key"))) {
            String digits =
                    Curl.run(
                            "--cacert",
                            certificates.authority(),
                            server.home() + "notes/digits.txt");
            assertEquals("https 0123456789\n", server.home().getScheme() + " " + digits);
        }
    }

    @Test
    void whatIsNoFolderIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "");
        for (Path wrong : List.of(file, folder.resolve("none"))) {
            try (Child child = Server.launch("static", wrong.toString())) {
                Outcome outcome = child.end();
                assertEquals(1, outcome.code());
                assertEquals(List.of("gateway: there is no folder " + wrong), outcome.err());
            }
        }
    }

    @Test
    @NeedsBrowser
    void aBrowserShowsThePageWithItsPicture() throws Exception {
        Tool chromium = new Tool("chromium").require();
        try (Server server = serve(Checkout.top(), site().toString())) {
            chromium.run(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--user-data-dir=" + folder.resolve("profile"),
                    "--screenshot=" + folder.resolve("page.png"),
                    server.home().toString());
            server.awaitLine("\"GET /picture.png HTTP/1.1\" 200 ");
            assertTrue(Files.size(folder.resolve("page.png")) > 1000);
        }
    }
}
