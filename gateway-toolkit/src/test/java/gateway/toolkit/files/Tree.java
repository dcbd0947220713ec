package gateway.toolkit.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** The files that the tables are about, and the time at which they are asked for. */
final class Tree {
    static final Instant MODIFIED = Instant.parse("2023-11-14T22:13:20.25Z");
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00.5Z"));
    static final String SECRET = "the secret";

    private Tree() {}

    /** Makes {@code public} and things beside it that nobody should see. */
    static Path in(Path folder) throws IOException, InterruptedException {
        Path root = folder.resolve("public");
        write(root, "a.txt", "0123456789");
        write(root, "empty.txt", "");
        write(root, "index.html", "home");
        write(root, "sub/b.txt", "below");
        write(root, "sub/deep/c.txt", "deep");
        write(root, "docs/index.html", "docs");
        write(root, "with space+%41.txt", "space");
        write(root, "\u00FCn\u00EF.txt", "umlauts");
        for (String name :
                List.of(
                        "up.JS",
                        "m.mjs",
                        "x.wasm",
                        "f.woff2",
                        "r.md",
                        "p.py",
                        "noext",
                        "u.zzz",
                        "k.html.gz",
                        "c.tar.gz",
                        "s.svg",
                        "d.json",
                        "e.xml",
                        "t.glsl")) {
            write(root, "types/" + name, "t");
        }
        write(root, ".hidden", SECRET);
        write(root, ".git/config", SECRET);
        write(root, ".well-known/security.txt", "well known");
        write(root, "server.key", SECRET);
        write(root, "sub/Other.KEY", SECRET);
        write(root, "private/k.txt", SECRET);
        write(root, "private/more/k.txt", SECRET);
        write(folder, "outside/secret.txt", SECRET);
        write(folder, "public-secret/s.txt", SECRET);
        write(folder, "one.txt", "one");
        link(root, "out.txt", "../outside/secret.txt");
        link(root, "outdir", "../outside");
        link(root, "in.txt", "a.txt");
        link(root, "indir", "sub");
        link(root, "tohidden", ".git/config");
        link(root, "loop", "loop");
        link(root, "broken", "nothing");
        Process process =
                new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("no mkfifo");
        }
        for (String name : List.of("app.css", "app.css.gz", "app.css.br", "app.css.zst")) {
            write(root, "pre/" + name, "content of " + name);
        }
        write(root, "pre/old.css", "content of old.css");
        Path old = write(root, "pre/old.css.gz", "of an earlier one");
        write(root, "pre/page.html", "content of page.html");
        write(root, "pre/page.html.gz", "content of page.html.gz");
        date(folder);
        Files.setLastModifiedTime(old, FileTime.from(MODIFIED.minus(1, ChronoUnit.HOURS)));
        return root;
    }

    static Path write(Path root, String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content.getBytes(UTF_8));
    }

    private static void link(Path root, String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    /** All of them are of the same time. */
    static void date(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    Files.setLastModifiedTime(each, FileTime.from(MODIFIED));
                }
            }
        }
    }

    /** Open files of this process below a folder, as Linux tells. */
    static List<Path> open(Path folder) throws IOException {
        Path real = folder.toRealPath();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .flatMap(each -> target(each).stream())
                    .filter(each -> each.startsWith(real))
                    .toList();
        }
    }

    private static List<Path> target(Path descriptor) {
        try {
            return List.of(Files.readSymbolicLink(descriptor));
        } catch (IOException e) {
            return List.of();
        }
    }
}
