package gateway.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.toolkit.debug.DebugMiddleware;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.routing.Routes;
import gateway.toolkit.routing.RoutingApplication;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * The code of the guides of testing and debugging and of the packages' tutorials compiles, and does
 * what they say.
 */
class TutorialTest {
    private static final String HEAD =
            """
            import gateway.api.*;
            import gateway.toolkit.*;
            import gateway.toolkit.debug.*;
            import gateway.toolkit.errors.*;
            import gateway.toolkit.routing.*;
            import gateway.toolkit.testing.*;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.Path;
            import java.util.*;
            class Page {
                static void assertEquals(Object one, Object other) {}
                void page(Application application) throws Exception {
            """;

    @ParameterizedTest
    @CsvSource({
        "docs/testing.md, 5",
        "docs/debugging.md, 3",
        "src/main/java/gateway/toolkit/package-info.java, 4",
        "src/main/java/gateway/toolkit/testing/package-info.java, 1",
        "src/main/java/gateway/toolkit/testing/Client.java, 1",
        "src/main/java/gateway/toolkit/testing/EnvironBuilder.java, 1",
        "src/main/java/gateway/toolkit/debug/package-info.java, 1",
        "src/main/java/gateway/toolkit/debug/DebugMiddleware.java, 1",
    })
    void compiles(Path page, int blocks, @TempDir Path folder) throws IOException {
        Matcher matcher =
                Pattern.compile("(?s)(?:```java|<pre>\\{@code)\n(.*?)(?:```| \\* }</pre>)")
                        .matcher(Files.readString(page));
        StringBuilder code = new StringBuilder();
        int found = 0;
        while (matcher.find()) {
            code.append(matcher.group(1).replaceAll("(?m)^ \\* ?", "")).append('\n');
            found++;
        }
        assertEquals(blocks, found);
        assertEquals("", compile(code.toString(), folder));
    }

    @Test
    void theCompilerWouldComplain(@TempDir Path folder) throws IOException {
        assertTrue(compile("Client client = 5;", folder).contains("incompatible types"));
    }

    /** What the compiler says; empty if it is content. */
    private static String compile(String code, Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("Page.java"), HEAD + code + "}}");
        String path =
                System.getProperty("java.class.path")
                        + File.pathSeparator
                        + System.getProperty("jdk.module.path", "");
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "-proc:none",
                        "-encoding",
                        "UTF-8",
                        "-d",
                        folder.toString(),
                        "-cp",
                        path,
                        source.toString());
        return said.toString();
    }

    /** The tutorial of the module, run. */
    @Test
    void theRoomsFitTogether() throws Exception {
        Routes<String> routes = Routes.<String>builder().add("/hello/<name>", "hello").build();
        Application hello =
                (environ, startResponse) -> {
                    String name = RoutingApplication.arguments(environ).text("name");
                    if (name.equals("nobody")) {
                        throw HttpException.notFound();
                    }
                    if (name.equals("boom")) {
                        throw new IllegalStateException("boom");
                    }
                    startResponse.start(
                            "200 OK",
                            List.of(new Header("Content-Type", "text/plain; charset=utf-8")));
                    return List.of(("Hello " + name).getBytes(UTF_8));
                };
        Application site = RoutingApplication.of(routes, name -> hello);
        Middleware around = DebugMiddleware.builder().andThen(HttpException.answered());
        Client client = Client.of(around.applyTo(site));
        assertEquals("Hello Ada", client.get("/hello/Ada").text());
        assertEquals(404, client.get("/hello/nobody").code());
        assertTrue(client.get("/hello/boom").text().startsWith("java.lang.IllegalStateException"));
    }

    /** The guide of testing, run. */
    @Test
    void theGuideOfTestingIsRight() throws Exception {
        Application login =
                (environ, startResponse) -> {
                    boolean post = Environ.method(environ).equals("POST");
                    startResponse.start(
                            post ? "303 See Other" : "200 OK",
                            post
                                    ? List.of(
                                            new Header("Location", "/app/"),
                                            new Header("Set-Cookie", "session=5; Secure"))
                                    : List.of(new Header("Content-Type", "text/plain")));
                    return List.of(
                            Environ.header(environ, "Cookie").orElse("none").getBytes(UTF_8));
                };
        Client visitor =
                Client.builder(login).base("https://example.org/app").followRedirects().build();
        Answer home = visitor.post("/login", Content.form("user", "ada"));
        assertEquals("session=5", home.text());
        assertEquals("5", visitor.cookies().value("session").orElseThrow());
        assertEquals(1, home.history().size());
    }
}
