package gateway.toolkit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.toolkit.http.PercentCoding;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Files in archives, on the class path, and in directories that cannot be kept open. */
class OtherPlacesTest {
    private static final String LONG = "0123456789".repeat(20_000);

    @TempDir Path folder;
    private Path jar;

    @BeforeEach
    void write() throws IOException {
        jar = folder.resolve("a.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String name :
                    List.of(
                            "assets/",
                            "assets/a.txt",
                            "assets/a.txt.gz",
                            "assets/sub/",
                            "assets/sub/index.html",
                            "assets/.hidden",
                            "secret.txt")) {
                JarEntry entry = new JarEntry(name);
                entry.setTime(Tree.MODIFIED.toEpochMilli());
                out.putNextEntry(entry);
                if (!name.endsWith("/")) {
                    out.write(
                            (name.equals("assets/a.txt") ? LONG : "octets of " + name)
                                    .getBytes(UTF_8));
                }
                out.closeEntry();
            }
        }
    }

    private static final String[] ROWS = {
        "/s/a.txt,                  200",
        "/s/sub/index.html,         200",
        "/s/sub/,                   200",
        "/s/nothing,                404",
        "/s/a.txt/,                 404",
        "/s/a.txt/x,                404",
        "/s/.hidden,                404",
        "/s/../secret.txt,          404",
        "/s/..%2fsecret.txt,        404",
        "/s/..%5csecret.txt,        404",
        "/s//secret.txt,            404",
        "/s/sub/../../secret.txt,   404",
        "/s/sub/../a.txt,           200",
    };

    /** The same answers from everywhere. */
    @Test
    void resourcesOfAnArchive() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            Export export =
                    new ResourceExport(
                            name -> Optional.ofNullable(loader.getResource(name)),
                            "assets/",
                            new NameRules(false, List.of(), path -> true),
                            Variants.PRECOMPRESSED,
                            new Folders(List.of("index.html"), false),
                            Presentation.plain());
            check(export);
            // A directory has no slash at the end there, too.
            assertEquals(Optional.empty(), find(export, "/sub"));
            assertEquals("5678", sent(export, "/a.txt", "Range: bytes=199995-199998").text());
            Request.Answer parts = sent(export, "/a.txt", "Range: bytes=0-2,199990-");
            assertTrue(parts.text().contains("\r\n\r\n0123456789\r\n--"), parts.text());
            assertTrue(parts.text().contains("\r\n\r\n012\r\n--"), parts.text());
            assertEquals(LONG, sent(export, "/a.txt", "Range: bytes=199990-,0-2").text());
            assertEquals(
                    "octets of assets/a.txt.gz",
                    sent(export, "/a.txt", "Accept-Encoding: gzip").text());
            String tag = sent(export, "/a.txt").header("ETag").orElseThrow();
            assertEquals(304, sent(export, "/a.txt", "If-None-Match: " + tag).code());
        }
    }

    private static Optional<Found> find(Export export, String tail) throws IOException {
        return export.find(tail, Reading.codings(Map.of()));
    }

    private static Request.Answer sent(Export export, String tail, String... fields)
            throws Exception {
        Request request = Request.get("/s" + tail, fields);
        return request.to(
                (environ, startResponse) ->
                        export.find(tail, Reading.codings(environ))
                                .orElseThrow()
                                .answer(environ, startResponse));
    }

    private static void check(Export export) throws Exception {
        for (String row : ROWS) {
            String[] words = row.split(", +", 2);
            String path = PercentCoding.decode(words[0].substring(2));
            Optional<Found> found = find(export, path);
            assertEquals(words[1].equals("200"), found.isPresent(), row);
            if (found.isPresent()) {
                found.get().close();
            }
        }
        Request.Answer whole = sent(export, "/a.txt");
        assertEquals(LONG, whole.text());
        assertEquals("200000", whole.header("Content-Length").orElseThrow());
    }

    /** A file system without links and without directories to keep open. */
    @Test
    void directoriesOfAnArchive() throws Exception {
        try (FileSystem archive = FileSystems.newFileSystem(jar)) {
            SharedDataMiddleware.Builder builder =
                    SharedDataMiddleware.exporting("/s", archive.getPath("/assets"))
                            .index("index.html")
                            .listing();
            for (String row : ROWS) {
                String[] words = row.split(", +", 2);
                assertEquals(
                        Integer.parseInt(words[1]),
                        Request.get(words[0]).to(builder.alone()).code(),
                        row);
            }
            assertEquals(LONG, Request.get("/s/a.txt").through(builder).text());
            String page = Request.get("/s/").through(builder).text();
            assertTrue(page.contains("<a href=\"./sub/\">"), page);
            assertFalse(page.contains("hidden"), page);
            assertEquals(
                    "octets of secret.txt",
                    Request.get("/f")
                            .through(
                                    SharedDataMiddleware.exporting(
                                            "/f", archive.getPath("/secret.txt")))
                            .text());
        }
    }

    /** As on machines that have no other way. */
    @ParameterizedTest
    @CsvSource({"a.txt, true", "link, false", "dirlink, false", "pipe, false", "nothing, false"})
    void directoriesByTheirPath(String name, boolean found) throws Exception {
        Path root = Tree.in(folder).toRealPath();
        Tree.write(root, "link.txt", "");
        Files.createSymbolicLink(root.resolve("link"), Path.of("a.txt"));
        Files.createSymbolicLink(root.resolve("dirlink"), Path.of("sub"));
        Directory directory = new PlainDirectory(root, LinkOption.NOFOLLOW_LINKS);
        Optional<OpenedFile> file = directory.file(name);
        assertEquals(found, file.isPresent());
        if (file.isPresent()) {
            file.get().close();
        }
        assertTrue(directory.directoryIfAny("dirlink").isEmpty());
        assertTrue(directory.directoryIfAny("sub").orElseThrow().file("b.txt").isPresent());

        // The directory has become a link: its files are those of another one.
        Directory moved = new PlainDirectory(root.resolve("sub"), LinkOption.NOFOLLOW_LINKS);
        Files.move(root.resolve("sub"), root.resolve("aside"));
        Files.createSymbolicLink(root.resolve("sub"), Path.of("aside"));
        assertTrue(moved.file("b.txt").isEmpty());
    }

    /** What Windows says of a name that it has made up. */
    @ParameterizedTest
    @CsvSource({
        "server.secret.key, server.secret.key, true",
        "server.secret.key, SERVER.secret.KEY, true",
        "server.secret.key, SERVER~1.KEY,      false",
        "sub/,              sub,               true",
        "/,                 sub,               false",
    })
    void filesByTheirOwnName(String real, String name, boolean own) throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(jar)) {
            assertEquals(own, PlainDirectory.isNamed(archive.getPath("/" + real), name));
        }
    }

    @Test
    void anExportThatIsNotThereYet() throws Exception {
        SharedDataMiddleware site =
                SharedDataMiddleware.exporting("/s", folder.resolve("later")).alone();
        assertEquals(404, Request.get("/s/a.txt").to(site).code());
        Tree.write(folder, "later/a.txt", "here");
        assertEquals("here", Request.get("/s/a.txt").to(site).text());
    }

    @Test
    void aloneItKnowsWhatItHas() throws Exception {
        SharedDataMiddleware site = SharedDataMiddleware.exporting("/s", Tree.in(folder)).alone();
        assertEquals(405, Request.of("POST", "/s/a.txt").to(site).code());
        assertEquals(404, Request.of("POST", "/s/nothing").to(site).code());
        assertEquals(204, Request.of("OPTIONS", "/s/a.txt").to(site).code());
        assertEquals(404, Request.of("OPTIONS", "/s/nothing").to(site).code());
        assertEquals(404, Request.get("/s/nothing").to(site).code());
    }

    @Test
    void refusesWhatCannotBeMeant() {
        SharedDataMiddleware.Builder builder = SharedDataMiddleware.exporting("/s", folder);
        assertThrows(IllegalArgumentException.class, () -> builder.export("s", folder));
        assertThrows(IllegalArgumentException.class, () -> builder.export("/r", getClass(), "/"));
        assertThrows(IllegalArgumentException.class, () -> builder.index("a/b"));
        assertThrows(IllegalArgumentException.class, () -> builder.disallow("["));
    }

    /** A map such as that of Map.of has no order. */
    @Test
    void theLongestPrefixOfAMapComesFirst() throws Exception {
        Tree.write(folder, "all/static/a.txt", "shadow");
        Tree.write(folder, "all/static/sub/a.txt", "shadow");
        Tree.write(folder, "static/a.txt", "static");
        Tree.write(folder, "static/sub/a.txt", "shadow");
        Tree.write(folder, "sub/a.txt", "sub");
        Map<String, Path> exports = new LinkedHashMap<>();
        exports.put("///", folder.resolve("all"));
        exports.put("/static", folder.resolve("static"));
        exports.put("/static/sub/", folder.resolve("sub"));
        Application inner =
                (environ, startResponse) -> {
                    throw new AssertionError("there is a file");
                };
        SharedDataMiddleware site = new SharedDataMiddleware(inner, exports);
        assertEquals("static", Request.get("/static/a.txt").to(site).text());
        assertEquals("sub", Request.get("/static/sub/a.txt").to(site).text());
    }

    /** LIFE-3: the application inside is told of start and stop. */
    @Test
    void forwardsItsLifecycle() throws Exception {
        List<String> told = new ArrayList<>();
        class Inner implements Application, Lifecycle {
            @Override
            public Iterable<byte[]> call(Map<String, Object> environ, StartResponse start) {
                return List.of();
            }

            @Override
            public void start(Map<String, String> settings) {
                told.add("start " + settings);
            }

            @Override
            public void stop() {
                told.add("stop");
            }
        }
        SharedDataMiddleware site = new SharedDataMiddleware(new Inner(), Map.of("/s", folder));
        site.start(Map.of("a", "b"));
        site.stop();
        assertEquals(List.of("start {a=b}", "stop"), told);
    }
}
