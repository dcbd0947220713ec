package gateway.toolkit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gateway.api.Application;
import gateway.api.Header;
import gateway.toolkit.exchange.GuidePage;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.http.SafePath;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every example of the guide, compiled and run: the lines between {@code // show} and {@code //
 * end} are the blocks of {@code docs/files.md}, in the same order.
 */
class FilesPageTest {
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
        GuidePage.check("files.md", FilesPageTest.class);
        GuidePage.checkTutorial(FilesPageTest.class);
    }
}
