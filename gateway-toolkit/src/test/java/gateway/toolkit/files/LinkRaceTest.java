package gateway.toolkit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody exchanges a directory and a file for links that lead out, as fast as they can. */
@Timeout(300)
class LinkRaceTest {
    private static final int REQUESTS = 1000;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Links.class,
            names = {"REFUSED", "WITHIN"})
    void nobodyGetsOut(Links links) throws Exception {
        Path root = folder.resolve("public");
        Tree.write(root, "dir/f.txt", "inside");
        Tree.write(root, "g.txt", "inside");
        Tree.write(folder, "outside/f.txt", Tree.SECRET);
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<IOException> failure = new AtomicReference<>();
        Thread attacker =
                new Thread(
                        () -> {
                            try {
                                while (!over.get()) {
                                    exchange(root);
                                }
                            } catch (IOException e) {
                                failure.set(e);
                            }
                        });
        attacker.start();
        int found = 0;
        try {
            SharedDataMiddleware site =
                    SharedDataMiddleware.exporting("/", root).links(links).listing().alone();
            for (int i = 0; i < REQUESTS; i++) {
                for (String target : List.of("/dir/f.txt", "/g.txt")) {
                    Request.Answer answer = Request.get(target).to(site);
                    assertFalse(answer.text().contains(Tree.SECRET), target);
                    assertTrue(answer.code() == 200 || answer.code() == 404, answer.status());
                    found += answer.code() == 200 ? 1 : 0;
                }
            }
        } finally {
            over.set(true);
            attacker.join();
        }
        assertEquals(null, failure.get());
        assertTrue(found > 0, "the file was never there");
        assertEquals(List.of(), Tree.open(folder));
    }

    /** The directory leads out and comes back; the file as well. */
    private static void exchange(Path root) throws IOException {
        Files.move(root.resolve("dir"), root.resolve("aside"), StandardCopyOption.ATOMIC_MOVE);
        Files.createSymbolicLink(root.resolve("dir"), Path.of("../outside"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("../outside/f.txt"));
        Files.move(root.resolve("link"), root.resolve("g.txt"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(root.resolve("dir"));
        Files.move(root.resolve("aside"), root.resolve("dir"), StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(root.resolve("new"), "inside");
        Files.move(root.resolve("new"), root.resolve("g.txt"), StandardCopyOption.ATOMIC_MOVE);
    }
}
