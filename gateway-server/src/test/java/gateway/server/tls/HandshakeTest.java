package gateway.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.server.Gateway;
import gateway.server.Log;
import gateway.server.net.Tls;
import gateway.server.net.TlsSettings;
import gateway.server.wire.Authority;
import gateway.server.wire.RawClient;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Clients that are slow, hostile, or speak something else. */
@Timeout(120)
class HandshakeTest {
    /** The beginning of a record of type handshake, of 512 octets that do not come. */
    private static final byte[] BEGINNING = {22, 3, 1, 2, 0, 1, 0};

    private static final TlsSettings HASTY =
            TlsSettings.DEFAULT.handshakeWithin(Duration.ofMillis(200));

    @TempDir static Path folder;
    private static Authority authority;
    private static TlsFiles files;

    @BeforeAll
    static void issue() throws Exception {
        authority = new Authority("Authority");
        files =
                new TlsFiles(
                        List.of(authority.issue("a.example").write(folder, "a")), Optional.empty());
    }

    private static String get(Gateway gateway) throws Exception {
        return Fixture.get(gateway, authority.clients(), "a.example");
    }

    @Test
    void whoSaysNothingIsClosedInSilence() throws Exception {
        try (Gateway gateway = Fixture.serve(new Echo(), files.load(HASTY));
                Socket client = Fixture.connect(gateway)) {
            assertEquals(-1, client.getInputStream().read());
        }
    }

    @Test
    void whoDoesNotGoOnIsReset() throws Exception {
        try (Gateway gateway = Fixture.serve(new Echo(), files.load(HASTY));
                Socket client = Fixture.connect(gateway)) {
            client.getOutputStream().write(BEGINNING);
            assertThrows(IOException.class, () -> client.getInputStream().read());
        }
    }

    @Test
    void whoDripsIsResetInTime() throws Exception {
        try (Gateway gateway = Fixture.serve(new Echo(), files.load(HASTY));
                Socket client = Fixture.connect(gateway)) {
            client.getOutputStream().write(BEGINNING);
            assertThrows(
                    IOException.class,
                    () -> {
                        while (true) { // Each octet comes in time, all of them do not.
                            client.getOutputStream().write(0);
                            Thread.sleep(20);
                        }
                    });
        }
    }

    @Test
    void thoseThatHangDisturbNobodyBesideThem() throws Exception {
        Tls tls = files.load(TlsSettings.DEFAULT);
        try (Gateway gateway = Fixture.serve(new Echo(), tls)) {
            List<Socket> hanging = new ArrayList<>();
            try {
                Random random = new Random(1);
                for (int i = 0; i < 100; i++) {
                    Socket client = Fixture.connect(gateway);
                    hanging.add(client);
                    byte[] noise = new byte[200];
                    random.nextBytes(noise);
                    switch (i % 4) {
                        case 0 -> {} // Says nothing.
                        case 1 -> client.getOutputStream().write(BEGINNING);
                        case 2 -> client.getOutputStream().write(noise);
                        default -> {
                            noise[0] = 22;
                            client.getOutputStream().write(noise);
                        }
                    }
                    if (i % 10 == 0) {
                        assertEquals("https TLSv1.3 anonymous", get(gateway));
                    }
                }
            } finally {
                for (Socket each : hanging) {
                    each.close();
                }
            }
        }
    }

    @Test
    void whoDoesNotGoOnHoldsNoTurn() throws Exception {
        TlsSettings oneAtATime = TlsSettings.DEFAULT.handshakesAtATime(1);
        try (Gateway gateway = Fixture.serve(new Echo(), files.load(oneAtATime));
                Socket client = Fixture.connect(gateway)) {
            client.getOutputStream().write(BEGINNING);
            for (int i = 0; i < 5; i++) { // Each well before the first one's time is over.
                assertEquals("https TLSv1.3 anonymous", get(gateway));
            }
            client.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
        }
    }

    @Test
    void aTurnIsGivenBack() throws Exception {
        TlsSettings oneAtATime = TlsSettings.DEFAULT.handshakesAtATime(1);
        try (Gateway gateway = Fixture.serve(new Echo(), files.load(oneAtATime))) {
            for (int i = 0; i < 5; i++) {
                try (Socket broken = Fixture.connect(gateway)) {
                    broken.getOutputStream().write(new byte[] {22, 3, 1, 0, 4, 99, 0, 0, 0});
                    broken.getInputStream().readAllBytes(); // An alert, as there is no message 99.
                }
                assertEquals("https TLSv1.3 anonymous", get(gateway));
            }
        }
    }

    @Test
    void plainHttpGetsACloseAndALine() throws Exception {
        try (Log log = new Log();
                Gateway gateway = Fixture.serve(new Echo(), files.load(TlsSettings.DEFAULT));
                Socket client = Fixture.connect(gateway)) {
            client.getOutputStream().write(Fixture.GET.getBytes(ISO_8859_1));
            assertEquals(-1, client.getInputStream().read());
            String line = log.await("does not speak TLS");
            assertTrue(line.contains(":" + client.getLocalPort()), line);
            assertEquals(1, log.lines(" WARN ").size(), () -> log.lines("").toString());
            assertEquals("https TLSv1.3 anonymous", get(gateway));
        }
    }

    @Test
    void muchPlainHttpGetsAFewLinesAndANumber() throws Exception {
        try (Log log = new Log();
                Gateway gateway = Fixture.serve(new Echo(), files.load(TlsSettings.DEFAULT))) {
            for (int i = 0; i < 60; i++) {
                try (Socket client = Fixture.connect(gateway)) {
                    client.getOutputStream().write('G');
                    assertEquals(-1, client.getInputStream().read());
                }
            }
            log.await(" more did not speak TLS");
            int lines = log.lines(" speak TLS").size();
            assertTrue(lines < 60, () -> lines + " lines");
        }
    }

    @Test
    void tlsAtAPlainPortGetsACloseAndALine() throws Exception {
        try (Log log = new Log();
                Gateway gateway = Gateway.serving(new Echo()).on("127.0.0.1", 0).start()) {
            assertThrows(IOException.class, () -> get(gateway));
            String line = log.await("TLS is spoken to a port for plain HTTP");
            assertTrue(line.contains("TLS_SPOKEN (400) from 127.0.0.1:"), line);
            assertEquals(1, log.lines("TLS_SPOKEN").size(), () -> log.lines("").toString());
            try (RawClient client = new RawClient(gateway.uri())) {
                client.send(Fixture.GET);
                assertEquals("http no session", client.response().body());
            }
        }
    }
}
