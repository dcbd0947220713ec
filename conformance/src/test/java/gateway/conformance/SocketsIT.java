package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.conformance.Readme.Block;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sample {@code sockets}, asked by clients that nobody here wrote. */
@Timeout(300)
class SocketsIT {
    private static final Pattern SERVING =
            Pattern.compile("Serving (tcp|udp):127\\.0\\.0\\.1:(\\d+)");

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    /** A process that serves, with the ports that the system chose. */
    private record Echo(Child child, Map<String, String> ports) implements AutoCloseable {
        /**
         * Waits until it serves.
         *
         * @param kinds in the order of its words
         */
        static Echo serving(Child child, List<String> kinds) throws InterruptedException {
            child.awaitError("Serving " + kinds.getLast());
            Map<String, String> ports = new HashMap<>();
            for (String line : child.errSoFar()) {
                Matcher matcher = SERVING.matcher(line);
                if (matcher.matches()) {
                    ports.put(matcher.group(1), matcher.group(2));
                }
            }
            return new Echo(child, ports);
        }

        String port(String kind) {
            return ports.getOrDefault(kind, "");
        }

        @Override
        public void close() {
            child.close();
        }
    }

    private static Shell shell() throws IOException {
        return new Shell(Checkout.top());
    }

    private static Echo serve(String how, List<String> where)
            throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                Checkout.jdk().resolve("bin/java").toString(),
                                "-jar",
                                Checkout.sampleJar("sockets").toString(),
                                "serve",
                                how));
        words.addAll(where);
        Child child = Child.start(Checkout.top(), Map.of(), words);
        try {
            return Echo.serving(
                    child, where.stream().map(each -> each.replaceFirst(":.*", ":")).toList());
        } catch (Throwable e) {
            child.close();
            throw e;
        }
    }

    private List<String> everywhere() {
        return List.of(
                "tcp:127.0.0.1:0",
                "udp:127.0.0.1:0",
                "unix:" + folder.resolve("stream"),
                "unix-datagram:" + folder.resolve("datagrams"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"serial", "pooled", "virtual"})
    void everyKindOfServerWithEveryKindOfThreads(String how) throws Exception {
        new Tool("nc").require();
        new Tool("socat").require();
        try (Echo echo = serve(how, everywhere())) {
            assertEquals("a", shell().run("printf a | nc -N 127.0.0.1 " + echo.port("tcp")));
            assertEquals("b", shell().run("printf b | socat - UDP:127.0.0.1:" + echo.port("udp")));
            assertEquals(
                    "c",
                    shell().run("printf c | socat - UNIX-CONNECT:" + folder.resolve("stream")));
            assertEquals(
                    "d",
                    shell().run(
                                    "printf d | socat - UNIX-SENDTO:%s,bind=%s"
                                            .formatted(
                                                    folder.resolve("datagrams"),
                                                    folder.resolve("client"))));
            assertEquals("12\n", shell().run(python(echo)));
            echo.child.terminate();
            assertEquals(143, echo.child.end().code());
        }
        assertFalse(Files.exists(folder.resolve("stream")));
        assertFalse(Files.exists(folder.resolve("datagrams")));
    }

    /** As test_socketserver asks: three times each. */
    private String python(Echo echo) {
        return """
            python3 - <<'END'
            import socket

            def stream(family, address):
                with socket.socket(family, socket.SOCK_STREAM) as s:
                    s.connect(address)
                    s.settimeout(60)
                    s.sendall(b'hello, ')
                    s.sendall(b'world\\n')
                    got = b''
                    while not got.endswith(b'\\n'):
                        more = s.recv(100)
                        if not more: break
                        got += more
                    return got == b'hello, world\\n'

            def datagram(family, address, own):
                with socket.socket(family, socket.SOCK_DGRAM) as s:
                    s.settimeout(60)
                    if own: s.bind(own)
                    s.sendto(b'hello, world', address)
                    return s.recvfrom(100)[0] == b'hello, world'

            right = 0
            for i in range(3):
                right += stream(socket.AF_INET, ('127.0.0.1', %s))
                right += datagram(socket.AF_INET, ('127.0.0.1', %s), None)
                right += stream(socket.AF_UNIX, '%s')
                right += datagram(socket.AF_UNIX, '%s', '%s' + str(i))
            print(right)
            END
            """
                .formatted(
                        echo.port("tcp"),
                        echo.port("udp"),
                        folder.resolve("stream"),
                        folder.resolve("datagrams"),
                        folder.resolve("py"));
    }

    @Test
    void aSelectorLetsNobodyWait() throws Exception {
        new Tool("nc").require();
        new Tool("python3").require();
        try (Echo echo = serve("selector", List.of("tcp:127.0.0.1:0"))) {
            // One that sends nothing, and one that reads nothing, are connected meanwhile.
            String said =
                    shell().run(
                                    """
                    python3 - <<'END'
                    import socket, subprocess
                    address = ('127.0.0.1', %1$s)
                    silent = socket.create_connection(address)
                    deaf = socket.create_connection(address)
                    deaf.setblocking(False)
                    sent = 0
                    try:
                        while True: sent += deaf.send(b'x' * 65536)
                    except BlockingIOError:
                        pass
                    print(subprocess.run(['nc', '-N', '127.0.0.1', '%1$s'], input=b'!', stdout=-1, timeout=60).stdout)
                    deaf.settimeout(60)
                    deaf.shutdown(socket.SHUT_WR)
                    got = 0
                    while True:
                        more = deaf.recv(1 << 20)
                        if not more: break
                        got += len(more)
                    print(got == sent)
                    END
                    """
                                            .formatted(echo.port("tcp")));
            assertEquals("b'!'\nTrue\n", said);
        }
    }

    @Test
    void wordsThatAreNotUnderstoodAreExplained() throws Exception {
        for (List<String> words :
                List.of(
                        List.<String>of(),
                        List.of("serve", "plain"),
                        List.of("serve", "plain", "unix:/tmp/x"),
                        List.of("serve", "oddly", "tcp:127.0.0.1:0"),
                        List.of("ask", "127.0.0.1:0", "x"))) {
            try (Child child =
                    shell().start(
                                    "java -jar "
                                            + Checkout.sampleJar("sockets")
                                            + " "
                                            + String.join(" ", words))) {
                Outcome outcome = child.end();
                assertEquals(2, outcome.code(), words.toString());
                assertTrue(outcome.err().contains("ask WHERE TEXT"), outcome.err().toString());
            }
        }
    }

    @Test
    void doesWhatItsPageSays() throws Exception {
        for (String tool : List.of("nc", "socat", "python3")) {
            new Tool(tool).require();
        }
        // This test runs behind the build.
        String begin = "sockets='java -jar " + Checkout.sampleJar("sockets") + "'\n";
        List<Block> blocks = Readme.blocks("sample-apps/sockets/README.md");
        assertTrue(blocks.getFirst().text().startsWith("mvn -q package "));
        assertTrue(
                blocks.getFirst().text().endsWith(begin.replace(Checkout.top() + "/", "")),
                blocks.getFirst().text());
        Echo[] echo = new Echo[1];
        String output = "";
        int compared = 0;
        try {
            for (Block block : blocks.subList(1, blocks.size())) {
                String text = block.text().replace("/tmp/", folder + "/");
                if (text.startsWith("$sockets serve ")) {
                    if (echo[0] != null) {
                        echo[0].child.terminate();
                        echo[0].child.end();
                    }
                    String command = text.strip().replaceAll("(127\\.0\\.0\\.1):70\\d\\d", "$1:0");
                    String last = command.substring(command.lastIndexOf(' ') + 1);
                    echo[0] =
                            Echo.serving(
                                    shell().start(begin + "exec " + command),
                                    List.of(last.substring(0, last.indexOf(':'))));
                } else if (block.language().equals("sh")) {
                    // As words: the digits of the folder's name can hold them too.
                    String asked =
                            text.replaceAll("\\b7001\\b", echo[0].port("tcp"))
                                    .replaceAll("\\b7002\\b", echo[0].port("udp"));
                    output = shell().run(begin + asked);
                } else {
                    SamplePage.assertLike(block.text(), output);
                    compared++;
                }
            }
        } finally {
            if (echo[0] != null) {
                echo[0].close();
            }
        }
        assertEquals(3, compared);
    }
}
