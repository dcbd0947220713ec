package gateway.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.server.Gateway;
import gateway.server.Log;
import gateway.server.net.TlsSettings;
import gateway.server.wire.Authority;
import gateway.server.wire.RawClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLContext;

/** Files that change while they are served. */
@Timeout(120)
class ReloadTest {
    private static final String OLD = "CN=old.example";
    private static final String NEW = "CN=new.example";

    @TempDir private Path folder;

    private final Authority authority;
    private final SSLContext clients;

    ReloadTest() throws Exception {
        authority = new Authority("Authority");
        clients = authority.clients();
    }

    private ServedFiles open() throws Exception {
        return new TlsFiles(
                        List.of(authority.issue("old.example").write(folder, "own")),
                        Optional.empty())
                .open();
    }

    private String subject(Gateway gateway) throws Exception {
        return Fixture.subject(gateway, clients, "any.example").getName();
    }

    @Test
    void newFilesAreServedAndNoRequestFails() throws Exception {
        try (Log log = new Log();
                Gateway gateway = Fixture.serve(new Echo(), open().tls(TlsSettings.DEFAULT));
                RawClient before =
                        new RawClient(gateway.uri(), Authority.asking(clients, "any.example"))) {
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Integer> busy =
                    CompletableFuture.supplyAsync(() -> answersUntil(done, gateway));
            before.send(Fixture.GET);
            assertEquals(200, before.response().status());
            assertEquals(OLD, subject(gateway));

            authority.issue("new.example").write(folder, "own");
            while (!subject(gateway).equals(NEW)) {
                Thread.onSpinWait(); // The test's time limit ends it.
            }

            before.send(Fixture.GET);
            assertEquals(200, before.response().status());
            done.set(true);
            assertTrue(busy.get() > 0);
            assertFalse(log.lines("serving new TLS files").isEmpty());
        }
    }

    /** How often it was answered; throws if once it was not. */
    private int answersUntil(AtomicBoolean done, Gateway gateway) {
        int answers = 0;
        try {
            for (; !done.get() || answers == 0; answers++) {
                assertEquals(
                        "https TLSv1.3 anonymous", Fixture.get(gateway, clients, "any.example"));
            }
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        return answers;
    }

    @Test
    void brokenFilesAreNotServed() throws Exception {
        ServedFiles files = open();
        try (Log log = new Log();
                Gateway gateway = Fixture.serve(new Echo(), files.tls(TlsSettings.DEFAULT))) {
            Path certificate = folder.resolve("own.pem");
            Files.writeString(certificate, "broken");
            while (log.lines("of before serve on").isEmpty()) {
                assertEquals(OLD, subject(gateway));
            }
            files.get();
            assertEquals(OLD, subject(gateway));
            assertEquals(1, log.lines(certificate.toString()).size());

            files.reload(); // Whoever asks is told again.
            assertEquals(2, log.lines(certificate.toString()).size());

            authority.issue("new.example").write(folder, "own");
            files.reload();
            assertEquals(NEW, subject(gateway));
        }
    }

    @Test
    void whatIsStillChangingIsNotServed() throws Exception {
        AtomicLong now = new AtomicLong();
        ServedFiles files =
                new ServedFiles(
                        List.of(authority.issue("old.example").write(folder, "own")),
                        Optional.empty(),
                        now::get);
        SSLContext old = files.get();
        for (int i = 0; i < 3; i++) {
            authority.issue("half" + i + ".example").write(folder, "own");
            now.addAndGet(1_000_000_000);
            assertSame(old, files.get(), "after change " + i);
        }
        assertSame(old, files.get(), "the second look comes a second later");
        now.addAndGet(1_000_000_000);
        assertNotSame(old, files.get());
    }

    @Test
    void aReloadSaysWhatCameOfIt() throws Exception {
        ServedFiles files = open();
        try (Log log = new Log();
                Gateway gateway = Fixture.serve(new Echo(), files.tls(TlsSettings.DEFAULT))) {
            files.reload();
            assertEquals(1, log.lines("have not changed").size());
            Files.delete(folder.resolve("own.key"));
            files.reload();
            assertEquals(1, log.lines("own.key: there is no such file").size());
            assertEquals(OLD, subject(gateway));
            authority.issue("new.example").write(folder, "own");
            files.reload();
            assertEquals(NEW, subject(gateway));
        }
    }
}
