package gateway.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gateway.server.Gateway;
import gateway.server.net.TlsSettings;
import gateway.server.wire.Authority;
import gateway.server.wire.Issued;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/** Which certificate a client gets: by the name it asks for (RFC 6066 section 3). */
@Timeout(60)
class ServerNameTest {
    @TempDir private Path folder;

    private Gateway serving(Issued... issued) throws Exception {
        List<CertificateFiles> certificates = new ArrayList<>();
        for (Issued each : issued) {
            certificates.add(each.write(folder, "certificate-" + certificates.size()));
        }
        return Fixture.serve(
                new Echo(), new TlsFiles(certificates, Optional.empty()).load(TlsSettings.DEFAULT));
    }

    @Test
    void theNameChooses() throws Exception {
        Authority authority = new Authority("Authority");
        try (Gateway gateway =
                serving(
                        authority.issue("first.example"),
                        authority.issue("*.example.org"),
                        authority.issue("b.example.org", "c.example"))) {
            SSLContext clients = authority.clients();
            assertEquals("CN=first.example", subject(gateway, clients, "first.example"));
            assertEquals("CN=b.example.org", subject(gateway, clients, "B.Example.ORG"));
            assertEquals("CN=b.example.org", subject(gateway, clients, "c.example"));
            assertEquals("CN=*.example.org", subject(gateway, clients, "a.example.org"));
            // The wildcard stands for one label, no more and no less.
            assertEquals("CN=first.example", subject(gateway, clients, "a.b.example.org"));
            assertEquals("CN=first.example", subject(gateway, clients, "example.org"));
            assertEquals("CN=first.example", subject(gateway, clients, "elsewhere.example"));
            assertEquals("CN=first.example", subject(gateway, clients, "127.0.0.1")); // No name.
        }
    }

    @Test
    void theKeyMayBeOfAnyKind() throws Exception {
        Authority authority = new Authority("Authority");
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        try (Gateway gateway =
                serving(
                        authority.issue("RSA", tomorrow, "rsa.example"),
                        authority.issue("EC", tomorrow, "ec.example"),
                        authority.issue("Ed25519", tomorrow, "ed.example"))) {
            SSLContext clients = authority.clients();
            for (String kind : List.of("rsa", "ec", "ed")) {
                assertEquals(
                        "CN=" + kind + ".example", subject(gateway, clients, kind + ".example"));
            }
        }
    }

    private static String subject(Gateway gateway, SSLContext clients, String name)
            throws Exception {
        return Fixture.subject(gateway, clients, name).getName();
    }
}
