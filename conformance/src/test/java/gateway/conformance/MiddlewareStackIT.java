package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.server.Gateway;
import gateway.toolkit.debug.DebugMiddleware;
import gateway.toolkit.files.SharedDataMiddleware;
import gateway.toolkit.middleware.CompressionMiddleware;
import gateway.toolkit.middleware.CorsMiddleware;
import gateway.toolkit.middleware.DispatcherMiddleware;
import gateway.toolkit.middleware.RequestIdMiddleware;
import gateway.toolkit.proxy.ProxyFixMiddleware;
import gateway.toolkit.session.Session;
import gateway.toolkit.session.SessionMiddleware;
import gateway.toolkit.validator.Finding;
import gateway.toolkit.validator.Severity;
import gateway.toolkit.validator.ValidatorMiddleware;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Eight middleware round a small application, as a client sees them through the container, with a
 * validator outside and one inside.
 */
@Timeout(120)
@Tag("MW-1")
class MiddlewareStackIT {
    private static final String CSS = "body { color: red }\n".repeat(200);

    @TempDir Path folder;
    private final List<Finding> findings = new CopyOnWriteArrayList<>();
    private Gateway gateway;

    /** In the order in which a request walks. */
    private static Middleware stack(Path shared) {
        return RequestIdMiddleware.builder()
                .andThen(ProxyFixMiddleware.builder().trusting("127.0.0.1").xFor(1).xProto(1))
                .andThen(CorsMiddleware.builder().origins("https://a.example"))
                .andThen(CompressionMiddleware.builder())
                .andThen(SessionMiddleware.builder(new byte[32]))
                .andThen(DispatcherMiddleware.builder().mount("/admin", MiddlewareStackIT::mounted))
                .andThen(SharedDataMiddleware.exporting("/static", shared))
                .andThen(DebugMiddleware.builder());
    }

    private static Iterable<byte[]> mounted(
            Map<String, Object> environ, StartResponse startResponse) {
        return text(startResponse, Environ.scriptName(environ) + "|" + Environ.pathInfo(environ));
    }

    private static Iterable<byte[]> application(
            Map<String, Object> environ, StartResponse startResponse) {
        return switch (Environ.pathInfo(environ)) {
            case "/page" -> text(startResponse, "line by line\n".repeat(1000));
            case "/count" -> {
                Session session = SessionMiddleware.session(environ);
                int count = session.get("count").map(Integer::parseInt).orElse(0) + 1;
                session.put("count", Integer.toString(count));
                yield text(startResponse, Integer.toString(count));
            }
            case "/who" ->
                    text(
                            startResponse,
                            environ.get(Environ.REMOTE_ADDR)
                                    + " "
                                    + environ.get(Environ.URL_SCHEME)
                                    + " "
                                    + RequestIdMiddleware.id(environ).orElse("nobody"));
            case "/fails" -> throw new IllegalStateException("a secret of the application");
            default -> {
                startResponse.start(
                        "404 Not Found", List.of(new Header("Content-Type", "text/plain")));
                yield List.of();
            }
        };
    }

    private static Iterable<byte[]> text(StartResponse startResponse, String text) {
        startResponse.start(
                "200 OK", List.of(new Header("Content-Type", "text/plain; charset=utf-8")));
        return List.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void start() throws Exception {
        Curl.require();
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Path css = Files.writeString(shared.resolve("a.css"), CSS);
        Files.setLastModifiedTime(css, FileTime.from(Instant.parse("2024-05-06T07:08:09Z")));
        byte[] octets = new byte[100_000];
        new Random(8).nextBytes(octets);
        Files.write(shared.resolve("a.bin"), octets);
        Application stacked =
                ValidatorMiddleware.named("outer")
                        .reportingTo(findings::add)
                        .andThen(stack(shared))
                        .andThen(ValidatorMiddleware.named("inner").reportingTo(findings::add))
                        .applyTo(MiddlewareStackIT::application);
        gateway = Gateway.serving(stacked).on("127.0.0.1", 0).start();
    }

    @AfterEach
    void end() throws IOException {
        gateway.close();
        assertEquals(
                List.of(),
                findings.stream().filter(each -> each.severity() == Severity.ERROR).toList());
    }

    private String at(String path) {
        return "http://127.0.0.1:" + gateway.uri().getPort() + path;
    }

    /** {@return the head; the body is in {@code body}, as the client has unpacked it} */
    private String head(String... words) throws Exception {
        Files.deleteIfExists(body());
        String[] all = new String[words.length + 4];
        all[0] = "--dump-header";
        all[1] = "-";
        all[2] = "--output";
        all[3] = body().toString();
        System.arraycopy(words, 0, all, 4, words.length);
        return Curl.run(all);
    }

    private Path body() {
        return folder.resolve("body");
    }

    private String text() throws IOException {
        return Files.exists(body()) ? Files.readString(body()) : "";
    }

    /** {@return all values of a field, joined; empty if there is none} */
    private static String field(String head, String name) {
        return String.join(
                ", ",
                head.lines()
                        .filter(
                                line ->
                                        line.regionMatches(
                                                true, 0, name + ":", 0, name.length() + 1))
                        .map(line -> line.substring(name.length() + 1).strip())
                        .toList());
    }

    @Test
    void compressesAPage() throws Exception {
        String plain = Curl.run(at("/page"));
        String head = head("--compressed", at("/page"));
        assertEquals("gzip", field(head, "Content-Encoding"));
        assertTrue(field(head, "Vary").contains("Accept-Encoding"), head);
        assertTrue(field(head, "Vary").contains("Origin"), head);
        assertEquals(plain, text());
        int sent =
                Integer.parseInt(
                        Curl.run(
                                "--header",
                                "Accept-Encoding: gzip",
                                "--output",
                                body().toString(),
                                "--write-out",
                                "%{size_download}",
                                at("/page")));
        assertTrue(sent < plain.length() / 10, () -> sent + " octets");
        assertEquals(
                "gzip", field(Curl.run("--compressed", "--head", at("/page")), "Content-Encoding"));
    }

    @Test
    void bringsACookieBack() throws Exception {
        String jar = folder.resolve("jar").toString();
        String[] words = {"--compressed", "--cookie-jar", jar, "--cookie", jar, at("/count")};
        assertEquals("1", Curl.run(words));
        assertEquals("2", Curl.run(words));
        assertEquals("3", Curl.run(words));
        assertEquals("1", Curl.run(at("/count")), "another browser");

        String head = head("--header", "X-Forwarded-Proto: https", at("/count"));
        String cookie = field(head, "Set-Cookie");
        assertTrue(cookie.contains("; Secure"), head);
        assertTrue(field(head, "Vary").contains("Cookie"), head);
        String value = cookie.substring(0, cookie.indexOf(';'));
        assertEquals("2", Curl.run("--header", "Cookie: " + value, at("/count")));
        char last = value.charAt(value.length() - 2);
        String forged =
                value.substring(0, value.length() - 2)
                        + (last == 'A' ? 'B' : 'A')
                        + value.substring(value.length() - 1);
        assertEquals("1", Curl.run("--header", "Cookie: " + forged, at("/count")));
        assertEquals("", field(head("--cookie", jar, at("/who")), "Set-Cookie"), "not asked for");
    }

    @Test
    void servesAFile() throws Exception {
        Path binary = folder.resolve("shared/a.bin");
        String whole = head("--compressed", at("/static/a.bin"));
        assertEquals(-1, Files.mismatch(binary, body()));
        assertEquals("100000", field(whole, "Content-Length"), "zero copy, as it is");
        Files.write(body(), Arrays.copyOf(Files.readAllBytes(binary), 40_000));
        Curl.run("--continue-at", "-", "--output", body().toString(), at("/static/a.bin"));
        assertEquals(-1, Files.mismatch(binary, body()));

        String strong = field(head(at("/static/a.css")), "ETag");
        assertEquals(CSS, text());
        String packed = head("--compressed", at("/static/a.css"));
        assertEquals(CSS, text());
        assertEquals("gzip", field(packed, "Content-Encoding"));
        assertEquals("W/" + strong, field(packed, "ETag"), "other octets");
        for (String tag : List.of(strong, "W/" + strong)) {
            String again =
                    head("--compressed", "--header", "If-None-Match: " + tag, at("/static/a.css"));
            assertTrue(again.startsWith("HTTP/1.1 304 "), again);
            assertEquals(tag, field(again, "ETag"));
            assertTrue(field(again, "Vary").contains("Accept-Encoding"), again);
        }
        String part = head("--compressed", "--range", "0-9", at("/static/a.css"));
        assertTrue(part.startsWith("HTTP/1.1 206 "), part);
        assertEquals("", field(part, "Content-Encoding"));
        assertEquals(CSS.substring(0, 10), text());
        assertTrue(head(at("/static/none")).startsWith("HTTP/1.1 404 "));
        assertTrue(
                head("--path-as-is", at("/static/../../etc/passwd")).startsWith("HTTP/1.1 404 "));
    }

    @Test
    void goesToAMountedApplication() throws Exception {
        assertEquals("/admin|/users/1", Curl.run(at("/admin/users/1?a=b")));
        assertEquals("/admin|", Curl.run(at("/admin")));
        assertTrue(head(at("/administrator")).startsWith("HTTP/1.1 404 "));
    }

    @Test
    void knowsWhoAsks() throws Exception {
        String head =
                head(
                        "--header",
                        "X-Forwarded-For: 198.51.100.1, 192.0.2.7",
                        "--header",
                        "X-Forwarded-Proto: https",
                        "--header",
                        "X-Request-Id: its-own",
                        at("/who"));
        assertEquals("192.0.2.7 https its-own", text());
        assertEquals("its-own", field(head, "X-Request-Id"));
        String direct = head(at("/who"));
        assertEquals("127.0.0.1 http " + field(direct, "X-Request-Id"), text());
        assertTrue(field(head(at("/static/a.css")), "X-Request-Id").matches("[0-9a-f]{32}"));
    }

    @Test
    void allowsAnotherOrigin() throws Exception {
        String preflight =
                head(
                        "--request",
                        "OPTIONS",
                        "--header",
                        "Origin: https://a.example",
                        "--header",
                        "Access-Control-Request-Method: POST",
                        at("/fails"));
        assertTrue(preflight.startsWith("HTTP/1.1 204 "), preflight);
        assertEquals("https://a.example", field(preflight, "Access-Control-Allow-Origin"));
        for (String path : List.of("/page", "/static/a.bin", "/admin")) {
            String head = head("--header", "Origin: https://a.example", at(path));
            assertEquals("https://a.example", field(head, "Access-Control-Allow-Origin"), head);
            String other = head("--header", "Origin: https://b.example", at(path));
            assertEquals("", field(other, "Access-Control-Allow-Origin"), other);
        }
    }

    @Test
    void showsAFailureToItsDeveloperOnly() throws Exception {
        String head = head("--compressed", at("/fails"));
        assertTrue(head.startsWith("HTTP/1.1 500 "), head);
        assertEquals("gzip", field(head, "Content-Encoding"), head);
        assertTrue(field(head, "X-Request-Id").matches("[0-9a-f]{32}"), head);
        assertTrue(text().contains("a secret of the application"));
        String page = Curl.run("--compressed", "--header", "Accept: text/html", at("/fails"));
        assertTrue(page.startsWith("<!doctype html>"), page);

        String foreign = head("--header", "X-Forwarded-For: 127.0.0.1", at("/fails"));
        assertTrue(foreign.startsWith("HTTP/1.1 500 "), foreign);
        assertFalse(text().contains("secret"));
    }
}
