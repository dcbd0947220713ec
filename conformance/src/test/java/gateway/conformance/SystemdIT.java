package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What systemd passes to a service and is told by it, with Python in the place of systemd. */
class SystemdIT {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    /** Passes listening sockets from descriptor 3 on, as sd_listen_fds(3) has it. */
    private static final String ACTIVATE =
            """
            import os, socket, sys
            sockets = []
            for i, where in enumerate(sys.argv[1].split(',')):
                if where.startswith('/'):
                    s = socket.socket(socket.AF_UNIX)
                    s.bind(where)
                else:
                    s = socket.socket()
                    s.bind((where, 0))
                s.listen(64)
                sockets.append(s)
            copies = [os.dup2(os.dup(s.fileno()), 40 + i) for i, s in enumerate(sockets)]
            for i, copy in enumerate(copies):
                os.dup2(copy, 3 + i, inheritable=True)
            os.environ['LISTEN_FDS'] = str(len(copies))
            os.environ['LISTEN_PID'] = str(os.getpid())
            os.execv(sys.argv[2], sys.argv[2:])
            """;

    /** Prints every datagram on one line. */
    private static final String LISTEN =
            """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind(sys.argv[1].replace('@', chr(0), 1))
            print('bound', flush=True)
            while True:
                print(s.recv(4096).decode().replace(chr(10), '|'), flush=True)
            """;

    @BeforeEach
    void needsPython() {
        new Tool("python3").require();
    }

    private static Child activated(String sockets, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "python3",
                                "-c",
                                ACTIVATE,
                                sockets,
                                Checkout.launcher().toString(),
                                "run",
                                "hello",
                                "--bind",
                                "systemd"));
        command.addAll(List.of(words));
        return Child.start(Checkout.top(), Map.of("GATEWAY_BUILD", "never"), command);
    }

    @Test
    void servesTheSocketThatItIsPassed() throws Exception {
        try (Server server = Server.accepting(activated("127.0.0.1"));
                Connection connection = Connection.to(server.home())) {
            connection.send(GET);
            assertEquals(200, connection.answer().orElseThrow().status());

            Outcome outcome = server.terminate();

            assertEquals(0, outcome.code());
            // Closing that socket would have sent standard error away.
            assertTrue(outcome.err().getLast().contains("stopped: "), outcome::toString);
        }
    }

    @Test
    void orAUnixDomainSocketAndLeavesItsFile(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        try (Child child = activated(socket.toString())) {
            assertEquals(socket, Server.acceptingAtFile(child));
            try (Connection connection = Connection.to(UnixDomainSocketAddress.of(socket))) {
                connection.send(GET);
                assertEquals(200, connection.answer().orElseThrow().status());
            }
            child.terminate();
            assertEquals(0, child.end().code());
            assertTrue(Files.exists(socket));
        }
    }

    @Test
    void refusesMoreThanOne() throws Exception {
        try (Child child = activated("127.0.0.1,127.0.0.1")) {
            Outcome outcome = child.end();
            String said = String.join("\n", outcome.err());
            assertTrue(said.contains("systemd has passed 2 sockets"), said);
            assertTrue(outcome.code() == 1 || outcome.code() == 2, said);
            assertFalse(outcome.hasStackTrace(), said);
        }
    }

    @Test
    void refusesTlsOverAUnixDomainSocket(@TempDir Path folder) throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.issue("own", "a.example");
        List<String> command =
                List.of(
                        "python3",
                        "-c",
                        ACTIVATE,
                        folder.resolve("s").toString(),
                        Checkout.launcher().toString(),
                        "run",
                        "hello",
                        "--bind",
                        "tls:systemd",
                        "--certificate",
                        certificates.file("own.pem"),
                        "--key",
                        certificates.file("own.key"));
        try (Child child = Child.start(Checkout.top(), Map.of("GATEWAY_BUILD", "never"), command)) {
            Outcome outcome = child.end();
            assertEquals(1, outcome.code());
            assertTrue(
                    outcome.err().getLast().contains("there is no TLS over Unix-domain sockets"),
                    outcome::toString);
        }
    }

    @Test
    void servesTheSocketOnce() throws Exception {
        try (Child child = activated("127.0.0.1", "--bind", "systemd")) {
            Outcome outcome = child.end();
            assertEquals(2, outcome.code());
            assertTrue(outcome.err().toString().contains("is served once"), outcome::toString);
        }
    }

    @Test
    void saysWhereASocketIsServedByNobody() throws Exception {
        List<String> command =
                List.of(
                        "python3",
                        "-c",
                        ACTIVATE,
                        "127.0.0.1",
                        Checkout.launcher().toString(),
                        "run",
                        "hello",
                        "--bind",
                        "127.0.0.1:0");
        try (Child child = Child.start(Checkout.top(), Map.of("GATEWAY_BUILD", "never"), command)) {
            child.awaitError("socket that nobody serves");
            child.awaitError("Listening at");
        }
    }

    @Test
    void saysWhereThereIsNone() throws Exception {
        try (Child child = Server.launch("run", "hello", "--bind", "systemd")) {
            Outcome outcome = child.end();
            assertEquals(1, outcome.code());
            assertTrue(
                    outcome.err().getFirst().contains("not a listening socket"), outcome::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "@"})
    void tellsWhenItIsReadyAndWhenItStops(String kind, @TempDir Path folder) throws Exception {
        String name = (kind.equals("@") ? "@" : "") + folder.resolve("notify");
        Process listener = new ProcessBuilder("python3", "-u", "-c", LISTEN, name).start();
        try (BufferedReader told = listener.inputReader(UTF_8)) {
            assertEquals("bound", told.readLine());
            Child child =
                    Child.start(
                            Checkout.top(),
                            Map.of("GATEWAY_BUILD", "never", "NOTIFY_SOCKET", name),
                            List.of("./gateway", "run", "hello", "--bind", "127.0.0.1:0"));
            try (Server server = Server.accepting(child)) {
                String ready = told.readLine();
                assertTrue(
                        ready.startsWith("READY=1|STATUS=Listening at: [" + server.home()), ready);
                Outcome outcome = server.terminate();
                assertEquals("STOPPING=1", told.readLine());
                assertEquals(0, outcome.code());
                assertTrue(
                        outcome.err().stream().noneMatch(line -> line.contains("WARN")),
                        outcome::toString);
            }
        } finally {
            listener.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aSocketThatIsGoneDoesNotStopIt(@TempDir Path folder) throws Exception {
        Child child =
                Child.start(
                        Checkout.top(),
                        Map.of(
                                "GATEWAY_BUILD",
                                "never",
                                "NOTIFY_SOCKET",
                                folder.resolve("gone").toString()),
                        List.of("./gateway", "run", "hello", "--bind", "127.0.0.1:0"));
        try (Server server = Server.accepting(child)) {
            child.awaitError("systemd cannot be told");
            assertEquals(0, server.terminate().code());
        }
    }

    /** The units of docs/systemd are ones that systemd understands, also as a template. */
    @ParameterizedTest
    @ValueSource(strings = {"gateway.service", "gateway@next.service"})
    void theUnitsAreSound(String name, @TempDir Path folder) throws Exception {
        new Tool("systemd-analyze").require();
        Path units = Checkout.top().resolve("docs/systemd");
        String unit = Files.readString(units.resolve("gateway.service"));
        Path service = folder.resolve(name);
        Path socket = Files.copy(units.resolve("gateway.socket"), folder.resolve("gateway.socket"));
        // The unit says where an installation is; here it is this checkout.
        assertTrue(unit.contains("/opt/gateway/gateway "), unit);
        Files.writeString(service, unit.replace("/opt/gateway", Checkout.top().toString()));
        if (!name.equals("gateway.service")) {
            Files.copy(service, folder.resolve("gateway.service")); // That of the socket.
        }
        assertEquals("", complaints(service, socket));
        Files.writeString(service, Files.readString(service).replace("KillMode=", "KilMode="));
        assertTrue(complaints(service, socket).contains("'KilMode'"), "it would see a slip");
    }

    /** What systemd says of these units; it has words for those of the machine too. */
    static String complaints(Path... units) throws Exception {
        List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
        for (Path unit : units) {
            command.add(unit.toString());
        }
        Process verify = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(verify.getInputStream().readAllBytes(), UTF_8);
        verify.waitFor();
        return said.lines()
                .filter(line -> line.contains("gateway"))
                .collect(Collectors.joining("\n"));
    }
}
