package gateway.sample.flasklike.framework;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** It is as small as it says. */
class SizeTest {
    private static final Path FRAMEWORK =
            Path.of("src/main/java/gateway/sample/flasklike/framework");

    @Test
    void hasAtMost600LinesOfCode() throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.list(FRAMEWORK)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                lines += Files.readAllLines(file).stream().filter(SizeTest::isCode).count();
            }
        }
        assertTrue(lines > 300 && lines <= 600, lines + " lines");
    }

    @Test
    void anApplicationHasAbout40() throws IOException {
        long lines =
                Files.readAllLines(FRAMEWORK.resolveSibling("Board.java")).stream()
                        .filter(SizeTest::isCode)
                        .count();
        assertTrue(lines > 20 && lines <= 45, lines + " lines");
    }

    private static boolean isCode(String line) {
        return !line.isBlank()
                && !line.strip().matches("(//|/\\*|\\*).*")
                && !line.startsWith("import ")
                && !line.startsWith("package ");
    }
}
