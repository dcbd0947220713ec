package gateway.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gateway.server.Gateway;
import gateway.server.net.ClientAuth;
import gateway.server.net.TlsSettings;
import gateway.server.wire.Authority;
import gateway.server.wire.Issued;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Clients that show a certificate of their own. */
@Timeout(60)
@Tag("EXT-10")
class ClientCertificateTest {
    @TempDir private Path folder;

    private final Authority authority;
    private final Issued own;

    ClientCertificateTest() throws Exception {
        authority = new Authority("Authority");
        own = authority.issue("client.example");
    }

    private Gateway serving(ClientAuth auth) throws Exception {
        return Fixture.serve(new Echo(), files(auth != ClientAuth.NONE).load(with(auth)));
    }

    private TlsFiles files(boolean trusting) throws Exception {
        TlsFiles files =
                new TlsFiles(
                        List.of(authority.issue("a.example").write(folder, "a")), Optional.empty());
        return trusting ? files.trusting(authority.write(folder)) : files;
    }

    private static TlsSettings with(ClientAuth auth) {
        return TlsSettings.DEFAULT.with(auth);
    }

    /** What the application saw of a client, which has a certificate or not. */
    private String seen(Gateway gateway, Optional<Issued> certificate) throws Exception {
        return Fixture.get(gateway, authority.clients(certificate), "a.example");
    }

    @Test
    void nobodyIsAsked() throws Exception {
        try (Gateway gateway = serving(ClientAuth.NONE)) {
            assertEquals("https TLSv1.3 anonymous", seen(gateway, Optional.of(own)));
        }
    }

    @Test
    void wanted() throws Exception {
        try (Gateway gateway = serving(ClientAuth.WANTED)) {
            assertEquals("https TLSv1.3 anonymous", seen(gateway, Optional.empty()));
            assertEquals("https TLSv1.3 CN=client.example", seen(gateway, Optional.of(own)));
        }
    }

    @Test
    void required() throws Exception {
        try (Gateway gateway = serving(ClientAuth.REQUIRED)) {
            assertThrows(IOException.class, () -> seen(gateway, Optional.empty()));
            assertEquals("https TLSv1.3 CN=client.example", seen(gateway, Optional.of(own)));
        }
    }

    @Test
    void oneThatIsShownMustBeGood() throws Exception {
        // A client sends none that the named authorities did not issue: this one has their name.
        Issued foreign = new Authority("Authority").issue("client.example");
        Issued expired =
                authority.issue("EC", Instant.now().minus(Duration.ofDays(1)), "client.example");
        for (ClientAuth auth : List.of(ClientAuth.WANTED, ClientAuth.REQUIRED)) {
            try (Gateway gateway = serving(auth)) {
                assertThrows(IOException.class, () -> seen(gateway, Optional.of(foreign)));
                assertThrows(IOException.class, () -> seen(gateway, Optional.of(expired)));
            }
        }
    }

    @Test
    void theAuthorityGoesWithTheQuestion() throws Exception {
        assertThrows(
                IllegalArgumentException.class, () -> files(false).load(with(ClientAuth.REQUIRED)));
        assertThrows(IllegalArgumentException.class, () -> files(true).load(with(ClientAuth.NONE)));
    }
}
