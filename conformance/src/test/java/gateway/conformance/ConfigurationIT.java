package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code gateway run} as a file and the environment tell it, and what an operator can ask it. */
class ConfigurationIT {
    private static final String SHORT =
            """
            import gateway.api.*;
            import java.util.*;

            public final class Short implements Application {
                @Override
                public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
                    startResponse.start(
                            "200 OK",
                            List.of(new Header("Content-Type", "text/plain"), new Header("Content-Length", "20")));
                    return List.of("Hello, World!\\n".getBytes());
                }
            }
            """;

    private static Child start(Map<String, String> environment, String... words)
            throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("GATEWAY_BUILD", "never");
        List<String> command = new ArrayList<>(List.of(Checkout.launcher().toString()));
        command.addAll(List.of(words));
        return Child.start(Checkout.top(), all, command);
    }

    private static Outcome end(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        try (Child child = start(environment, words)) {
            return child.end();
        }
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return client.send(
                            HttpRequest.newBuilder(uri)
                                    .header("X-Forwarded-For", "192.0.2.7")
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void tellsWhichOfThreePlacesCounts(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("shop.properties"), "keep-alive = 30s\ngrace = 5s\n");

        Outcome outcome =
                end(
                        Map.of("GATEWAY_KEEP_ALIVE", "60s", "GATEWAY_CONFIG", file.toString()),
                        "run",
                        "hello",
                        "--keep-alive",
                        "75s",
                        "--print-config");

        assertEquals(0, outcome.code(), outcome::toString);
        List<String> rows = outcome.out().replaceAll(" {2,}", " | ").lines().toList();
        int first = rows.indexOf("keep-alive | 75s | command line");
        assertEquals(
                List.of(
                        " | 60s | GATEWAY_KEEP_ALIVE, overruled",
                        " | 30s | " + file + ", overruled"),
                rows.subList(first + 1, first + 3));
        assertTrue(rows.contains("grace | 5s | " + file), outcome.out());
        assertTrue(rows.contains("bind | 127.0.0.1:8080 | default"), outcome.out());
    }

    @Test
    void refusesWhatItDoesNotUnderstand(@TempDir Path folder) throws Exception {
        Outcome variable = end(Map.of("GATEWAY_KEEP_ALVE", "60s"), "run", "hello");
        assertEquals(2, variable.code(), variable::toString);
        assertEquals(
                List.of(
                        "gateway: there is no option for the variable GATEWAY_KEEP_ALVE; perhaps"
                                + " GATEWAY_KEEP_ALIVE (see gateway run --help)"),
                variable.err());

        Path file = Files.writeString(folder.resolve("shop.properties"), "keep-alife = 30s\n");
        Outcome line = end(Map.of(), "run", "hello", "--config", file.toString());
        assertEquals(2, line.code(), line::toString);
        assertEquals(
                List.of(
                        "gateway: "
                                + file
                                + ": there is no option keep-alife; perhaps keep-alive (see gateway"
                                + " run --help)"),
                line.err());
    }

    @Test
    void checksWithoutStarting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            Outcome right = end(Map.of("GATEWAY_BIND", address), "run", "hello", "--check-config");
            assertEquals(0, right.code(), right::toString);
            assertEquals("The configuration is in order.", right.out().strip());

            Outcome wrong = end(Map.of(), "run", "no.such.Application", "--check-config");
            assertEquals(1, wrong.code(), wrong::toString);
            assertTrue(wrong.err().getFirst().contains("no.such.Application"), wrong::toString);
        }
    }

    @Test
    void listensWhereAPlatformSaysAndKeepsAPidFile(@TempDir Path folder) throws Exception {
        int port = FreePort.choose();
        Path pid = folder.resolve("pid");
        Path file =
                Files.writeString(
                        folder.resolve("shop.properties"), "grace = 5s\npid-file = " + pid + "\n");
        String[] words = {"run", "hello", "--config", file.toString()};
        try (Child server = start(Map.of("PORT", Integer.toString(port)), words)) {
            String listening = server.firstError();
            assertTrue(
                    listening.matches(
                            "Listening at: http://(\\[::]|0\\.0\\.0\\.0):" + port + " .*"),
                    listening);
            assertEquals("Hello, World!\n", get(port, "/"));
            assertEquals(server.pid() + "\n", Files.readString(pid));

            Outcome second = end(Map.of("PORT", "0"), words);
            assertEquals(1, second.code(), second::toString);
            assertEquals(
                    List.of("gateway: --pid-file: " + pid + " is held by process " + server.pid()),
                    second.err());

            server.signal("HUP");
            server.awaitError("HUP: " + file + " has not changed");
            Files.writeString(file, "grace = 9s\npid-file = " + pid + "\n");
            server.signal("HUP");
            server.awaitError(file + " has changed in grace, which only a restart takes up");

            server.terminate();
            assertEquals(0, server.end().code());
            assertFalse(Files.exists(pid));
        }
    }

    @Test
    void mountsSeveralApplicationsAndFiles(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.txt"), "a file");
        int port = FreePort.choose();
        String jars =
                Checkout.sampleJar("environ") + File.pathSeparator + Checkout.sampleJar("hello");
        Map<String, String> environment =
                Map.of(
                        "GATEWAY_MOUNT",
                        "/hello=gateway.sample.hello.Hello,/env=gateway.sample.environ.EnvironDemo",
                        "GATEWAY_CLASSPATH",
                        jars,
                        "GATEWAY_STATIC",
                        "/files=" + folder,
                        "GATEWAY_FORWARDED_FROM",
                        "127.0.0.1",
                        "GATEWAY_BIND",
                        "127.0.0.1:" + port);
        try (Child server = start(environment, "run")) {
            assertTrue(
                    server.firstError().startsWith("Listening at: "), server.errSoFar()::toString);
            assertEquals("Hello, World!\n", get(port, "/hello"));
            assertEquals("a file", get(port, "/files/a.txt"));
            String page = get(port, "/env/x");
            assertTrue(page.matches("(?s).*SCRIPT_NAME = .?/env.?\n.*"), page);
            assertTrue(page.matches("(?s).*REMOTE_ADDR = .?192\\.0\\.2\\.7.?\n.*"), page);
        }
    }

    @Test
    void checksAnApplicationByTheClauses(@TempDir Path folder) throws Exception {
        Outcome right = end(Map.of(), "check", Checkout.sampleJar("hello").toString());
        assertEquals(0, right.code(), right::toString);
        assertTrue(right.out().endsWith(" requests: nothing wrong was found\n"), right.out());

        Path jar = OwnJar.build(folder, "Short", SHORT);
        Outcome wrong = end(Map.of(), "check", jar.toString());
        assertEquals(1, wrong.code(), wrong::toString);
        assertTrue(wrong.out().contains("\n    LEN-2 error: the application "), wrong.out());
    }
}
