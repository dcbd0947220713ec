package gateway.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the documents name is there. */
class DocumentsTest {
    private static Set<String> found(String pattern, Path file) throws IOException {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(Files.readString(file))
                .results()
                .map((MatchResult each) -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theIndexNamesEachPage() throws IOException {
        Path docs = Path.of("docs");
        try (Stream<Path> files = Files.list(docs)) {
            Set<String> pages =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("README.md"))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(pages, found("^\\| \\[.*?\\]\\((.*?)\\)", docs.resolve("README.md")));
        }
    }

    @Test
    void theTutorialNamesEachRoom() throws IOException {
        Path tutorial = Path.of("src/main/java/gateway/toolkit/package-info.java");
        Path module = Path.of("src/main/java/module-info.java");
        assertEquals(
                found("exports gateway\\.toolkit\\.(\\w+);", module),
                found("<th>\\{@code (\\w+)\\}</th>", tutorial));
    }

    /** Each difference is told once, and each test that shows one exists. */
    @Test
    void theDifferencesAreShown() throws IOException {
        Path page = Path.of("DIFFERENCES.md");
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            Set<String> tests =
                    files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .collect(Collectors.toSet());
            for (String test : found("`(\\w+Test)`", page)) {
                assertTrue(tests.contains(test), test);
            }
        }
        Set<String> known = new HashSet<>();
        for (String line : Files.readAllLines(page)) {
            String first = line.startsWith("| ") ? line.split(" \\| ", 2)[0].substring(2) : "";
            if (!first.isEmpty() && !first.equals("what comes") && !first.equals("---")) {
                assertTrue(known.add(first), first);
            }
        }
    }
}
