package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** {@code gateway run}: an application is served, and the process ends well. */
class RunIT {
    @Test
    void servesASampleByItsFolderAndStopsOnTerm() throws Exception {
        try (Server server = Server.run("hello")) {
            assertGreets(server);

            assertEquals(0, server.terminate().code());
        }
    }

    @Test
    void answersARawSocket() throws Exception {
        try (Server server = Server.run("hello");
                Connection connection = Connection.to(server.home())) {
            connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            Answer answer = connection.answer().orElseThrow();

            assertEquals(200, answer.status());
            assertEquals("text/plain; charset=utf-8", answer.fields().get("content-type"));
            assertEquals("14", answer.fields().get("content-length"));
            assertEquals("Hello, World!\n", answer.text());

            connection.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertEquals("Hello, World!\n", connection.answer().orElseThrow().text());
            assertFalse(connection.answer().isPresent(), "the connection was left open");
        }
    }

    /** Who reads a log is seldom of the same language. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=th -Duser.country=TH", // Years of another calendar.
                "-Duser.language=ar -Duser.country=EG" // Digits of another script.
            })
    void logsTimesByIsoInAllLanguages(String language) throws Exception {
        List<String> command =
                List.of(Checkout.launcher().toString(), "run", "hello", "--bind", "127.0.0.1:0");
        Map<String, String> environment =
                Map.of("GATEWAY_BUILD", "never", "GATEWAY_JAVA_OPTS", language);
        try (Server server = Server.accepting(Child.start(Checkout.top(), environment, command))) {
            String line = server.terminate().err().getLast();
            OffsetDateTime time = OffsetDateTime.parse(line.substring(0, line.indexOf(' ')));
            Duration ago = Duration.between(time, OffsetDateTime.now(ZoneOffset.UTC));
            assertTrue(ago.abs().toDays() == 0, line);
        }
    }

    @ParameterizedTest
    @CsvSource({"hello, gateway.sample.hello.Hello", "environ, gateway.sample.environ.EnvironDemo"})
    void servesTheNamedOneOfSeveral(String sample, String application) throws Exception {
        String jars =
                Checkout.sampleJar("environ") + File.pathSeparator + Checkout.sampleJar("hello");

        try (Server server = Server.run(application, "--classpath", jars)) {
            String page = get(server).body();

            assertEquals(sample.equals("hello"), page.equals("Hello, World!\n"), page);
            assertEquals(sample.equals("environ"), page.startsWith("Hello world!\n\n"), page);
        }
    }

    @Test
    void servesAJarBuiltAgainstTheContractAlone(@TempDir Path folder) throws Exception {
        OwnJar.build(
                folder,
                "Own",
                """
                import gateway.api.*;
                import java.util.*;

                public final class Own implements Application {
                    @Override
                    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
                        startResponse.start("200 OK", List.of(new Header("Content-Type", "text/plain")));
                        return List.of("my own\\n".getBytes());
                    }
                }
                """);

        // In the folder of the jar, which is outside the checkout.
        Child child =
                Server.launch(
                        folder,
                        Checkout.launcher(),
                        "run",
                        "--classpath",
                        "own.jar",
                        "--bind",
                        "127.0.0.1:0");
        try (Server server = Server.accepting(child)) {
            assertEquals("my own\n", get(server).body());
        }
    }

    private static void assertGreets(Server server) throws IOException, InterruptedException {
        HttpResponse<String> response = get(server);
        assertEquals(200, response.statusCode());
        assertEquals("Hello, World!\n", response.body());
    }

    private static HttpResponse<String> get(Server server)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(server.home()).build(), BodyHandlers.ofString());
        }
    }
}
