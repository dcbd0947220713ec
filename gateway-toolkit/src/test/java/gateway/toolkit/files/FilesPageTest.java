package gateway.toolkit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Header;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.http.SafePath;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every example of the guide, compiled and run: the lines between {@code // show} and {@code //
 * end} are the blocks of {@code docs/files.md}, in the same order.
 */
class FilesPageTest {
    private static final Path PAGE = Path.of("docs", "files.md");
    private static final Path TUTORIAL =
            Path.of("src", "main", "java", "gateway", "toolkit", "files", "package-info.java");
    private static final Path SOURCE =
            Path.of("src", "test", "java", "gateway", "toolkit", "files", "FilesPageTest.java");

    @TempDir Path folder;
    private Path root;
    private final Application application =
            (environ, startResponse) -> {
                startResponse.start("404 Not Found", List.of());
                return List.of();
            };

    @BeforeEach
    void make() throws IOException, InterruptedException {
        root = Tree.in(folder);
    }

    private static void serves(Application site, String target, int status) throws Exception {
        assertEquals(status, Request.get(target).to(site).code(), target);
    }

    @Test
    void beforeAnApplication() throws Exception {
        // show
        Application site =
                new SharedDataMiddleware(application, Map.of("/static", Path.of("public")));
        // end
        serves(site, "/static/nothing", 404);
        serves(
                new SharedDataMiddleware(application, Map.of("/static", root)),
                "/static/a.txt",
                200);
    }

    @Test
    void aFolderAlone() throws Exception {
        // show
        Application folder =
                SharedDataMiddleware.exporting("/", Path.of("public"))
                        .index("index.html")
                        .listing()
                        .precompressed()
                        .cacheControl(CacheControl.of("no-cache"))
                        .alone();
        // end
        serves(folder, "/nothing", 404);
    }

    @Test
    void aDownload() throws Exception {
        // show
        Application download = FileAnswer.of(Path.of("report.pdf")).asAttachment("report.pdf");
        // end
        serves(download, "/", 404);
    }

    @Test
    void severalExports() throws Exception {
        // show
        Application site =
                SharedDataMiddleware.exporting("/static", Path.of("public"))
                        .export("/favicon.ico", Path.of("images/icon.png"))
                        .export("/lib", FilesPageTest.class, "assets")
                        .disallow("*.key", "private", "drafts/**.html")
                        .cacheTimeout(Duration.ofHours(1))
                        .type("glsl", MediaType.of("text/x-glsl"))
                        .header(new Header("X-Content-Type-Options", "nosniff"))
                        .wrap(application);
        // end
        serves(site, "/lib/nothing", 404);
    }

    @Test
    void anEndpoint() throws Exception {
        Path reports = root;
        // show
        Application endpoint =
                (environ, startResponse) -> {
                    String name = "a.txt"; // from the client
                    Optional<Path> file = SafePath.safeJoin(reports, name);
                    return FileAnswer.of(file.orElse(reports))
                            .withCacheControl(CacheControl.of("private"))
                            .call(environ, startResponse);
                };
        // end
        serves(endpoint, "/", 200);
    }

    @Test
    void thePageShowsTheseExamples() throws IOException {
        List<String> examples = blocks(Files.readAllLines(SOURCE), "// show", "// end");
        assertFalse(examples.isEmpty());
        assertEquals(examples, blocks(Files.readAllLines(PAGE), "```java", "```"));
    }

    @Test
    void theTutorialShowsSomeOfThem() throws IOException {
        List<String> tutorial =
                Files.readAllLines(TUTORIAL).stream()
                        .map(line -> line.startsWith(" * ") ? line.substring(3) : line)
                        .map(line -> line.replace("<pre>{@code", "```").replace("}</pre>", "\n```"))
                        .flatMap(String::lines)
                        .toList();
        List<String> shown = blocks(tutorial, "```", "```");
        List<String> examples = blocks(Files.readAllLines(SOURCE), "// show", "// end");
        assertEquals(3, shown.size());
        shown.forEach(each -> assertTrue(examples.contains(each), each));
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
