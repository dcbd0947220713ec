package gateway.toolkit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gateway.api.Header;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.EntityTag;
import gateway.toolkit.http.MediaType;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows of {@code shared-data.txt}: {@code METHOD TARGET | Field: value => STATUS | expected},
 * where an expectation is {@code Field: value}, {@code - Field} for one that must not be there, or
 * {@code body: text}; the status {@code inner} is an answer of the application inside. A heading
 * names the settings below.
 */
class SharedDataTableTest {
    @TempDir static Path folder;

    private static SharedDataMiddleware.Builder settings(String heading, Path root) {
        SharedDataMiddleware.Builder builder =
                SharedDataMiddleware.exporting("/static", root)
                        .export("/one.txt", folder.resolve("one.txt"))
                        .clock(Tree.CLOCK);
        return switch (heading) {
            case "defaults", "conditions", "ranges" -> builder;
            case "prefixes" ->
                    builder.export("/static/", root.resolve("sub"))
                            .export("/second", folder.resolve("outside/nothing"))
                            .export("/second/", root.resolve("sub"))
                            .export("/assets", SharedDataTableTest.class, ASSETS);
            case "root" -> SharedDataMiddleware.exporting("/", root).listing().clock(Tree.CLOCK);
            case "root file" ->
                    SharedDataMiddleware.exporting("/", folder.resolve("one.txt"))
                            .clock(Tree.CLOCK);
            case "caching" -> builder.cacheTimeout(Duration.ofSeconds(60));
            case "without cache" -> builder.cache(false);
            case "own cache control" ->
                    builder.cacheControl(CacheControl.of("private", "immutable"));
            case "types" ->
                    builder.type("glsl", MediaType.of("text/x-glsl"))
                            .type(".tar.gz", MediaType.of("application/x-gtar"))
                            .fallbackType(MediaType.of("text/plain"))
                            .header(new Header("X-Content-Type-Options", "nosniff"));
            case "links within" -> builder.links(Links.WITHIN).listing();
            case "links followed" -> builder.links(Links.FOLLOWED);
            case "hidden files" -> builder.hiddenFiles();
            case "disallowed" ->
                    builder.disallow("*.key", "private", "sub/d*", "/one.*")
                            .allowedIf(path -> !path.equals("empty.txt"));
            case "precompressed" -> builder.precompressed().index("page.html");
            case "precompressed and disallowed" -> builder.precompressed().disallow("*.br");
            case "index" -> builder.index("index.htm", "index.html");
            case "listing" -> builder.listing().index("index.html");
            default -> throw new IllegalArgumentException(heading);
        };
    }

    private static final String ASSETS = "gateway/toolkit/files/assets";

    @TestFactory
    List<DynamicContainer> rows() throws Exception {
        Path root = Tree.in(folder);
        Map<String, List<DynamicTest>> tests = new LinkedHashMap<>();
        String heading = "";
        for (String line : lines()) {
            if (line.startsWith("== ")) {
                heading = line.substring(3);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                SharedDataMiddleware.Builder builder = settings(heading, root);
                tests.computeIfAbsent(heading, key -> new ArrayList<>())
                        .add(dynamicTest(line, () -> check(line, builder)));
            }
        }
        return tests.entrySet().stream()
                .map(each -> dynamicContainer(each.getKey(), each.getValue()))
                .toList();
    }

    private static List<String> lines() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        SharedDataTableTest.class.getResourceAsStream("shared-data.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static void check(String line, SharedDataMiddleware.Builder builder) throws Exception {
        String tag = EntityTag.ofContent(STATE.getBytes(StandardCharsets.UTF_8)).headerValue();
        String[] sides = line.replace("{tag}", tag).split(" +=> +", 2);
        String[] asked = sides[0].split(" +\\| +", -1);
        String[] words = asked[0].split(" +", 2);
        Request request =
                Request.of(words[0], words[1], Arrays.copyOfRange(asked, 1, asked.length));
        Request.Answer answer = request.through(builder);

        String[] expected = sides[1].split(" +\\| +", -1);
        String status = answer.isInner() ? "inner" : Integer.toString(answer.code());
        assertEquals(expected[0], status, answer.headers() + "\n" + answer.text());
        for (String each : List.of(expected).subList(1, expected.length)) {
            if (each.startsWith("- ")) {
                String name = each.substring(2);
                assertTrue(answer.header(name).isEmpty(), () -> name + ": " + answer.headers());
            } else {
                String[] parts = each.split(": ", 2);
                String found =
                        parts[0].equals("body")
                                ? answer.text()
                                : answer.header(parts[0]).orElse("none");
                assertEquals(parts[1], found, answer.headers().toString());
            }
        }
        assertFalse(
                !line.contains(Tree.SECRET) && answer.text().contains(Tree.SECRET),
                "what nobody asked for");
        assertEquals(List.of(), Tree.open(folder), "left open");
    }

    /** What the tag of {@code a.txt} is made of. */
    private static final String STATE = "1700000000.250000000 10 a.txt";
}
