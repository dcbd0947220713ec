package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code gateway run --bind tls:…} as an operator and clients meet it. */
@Timeout(300)
class TlsIT {
    /** Answers with the name in the client's certificate. */
    static final String PEER =
            """
            import static java.nio.charset.StandardCharsets.UTF_8;

            import gateway.api.*;
            import java.util.*;

            public final class Peer implements Application {
                @Override
                public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
                        throws Exception {
                    String peer;
                    try {
                        peer = Environ.sslSession(environ).get().getPeerPrincipal().getName();
                    } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
                        peer = "anonymous";
                    }
                    startResponse.start("200 OK", List.of());
                    return List.of(peer.getBytes(UTF_8));
                }
            }
            """;

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set by issue.
    private Certificates certificates;

    @BeforeEach
    void issue() throws Exception {
        certificates = new Certificates(folder);
        certificates.issue("own", "a.example");
    }

    private Server run(String... words) throws Exception {
        String[] command = new String[words.length + 4];
        System.arraycopy(words, 0, command, 0, words.length);
        command[words.length] = "--certificate";
        command[words.length + 1] = certificates.file("own.pem");
        command[words.length + 2] = "--key";
        command[words.length + 3] = certificates.file("own.key");
        return Server.runTls(command);
    }

    private String curl(URI home, String... words) throws Exception {
        String[] command = new String[words.length + 3];
        System.arraycopy(words, 0, command, 0, words.length);
        command[words.length] = "--cacert";
        command[words.length + 1] = certificates.authority();
        command[words.length + 2] = home.toString();
        return Curl.run(command);
    }

    /** The subject of the certificate that is served for a name. */
    private String subject(Server server, String name) throws Exception {
        return Curl.shell(
                "openssl s_client -connect "
                        + server.home().getAuthority()
                        + " -servername "
                        + name
                        + " </dev/null 2>/dev/null | openssl x509 -noout -subject");
    }

    @Test
    void curlIsServed() throws Exception {
        Curl.require();
        try (Server server = run("environ")) {
            String page = curl(server.home(), "--tlsv1.3");

            assertTrue(server.home().toString().startsWith("https://"), server.home()::toString);
            assertTrue(page.contains("\ngateway.url_scheme = \"https\"\n"), page);
            assertTrue(page.contains("\ngateway.ssl_session = "), page);
            assertTrue(curl(server.home(), "--tls-max", "1.2").contains("\"https\""));
            assertEquals(0, server.terminate().code());
        }
    }

    @Test
    void aLargeUploadByCurl() throws Exception {
        Curl.require();
        Path sent = Files.write(folder.resolve("sent"), new byte[3_000_000]);
        try (Server server = run("environ")) {
            String page =
                    curl(
                            server.home(),
                            "--data-binary",
                            "@" + sent,
                            "--header",
                            "Transfer-Encoding: chunked");

            assertTrue(page.contains("\nREQUEST_METHOD = \"POST\"\n"), page);
        }
    }

    @Test
    void opensslResumesAndMayNotRenegotiate() throws Exception {
        try (Server server = run("hello")) {
            String client =
                    "openssl s_client -connect "
                            + server.home().getAuthority()
                            + " -alpn h2,http/1.1 -verify_return_error -CAfile "
                            + certificates.authority();
            String session = certificates.file("session");
            String get = "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | " + client + " -ign_eof ";

            for (String version : List.of("-tls1_2", "-tls1_3")) {
                String first = Curl.shell(get + version + " -sess_out " + session + " 2>&1");
                assertTrue(first.contains("ALPN protocol: http/1.1"), first);
                assertTrue(first.contains("Hello, World!"), first);
                assertTrue(first.contains("New, TLSv1"), first);
                String second = Curl.shell(get + version + " -sess_in " + session + " 2>&1");
                assertTrue(second.contains("Reused, TLSv1"), second);
                assertTrue(second.contains("Hello, World!"), second);
            }
            Outcome refused =
                    new Tool("bash")
                            .end(List.of("-c", "(echo R; sleep 5) | " + client + " -tls1_2 2>&1"));
            assertTrue(refused.out().contains("RENEGOTIATING"), refused.out());
            assertNotEquals(0, refused.code(), refused.out());
        }
    }

    @Test
    void theNameChooses() throws Exception {
        certificates.issue("other", "b.example");
        try (Server server =
                Server.runTls(
                        "hello",
                        "--certificate",
                        certificates.file("own.pem") + "," + certificates.file("other.pem"),
                        "--key",
                        certificates.file("own.key"),
                        "--key",
                        certificates.file("other.key"))) {
            assertTrue(subject(server, "a.example").contains("a.example"));
            assertTrue(subject(server, "b.example").contains("b.example"));
            assertTrue(subject(server, "c.example").contains("a.example"));
        }
    }

    @Test
    void clientsShowACertificate() throws Exception {
        Curl.require();
        String jar = OwnJar.build(folder, "Peer", PEER).toString();
        certificates.issue("client", "client.example");
        String[] own = {
            "--cert", certificates.file("client.pem"), "--key", certificates.file("client.key")
        };
        try (Server server = run("--classpath", jar, "--client-ca", certificates.authority())) {
            assertEquals("CN=client.example", curl(server.home(), own));
            Outcome refused =
                    new Tool("curl")
                            .end(
                                    List.of(
                                            "--silent",
                                            "--cacert",
                                            certificates.authority(),
                                            server.home().toString()));
            assertNotEquals(0, refused.code());
        }
        try (Server server =
                run(
                        "--classpath",
                        jar,
                        "--client-ca",
                        certificates.authority(),
                        "--client-auth",
                        "wanted")) {
            assertEquals("CN=client.example", curl(server.home(), own));
            assertEquals("anonymous", curl(server.home()));
        }
    }

    @Test
    void aSignalReloads() throws Exception {
        try (Server server = run("hello")) {
            assertTrue(subject(server, "any.example").contains("a.example"));
            certificates.issue("own", "new.example");
            server.hangUp();
            server.awaitLine("serving new TLS files");
            assertTrue(subject(server, "any.example").contains("new.example"));
            Files.writeString(Path.of(certificates.file("own.pem")), "broken");
            server.hangUp();
            server.awaitLine("own.pem: is not PEM");
            assertTrue(subject(server, "any.example").contains("new.example"));
            assertEquals(0, server.terminate().code());
        }
    }

    @Test
    void otherClientsAreServed() throws Exception {
        try (Server server = run("hello")) {
            String python =
                    """
                    import http.client, ssl, sys
                    context = ssl.create_default_context(cafile=sys.argv[1])
                    client = http.client.HTTPSConnection("127.0.0.1", int(sys.argv[2]), context=context)
                    for i in range(3):
                        client.request("GET", "/")
                        print(client.getresponse().read().decode(), end="")
                    """;
            String port = Integer.toString(server.home().getPort());
            assertEquals(
                    "Hello, World!\n".repeat(3),
                    new Tool("python3")
                            .require()
                            .run("-c", python, certificates.authority(), port));
            String node =
                    """
                    const https = require("https");
                    const ca = require("fs").readFileSync(process.argv[1]);
                    const agent = new https.Agent({ca, keepAlive: true, maxSockets: 1});
                    const get = left => https.get({host: "127.0.0.1", port: process.argv[2], agent}, answer => {
                        answer.on("data", data => process.stdout.write(data));
                        answer.on("end", () => left > 1 ? get(left - 1) : agent.destroy());
                    });
                    get(3);
                    """;
            assertEquals(
                    "Hello, World!\n".repeat(3),
                    new Tool("node").require().run("-e", node, certificates.authority(), port));
        }
    }
}
