package gateway.toolkit.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

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
            class Page {
                Map<String, Object> environ = Map.of();
                void page(Application index, Application user) {
            """;

    private static List<String> blocks(Path file, String begin, String end) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher =
                Pattern.compile(
                                Pattern.quote(begin) + "\n(.*?)" + Pattern.quote(end),
                                Pattern.DOTALL)
                        .matcher(Files.readString(file));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    /** What the compiler says; empty if it is content. */
    private static String compile(String code) throws IOException {
        Path directory = Files.createTempDirectory("routing-page");
        Path source = Files.writeString(directory.resolve("Page.java"), HEAD + code + "}}");
        String path =
                System.getProperty("java.class.path")
                        + System.getProperty("path.separator")
                        + System.getProperty("jdk.module.path", "");
        StringWriter complaints = new StringWriter();
        PrintWriter out = new PrintWriter(complaints);
        ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "-proc:none",
                        "-encoding",
                        "UTF-8",
                        "-d",
                        directory.toString(),
                        "-cp",
                        path,
                        source.toString());
        return complaints.toString();
    }

    @Test
    void thePageCompiles() throws IOException {
        List<String> blocks = blocks(PAGE, "```java", "```");
        assertEquals(6, blocks.size());
        assertEquals("", compile(String.join("\n", blocks)));
    }

    @Test
    void thePackageDocumentationCompiles() throws IOException {
        List<String> blocks = blocks(TUTORIAL, "<pre>{@code", " * }</pre>");
        assertEquals(3, blocks.size());
        assertEquals("", compile(String.join("\n", blocks).replaceAll("(?m)^ \\* ?", "")));
    }

    @Test
    void theCompilerWouldComplain() throws IOException {
        assertTrue(compile("Routes<String> r = 5;").contains("incompatible types"));
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
