package gateway.sample.chat.websocket;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The protocol is as small as the README says. */
class SizeTest {
    private static final Path PROTOCOL = Path.of("src/main/java/gateway/sample/chat/websocket");

    @Test
    void hasAtMost300LinesOfCode() throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.list(PROTOCOL)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                lines += Files.readAllLines(file).stream().filter(SizeTest::isCode).count();
            }
        }
        assertTrue(lines > 150 && lines <= 300, lines + " lines");
    }

    private static boolean isCode(String line) {
        return !line.isBlank() && !line.strip().matches("(//|/\\*|\\*|import |package ).*");
    }
}
