package gateway.conformance.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.conformance.Checkout;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** docs/log.md has each warning and each error of the server, and no line that there is not. */
class LogPageTest {
    @Test
    void eachIsOnThePage() throws IOException {
        List<String> told = LogLines.told(Files.readString(Checkout.top().resolve("docs/log.md")));
        assertEquals(told.size(), new TreeSet<>(told).size(), () -> "one stands twice in " + told);
        Set<String> said = new TreeSet<>();
        Path sources = Checkout.top().resolve("gateway-server/src/main/java");
        for (Path file : new SourceTree(sources).files(".java")) {
            String type = file.getFileName().toString().replace(".java", "");
            said.addAll(LogLines.of(type, Files.readString(file)));
        }
        assertTrue(said.size() > 50, "were they not found, none would be missing");
        Set<String> invented = new TreeSet<>(told);
        invented.removeAll(said);
        assertEquals(Set.of(), invented, "on the page, but in no source");
        said.removeIf(line -> line.startsWith("INFO"));
        told.forEach(said::remove);
        assertEquals(Set.of(), said, "in a source, but not on the page");
    }

    @Test
    void areSeenHoweverTheyAreWritten() {
        String source =
                """
                private static final Logger LOG = LoggerFactory.getLogger(One.class);
                private static final Logger OTHER = LoggerFactory.getLogger("gateway.other");
                LOG.warn("a {}", b);
                OTHER.error(
                        "is so long,"
                                + " {}{}, \\"it\\" breaks",
                        c, d);
                LoggerFactory.getLogger(One.class)
                        .info("e");
                log().warn("f", e);
                private static Logger log() {
                Options.warn(g);
                """;
        assertEquals(
                Set.of(
                        "WARN One - a …",
                        "ERROR other - is so long, …, \\\"it\\\" breaks",
                        "INFO One - e",
                        "WARN One - f"),
                LogLines.of("One", source));
        assertThrows(
                IllegalArgumentException.class,
                () -> LogLines.of("One", source + "LOG.warn(text);"));
    }
}
