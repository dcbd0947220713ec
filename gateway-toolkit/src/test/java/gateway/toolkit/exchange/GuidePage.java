package gateway.toolkit.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares a page of the guide with the test that runs its examples: the lines between {@code //
 * show} and {@code // end} are the blocks of the page, in the same order.
 */
public final class GuidePage {
    private GuidePage() {}

    /**
     * Compares.
     *
     * @param page its name in {@code docs}
     * @param test whose source has the examples
     */
    public static void check(String page, Class<?> test) throws IOException {
        List<String> examples = examples(test);
        assertFalse(examples.isEmpty());
        assertEquals(examples, blocks(Files.readAllLines(Path.of("docs", page)), "```java", "```"));
    }

    /** The tutorial of the package shows some of the same examples. */
    public static void checkTutorial(Class<?> test) throws IOException {
        Path source =
                Path.of("src", "main", "java", test.getPackageName().replace('.', '/'))
                        .resolve("package-info.java");
        List<String> tutorial =
                Files.readAllLines(source).stream()
                        .map(line -> line.startsWith(" * ") ? line.substring(3) : line)
                        .map(line -> line.replace("<pre>{@code", "```").replace("}</pre>", "\n```"))
                        .flatMap(String::lines)
                        .toList();
        List<String> shown = blocks(tutorial, "```", "```");
        List<String> examples = examples(test);
        assertFalse(shown.isEmpty());
        shown.forEach(each -> assertTrue(examples.contains(each), each));
    }

    private static List<String> examples(Class<?> test) throws IOException {
        Path source =
                Path.of("src", "test", "java", test.getPackageName().replace('.', '/'))
                        .resolve(test.getSimpleName() + ".java");
        return blocks(Files.readAllLines(source), "// show", "// end");
    }

    /** The lines between these two, without what they are indented by. */
    private static List<String> blocks(List<String> lines, String begin, String end) {
        List<String> blocks = new ArrayList<>();
        Optional<StringBuilder> open = Optional.empty();
        for (String line : lines) {
            if (open.isPresent() && line.strip().equals(end)) {
                blocks.add(open.get().toString().stripTrailing().stripIndent());
                open = Optional.empty();
            } else if (open.isPresent()) {
                open.get().append(line).append('\n');
            } else if (line.strip().equals(begin)) {
                open = Optional.of(new StringBuilder());
            }
        }
        return blocks;
    }
}
