package gateway.toolkit.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.toolkit.exchange.CompiledCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The code of the guide page and of the package's documentation compiles, and says what is true.
 */
class RoutingPageTest {
    private static final Path PAGE = Path.of("docs/routing.md");
    private static final Path TUTORIAL =
            Path.of("src/main/java/gateway/toolkit/routing/package-info.java");

    private static final String HEAD =
            """
            import gateway.api.*;
            import gateway.toolkit.routing.*;
            import java.nio.charset.StandardCharsets;
            import java.util.*;
            class CLASS {
                Map<String, Object> environ = Map.of();
                void page(Application index, Application user) {
            """;

    @TempDir Path directory;

    private String compile(List<String> blocks) throws IOException {
        return CompiledCode.complaints(HEAD, Map.of("Page", String.join("\n", blocks)), directory);
    }

    @Test
    void thePageCompiles() throws IOException {
        List<String> blocks = CompiledCode.blocks(PAGE);
        assertEquals(6, blocks.size());
        assertEquals("", compile(blocks));
    }

    @Test
    void thePackageDocumentationCompiles() throws IOException {
        List<String> blocks = CompiledCode.blocks(TUTORIAL);
        assertEquals(3, blocks.size());
        assertEquals("", compile(blocks));
    }

    @Test
    void theCompilerWouldComplain() throws IOException {
        assertTrue(compile(List.of("Routes<String> r = 5;")).contains("incompatible types"));
    }

    /** The comments of the page's first and last examples. */
    @Test
    void thePageIsRight() {
        Routes<String> routes =
                Routes.<String>builder().add("/", "index").add("/user/<int:id>", "user").build();
        assertTrue(
                routes.match(RouteRequest.of("GET", "/user/5"))
                                instanceof Resolution.Match<String> match
                        && match.endpoint().equals("user")
                        && match.arguments().integer("id") == 5);
        assertEquals("/user/5", routes.url("user").with("id", 5).build());
        Routes<String> blog =
                Routes.<String>builder()
                        .mount(
                                "/blog",
                                List.of(
                                        Rule.of("/", "posts").withDefault("page", 1),
                                        Rule.of("/page/<int:page>", "posts"),
                                        Rule.of("/post/<int:id>", "post").methods("GET"),
                                        Rule.of("/p<int:id>", "post").alias()))
                        .build();
        assertEquals(
                "/blog/page/2?q=a+b", blog.url("posts").with("page", 2).with("q", "a b").build());
        assertEquals(
                new Resolution.Redirect<String>("/blog/"),
                blog.match(RouteRequest.of("GET", "/blog/page/1")));
        assertEquals(
                new Resolution.Redirect<String>("/blog/post/7"),
                blog.match(RouteRequest.of("GET", "/blog/p7")));
    }
}
