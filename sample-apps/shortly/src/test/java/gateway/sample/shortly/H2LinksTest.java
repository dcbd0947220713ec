package gateway.sample.shortly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class H2LinksTest {
    private static final String URL = "http://example.org/";

    @Test
    void keepsThemInItsFile(@TempDir Path folder) throws Exception {
        try (Links links = new H2Links(folder.resolve("links"))) {
            assertEquals(1, links.add(URL));
            links.count(1);
        }
        try (var files = Files.list(folder)) {
            assertEquals("links.mv.db", files.toList().get(0).getFileName().toString());
        }
        try (Links links = new H2Links(folder.resolve("links"))) {
            assertEquals(Optional.of(new Link(URL, 1)), links.find(1));
            assertEquals(1, links.add(URL));
            assertEquals(2, links.add(URL + "2"));
            assertEquals(Optional.empty(), links.find(3));
        }
    }

    @Test
    void isBackAfterItWasClosed(@TempDir Path folder) throws Exception {
        Links links = new H2Links(folder.resolve("links"));
        links.add(URL);
        links.close();
        assertEquals(Optional.of(new Link(URL, 0)), links.find(1));
        links.close();
    }

    @Test
    void isGoneWhileTheFileIs(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("links.mv.db");
        Links links = new H2Links(folder.resolve("links"));
        links.add(URL);
        links.close();
        Path kept = Files.move(file, folder.resolve("kept"));
        assertThrows(StoreException.class, () -> links.find(1));
        Files.move(kept, file);
        assertEquals(Optional.of(new Link(URL, 0)), links.find(1));
        links.close();
    }
}
