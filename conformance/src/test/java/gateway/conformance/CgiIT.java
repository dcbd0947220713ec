package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The sample {@code cgi} behind the packaged server, with real clients and real programs. */
class CgiIT {
    private @TempDir Path folder;

    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Server run(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        all.addAll(List.of("cgi", "--set", "cgi.directory=" + folder));
        all.addAll(List.of(words));
        return Server.run(all.toArray(String[]::new));
    }

    /** httpoxy, CVE-2016-5385; and two names of one variable, of which one is odd. */
    @Test
    void noFieldForgesAVariable() throws Exception {
        Curl.require();
        write("env", "#!/bin/sh\necho Content-Type: text/plain\necho\nenv\n");
        try (Server server = run()) {
            String variables =
                    Curl.run(
                            "-H",
                            "Proxy: http://evil.example/",
                            "-H",
                            "X_Forged: 1",
                            "-H",
                            "X.Forged: 2",
                            "-H",
                            "X-Sent: 3",
                            server.home() + "env/a?b");
            assertFalse(variables.contains("HTTP_PROXY"), variables);
            assertFalse(variables.contains("FORGED"), variables);
            assertTrue(variables.contains("\nHTTP_X_SENT=3\n"), variables);
            assertTrue(variables.contains("\nREMOTE_ADDR=127.0.0.1\n"), variables);
            assertTrue(variables.contains("\nPATH_INFO=/a\n"), variables);
            assertFalse(variables.contains("GATEWAY_BUILD"), "nothing of the server's own");
        }
    }

    @Test
    void octetsAreThoseOfTheRequestInAnyLocale() throws Exception {
        write(
                "env",
                "#!/bin/sh\necho Content-Type: text/plain\necho\nprintf '%s|%s\\n' \"$PATH_INFO\" \"$HTTP_X_A\"\n");
        Child child =
                Child.start(
                        Checkout.top(),
                        Map.of("GATEWAY_BUILD", "never", "LC_ALL", "C"),
                        List.of(
                                Checkout.launcher().toString(),
                                "run",
                                "cgi",
                                "--set",
                                "cgi.directory=" + folder,
                                "--bind",
                                "127.0.0.1:0"));
        try (Server server = Server.accepting(child);
                Connection connection = Connection.to(server.home())) {
            connection.send("GET /env/%C3%A9 HTTP/1.1\r\nHost: a\r\nX-A: \u00e9\\0\u00ff\r\n\r\n");
            assertEquals(
                    "/\u00c3\u00a9|\u00e9\\0\u00ff\n", connection.answer().orElseThrow().text());
        }
    }

    /** What the client sends is what comes back, with and without a length, and with Expect. */
    @Test
    void bodiesGoThroughWhole() throws Exception {
        Curl.require();
        write("echo", "#!/bin/sh\necho Content-Type: a/b\necho\nexec cat\n");
        byte[] octets = new byte[3_000_000];
        new Random(1).nextBytes(octets);
        Path sent = Files.write(folder.resolve("sent"), octets);
        Path came = folder.resolve("came");
        try (Server server = run()) {
            for (String field :
                    List.of("X: y", "Transfer-Encoding: chunked", "Expect: 100-continue")) {
                Curl.run(
                        "-H",
                        field,
                        "-T",
                        sent.toString(),
                        "-o",
                        came.toString(),
                        server.home() + "echo");
                assertEquals(-1, Files.mismatch(sent, came), field);
            }
        }
    }

    /** As http.client of Python does it. */
    @Test
    void aClientMayReadAfterItHasSentAll() throws Exception {
        Tool python = new Tool("python3").require();
        write("echo", "#!/bin/sh\necho Content-Type: a/b\necho\nexec cat\n");
        try (Server server = run()) {
            String said =
                    python.run(
                            "-c",
                            """
                            import sys, urllib.request
                            sent = bytes(range(256)) * 80_000
                            came = urllib.request.urlopen(sys.argv[1], sent, 100).read()
                            print(came == sent)
                            """,
                            server.home() + "echo");
            assertEquals("True\n", said);
        }
    }

    @Test
    void programsEndWhenTheirClientIsGone() throws Exception {
        write("hang", "#!/bin/sh\necho $$ >pid.new; mv pid.new pid\nexec sleep 1000\n");
        write(
                "endless",
                "#!/bin/sh\necho $$ >pid.new; mv pid.new pid\necho Content-Type: a/b\necho\nexec yes\n");
        // Not by their silence.
        try (Server server = run("--set", "cgi.timeout=1h")) {
            for (String name : List.of("hang", "endless")) {
                Path file = folder.resolve("pid");
                Files.deleteIfExists(file);
                // A reset: one that only closes its side may still be reading (EXT-8).
                try (Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), server.home().getPort())) {
                    client.setSoLinger(true, 0);
                    client.getOutputStream()
                            .write(
                                    ("GET /" + name + " HTTP/1.1\r\nHost: a\r\n\r\n")
                                            .getBytes(US_ASCII));
                    while (!Files.exists(file)) {
                        Thread.onSpinWait();
                    }
                }
                awaitEnd(file);
            }
        }
    }

    @Test
    void programsEndWithTheServer() throws Exception {
        write("hang", "#!/bin/sh\necho $$ >pid.new; mv pid.new pid\nexec sleep 1000\n");
        Path file = folder.resolve("pid");
        try (Server server = run("--grace", "0s");
                Connection connection = Connection.to(server.home())) {
            connection.send("GET /hang HTTP/1.1\r\nHost: a\r\n\r\n");
            while (!Files.exists(file)) {
                Thread.onSpinWait();
            }
            assertEquals(0, server.terminate().code());
        }
        awaitEnd(file);
    }

    private static void awaitEnd(Path file) throws Exception {
        long pid = Long.parseLong(Files.readString(file).strip());
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(60, TimeUnit.SECONDS);
        }
    }

    /** Standard error goes to the log, with the request, and cannot forge a line of it. */
    @Test
    void whatProgramsSayIsLogged() throws Exception {
        write("x", "#!/bin/sh\nprintf 'it \\033[31m hurts\\n' >&2\nexit 3\n");
        try (Server server = run();
                Connection connection = Connection.to(server.home())) {
            connection.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
            assertEquals(502, connection.answer().orElseThrow().status());
            server.awaitLine("/x: ended with status 3");
            List<String> said = server.child().errSoFar();
            assertTrue(
                    said.stream()
                            .anyMatch(line -> line.contains("GET /x") && line.contains("/x: it ")),
                    said::toString);
            assertFalse(said.toString().contains("\033"), said::toString);
        }
    }

    @Test
    void aSettingIsRefusedInOneLine() throws Exception {
        try (Child child = Server.launch("run", "cgi", "--set", "cgi.directory=/no/such")) {
            Outcome outcome = child.end();
            assertTrue(outcome.code() != 0);
            assertTrue(
                    outcome.err().toString().contains("cgi.directory: /no/such is not a folder"),
                    () -> outcome.err().toString());
            assertFalse(outcome.hasStackTrace(), () -> outcome.err().toString());
        }
    }
}
