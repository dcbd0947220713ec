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
import gateway.toolkit.exchange.CompiledCode;
import gateway.toolkit.routing.Routes;
import gateway.toolkit.routing.RoutingApplication;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The code of the guides of errors, testing, debugging and the validator and of the packages'
 * tutorials compiles, and does what they say.
 */
class TutorialTest {
    private static final String HEAD =
            """
            import gateway.api.*;
            import gateway.toolkit.*;
            import gateway.toolkit.debug.*;
            import gateway.toolkit.errors.*;
            import gateway.toolkit.middleware.*;
            import gateway.toolkit.response.Response;
            import gateway.toolkit.routing.*;
            import gateway.toolkit.testing.*;
            import gateway.toolkit.validator.*;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.Path;
            import java.time.*;
            import java.util.*;
            class CLASS {
                static void assertEquals(Object one, Object other) {}
                void page(Application application, Routes<Application> table) throws Exception {
            """;

    @ParameterizedTest
    @CsvSource({
        "docs/testing.md, 5",
        "docs/debugging.md, 3",
        "docs/errors.md, 4",
        "docs/validator.md, 2",
        "src/main/java/gateway/toolkit/package-info.java, 4",
        "src/main/java/gateway/toolkit/testing/package-info.java, 1",
        "src/main/java/gateway/toolkit/testing/Client.java, 1",
        "src/main/java/gateway/toolkit/testing/EnvironBuilder.java, 1",
        "src/main/java/gateway/toolkit/debug/package-info.java, 1",
        "src/main/java/gateway/toolkit/debug/DebugMiddleware.java, 1",
    })
    void compiles(Path page, int blocks, @TempDir Path folder) throws IOException {
        List<String> code = CompiledCode.blocks(page);
        assertEquals(blocks, code.size());
        assertEquals("", compile(String.join("\n", code), folder));
    }

    @Test
    void theCompilerWouldComplain(@TempDir Path folder) throws IOException {
        assertTrue(compile("Client client = 5;", folder).contains("incompatible types"));
    }

    private static String compile(String code, Path folder) throws IOException {
        return CompiledCode.complaints(HEAD, Map.of("Page", code), folder);
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
