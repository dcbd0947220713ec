package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where options or files for TLS do not do: exit code 2 and a line that names both. */
class TlsStartIT {
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set by issue.
    private Certificates certificates;

    @SuppressWarnings("NullAway.Init") // Set by issue.
    private String certificate;

    @SuppressWarnings("NullAway.Init") // Set by issue.
    private String key;

    @BeforeEach
    void issue() throws Exception {
        certificates = new Certificates(folder);
        certificates.issue("own", "a.example");
        certificate = certificates.file("own.pem");
        key = certificates.file("own.key");
    }

    private static List<String> refused(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("run", "hello"));
        command.addAll(List.of("--bind", "tls:127.0.0.1:0"));
        command.addAll(List.of(words));
        try (Child child = Server.launch(command.toArray(String[]::new))) {
            Outcome outcome = child.end();
            assertEquals(2, outcome.code(), () -> outcome.err().toString());
            assertFalse(outcome.hasStackTrace(), () -> outcome.err().toString());
            return outcome.err();
        }
    }

    private static void assertOneLine(String expected, String... words) throws Exception {
        assertEquals(List.of("gateway: " + expected), refused(words));
    }

    private static void assertWord(String expected, String... words) throws Exception {
        List<String> said = refused(words);
        assertTrue(said.getFirst().contains(expected), said::toString);
    }

    @Test
    void files() throws Exception {
        certificates.issue("other", "b.example");
        String other = certificates.file("other.key");
        String missing = certificates.file("missing");
        String encrypted = certificates.file("encrypted.key");
        new Tool("openssl")
                .run("pkey", "-in", key, "-aes256", "-passout", "pass:secret", "-out", encrypted);
        assertOneLine(
                "--certificate " + missing + ": there is no such file", "--certificate", missing);
        assertOneLine(
                "--certificate " + certificate + ": holds no private key",
                "--certificate",
                certificate);
        assertOneLine(
                "--key " + other + ": is not the key of the certificate in " + certificate,
                "--certificate",
                certificate,
                "--key",
                other);
        assertOneLine(
                "--key "
                        + encrypted
                        + ": holds a key that is encrypted, and there is no password for it",
                "--certificate",
                certificate,
                "--key",
                encrypted);
        assertOneLine(
                "--client-ca " + key + ": holds no certificate",
                "--certificate",
                certificate,
                "--key",
                key,
                "--client-ca",
                key);
    }

    @Test
    void options() throws Exception {
        assertWord("--certificate");
        assertWord("--client-ca", "--certificate", certificate, "--client-auth", "wanted");
        assertWord("'perhaps'", "--certificate", certificate, "--client-auth", "perhaps");
        assertWord("'1.1'", "--certificate", certificate, "--tls-minimum", "1.1");
        assertWord("2 --key", "--certificate", certificate, "--key", key, "--key", key);
    }

    @Test
    void filesWithoutAnEndpoint() throws Exception {
        try (Child child = Server.launch("run", "hello", "--certificate", certificate)) {
            Outcome outcome = child.end();
            assertEquals(2, outcome.code());
            assertTrue(outcome.err().getFirst().contains("--bind tls:"), outcome.err()::toString);
        }
    }
}
