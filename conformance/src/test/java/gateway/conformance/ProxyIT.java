package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** HAProxy in front, which speaks the PROXY protocol to the server. */
class ProxyIT {
    private static final String ENDS =
            """
            import gateway.api.*;
            import java.util.*;

            public final class Ends implements Application {
                @Override
                public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
                    startResponse.start("200 OK", List.of());
                    return List.of((environ.get("REMOTE_PORT") + " to " + environ.get("SERVER_PORT")).getBytes());
                }
            }
            """;

    @BeforeEach
    void needsHaproxy() {
        new Tool("haproxy").require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"send-proxy", "send-proxy-v2"})
    void whatItSendsIsUnderstood(String version, @TempDir Path folder) throws Exception {
        int front = FreePort.choose();
        String jar = OwnJar.build(folder, "Ends", ENDS).toString();
        Child launched =
                Server.launch(
                        "run",
                        "--classpath",
                        jar,
                        "--bind",
                        "proxy:127.0.0.1:0",
                        "--proxy-from",
                        "127.0.0.1");
        try (Server server = Server.accepting(launched)) {
            Path configuration =
                    Files.writeString(
                            folder.resolve("haproxy.cfg"),
                            """
                            defaults
                                mode tcp
                                timeout connect 30s
                                timeout client 30s
                                timeout server 30s
                            listen front
                                bind 127.0.0.1:%d
                                server back 127.0.0.1:%d %s
                            """
                                    .formatted(front, server.home().getPort(), version));
            try (Child proxy =
                            Child.start(
                                    folder,
                                    Map.of("PATH", System.getenv("PATH") + ":/usr/sbin"),
                                    List.of("haproxy", "-db", "-f", configuration.toString()));
                    Connection connection = connect(front, proxy)) {
                for (int i = 0; i < 2; i++) {
                    connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                    Answer answer = connection.answer().orElseThrow();
                    assertEquals(200, answer.status());
                    assertEquals(connection.localPort() + " to " + front, answer.text());
                }
                assertTrue(proxy.errSoFar().stream().noneMatch(l -> l.contains("ALERT")));
            }
        }
    }

    /** As soon as it listens. */
    private static Connection connect(int port, Child proxy) throws Exception {
        while (true) {
            try {
                return Connection.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException notYet) {
                if (proxy.hasEnded()) {
                    throw new AssertionError("haproxy has ended: " + proxy.errSoFar(), notYet);
                }
            }
        }
    }
}
