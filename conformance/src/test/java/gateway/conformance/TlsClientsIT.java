package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The usual clients, each by the second name that is served and with a certificate of its own: they
 * check that the name is in the certificate they get, and print whom the server takes them for.
 */
@Timeout(300)
class TlsClientsIT {
    private static final String NAME = "b.example";
    private static final String SEEN = "CN=client.example";

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set by serve.
    private Certificates certificates;

    @SuppressWarnings("NullAway.Init") // Set by serve.
    private Server server;

    @BeforeEach
    void serve() throws Exception {
        certificates = new Certificates(folder);
        certificates.issue("first", "a.example");
        certificates.issue("second", NAME);
        certificates.issue("client", "client.example");
        server =
                Server.runTls(
                        "--classpath",
                        OwnJar.build(folder, "Peer", TlsIT.PEER).toString(),
                        "--certificate",
                        certificates.file("first.pem") + "," + certificates.file("second.pem"),
                        "--key",
                        certificates.file("first.key") + "," + certificates.file("second.key"),
                        "--client-ca",
                        certificates.authority());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void curl() throws Exception {
        String at = NAME + ":" + server.home().getPort();
        assertEquals(
                SEEN,
                new Tool("curl")
                        .require()
                        .run(
                                "--silent",
                                "--show-error",
                                "--resolve",
                                at + ":127.0.0.1",
                                "--cacert",
                                certificates.authority(),
                                "--cert",
                                certificates.file("client.pem"),
                                "--key",
                                certificates.file("client.key"),
                                "https://" + at + "/"));
    }

    @Test
    void openssl() throws Exception {
        String answer =
                Curl.shell(
                        "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | openssl s_client -quiet -connect "
                                + server.home().getAuthority()
                                + (" -servername " + NAME + " -verify_hostname " + NAME)
                                + " -verify_return_error -CAfile "
                                + certificates.authority()
                                + " -cert "
                                + certificates.file("client.pem")
                                + " -key "
                                + certificates.file("client.key")
                                + " 2>/dev/null | tail -n 1");
        assertEquals(SEEN, answer);
    }

    @Test
    void python() throws Exception {
        String program =
                """
                import socket, ssl, sys
                authority, certificate, key, name, port = sys.argv[1:]
                context = ssl.create_default_context(cafile=authority)
                context.load_cert_chain(certificate, key)
                raw = socket.create_connection(("127.0.0.1", int(port)))
                with context.wrap_socket(raw, server_hostname=name) as client:
                    client.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
                    answer = b""
                    while part := client.recv(65536):
                        answer += part
                print(answer.decode().rpartition("\\r\\n")[2], end="")
                """;
        assertEquals(SEEN, new Tool("python3").require().run(words("-c", program)));
    }

    @Test
    void node() throws Exception {
        String program =
                """
                const [authority, certificate, key, servername, port] = process.argv.slice(1);
                const read = require("fs").readFileSync;
                const options = {host: "127.0.0.1", port, servername, headers: {host: servername},
                    ca: read(authority), cert: read(certificate), key: read(key)};
                require("https").get(options, answer => answer.pipe(process.stdout));
                """;
        assertEquals(SEEN, new Tool("node").require().run(words("-e", program)));
    }

    /** In a process of its own: it takes names from a file, and stores from its properties. */
    @Test
    void javaHttpClient() throws Exception {
        Path program =
                Files.writeString(
                        folder.resolve("Client.java"),
                        """
                        import java.net.URI;
                        import java.net.http.*;

                        void main(String[] words) throws Exception {
                            try (HttpClient client = HttpClient.newHttpClient()) {
                                HttpRequest request = HttpRequest.newBuilder(URI.create(words[0])).build();
                                HttpResponse<String> answer =
                                        client.send(request, HttpResponse.BodyHandlers.ofString());
                                System.out.print(answer.version() + " " + answer.body());
                            }
                        }
                        """);
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + NAME + "\n");
        new Tool("openssl")
                .run(
                        "pkcs12",
                        "-export",
                        "-in",
                        certificates.file("client.pem"),
                        "-inkey",
                        certificates.file("client.key"),
                        "-passout",
                        "pass:password",
                        "-out",
                        certificates.file("client.p12"));
        Path home = Path.of(System.getProperty("java.home"), "bin");
        new Tool(home.resolve("keytool").toString())
                .run(
                        "-importcert",
                        "-noprompt",
                        "-alias",
                        "authority",
                        "-file",
                        certificates.authority(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password",
                        "-keystore",
                        certificates.file("authority.p12"));
        try (Child client =
                Child.start(
                        folder,
                        Map.of(),
                        List.of(
                                home.resolve("java").toString(),
                                "-Djdk.net.hosts.file=" + hosts,
                                "-Djavax.net.ssl.keyStore=" + certificates.file("client.p12"),
                                "-Djavax.net.ssl.keyStorePassword=password",
                                "-Djavax.net.ssl.trustStore=" + certificates.file("authority.p12"),
                                "-Djavax.net.ssl.trustStorePassword=password",
                                program.toString(),
                                "https://" + NAME + ":" + server.home().getPort() + "/"))) {
            Outcome outcome = client.end();
            assertEquals("HTTP_1_1 " + SEEN, outcome.out(), () -> outcome.err().toString());
        }
    }

    private String[] words(String option, String program) {
        return new String[] {
            option,
            program,
            certificates.authority(),
            certificates.file("client.pem"),
            certificates.file("client.key"),
            NAME,
            Integer.toString(server.home().getPort())
        };
    }
}
