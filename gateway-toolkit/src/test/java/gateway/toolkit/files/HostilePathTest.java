package gateway.toolkit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Environ;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Paths that no server lets through, and very long ones: no exception, no end of time, and nothing
 * that should not be seen (CVE-2025-27610, CVE-2026-34785 of Rack, CVE-2018-7490 of uWSGI).
 */
class HostilePathTest {
    @TempDir Path folder;
    private Path root;

    @BeforeEach
    void make() throws IOException, InterruptedException {
        root = Tree.in(folder);
    }

    private String get(Links links, String path) throws Exception {
        SharedDataMiddleware site =
                SharedDataMiddleware.exporting("/static", root)
                        .links(links)
                        .listing()
                        .index("index.html")
                        .precompressed()
                        .disallow("*.key", "private")
                        .alone();
        Request request = Request.get("/");
        // No validator: it would blame the server.
        request.environ().put(Environ.PATH_INFO, path);
        List<String> status = new ArrayList<>();
        Iterable<byte[]> body =
                site.call(request.environ(), (line, headers, error) -> status.add(line));
        StringBuilder text = new StringBuilder(status.get(0).substring(0, 3)).append(' ');
        body.forEach(each -> text.append(new String(each, UTF_8)));
        if (body instanceof AutoCloseable closeable) {
            closeable.close();
        }
        return text.toString();
    }

    @Test
    void findNothing() throws Exception {
        List<String> paths = new ArrayList<>();
        for (String name :
                List.of(
                        "\0",
                        "a.txt\0",
                        "a.txt\0.html",
                        "\r\nX: y",
                        "a.txt\n",
                        "\uD800",
                        "\uFFFD.txt",
                        "..\0",
                        "../outside/secret.txt",
                        "sub/../../outside/secret.txt",
                        "..\\outside\\secret.txt",
                        "/../outside/secret.txt",
                        "./../outside/secret.txt",
                        ".\0./outside/secret.txt",
                        "../public-secret/s.txt",
                        "-secret/s.txt",
                        "../public/../outside/secret.txt",
                        "x".repeat(256),
                        "\u00FC".repeat(128),
                        "x".repeat(1 << 17),
                        "a/".repeat(10_000),
                        "../".repeat(10_000) + "etc/passwd",
                        "sub/".repeat(10_000) + "../".repeat(10_000) + "../outside/secret.txt",
                        "a.txt" + "/.".repeat(10_000),
                        "server.key",
                        "private/k.txt",
                        "private",
                        ".git/config",
                        ".git/",
                        "pipe")) {
            paths.add("/static/" + name);
            paths.add("/static" + name);
        }
        assertTimeoutPreemptively(
                Duration.ofMinutes(4),
                () -> {
                    for (String path : paths) {
                        for (Links links : List.of(Links.REFUSED, Links.WITHIN)) {
                            assertEquals("404", get(links, path).substring(0, 3), path);
                        }
                    }
                });
        assertEquals(List.of(), Tree.open(folder));
    }

    @Test
    void longWaysThatLeadSomewhereAreWalked() throws Exception {
        String path = "/static/" + "sub/../".repeat(5_000) + "./".repeat(5_000) + "a.txt";
        for (Links links : Links.values()) {
            assertEquals("200 0123456789", get(links, path));
        }
        // Each directory is opened in the one before, and none stays open.
        String name = "d/".repeat(400);
        Tree.write(root, name + "f.txt", "deep down");
        assertEquals("200 deep down", get(Links.REFUSED, "/static/" + name + "f.txt"));
        assertEquals(List.of(), Tree.open(folder));
    }
}
