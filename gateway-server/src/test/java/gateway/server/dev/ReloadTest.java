package gateway.server.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.server.Gateway;
import gateway.server.Log;
import gateway.server.wire.RawClient;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.StreamedAnswer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A class path changes under development mode. */
@Timeout(120)
class ReloadTest {
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    Path folder;

    @Test
    @Tag("LIFE-1")
    @Tag("LIFE-2")
    void theNextRequestIsAnsweredByTheNewClasses() throws Exception {
        try (Project project = new Project(folder, false)) {
            project.compile(Project.source("one"));
            project.start();
            assertEquals("start one set; ", Project.told());
            assertEquals("one by application", project.get("/").text());
            assertEquals("one by application", project.get("/").text());
            for (String version : new String[] {"two", "three"}) {
                project.compile(Project.source(version));
                assertEquals(version + " by application", project.get("/").text());
            }
        }
        assertEquals(
                "start one set; stop one; start two set; stop two; start three set; stop three; ",
                Project.told(),
                "one after the other: they may need the same port");
    }

    @Test
    void writingTheSameAgainReloadsOnceAndTouchingNothingDoesNot() throws Exception {
        try (Project project = new Project(folder, false);
                Log log = new Log()) {
            project.compile(Project.source("one"));
            project.start();
            Files.setPosixFilePermissions(
                    project.classes.resolve("Own.class"),
                    PosixFilePermissions.fromString("rw-r-----"));
            project.get("/");
            assertEquals(0, log.lines("reloaded").size());
            project.compile(Project.source("one"));
            project.get("/");
            project.get("/");
            assertEquals(1, log.lines("reloaded").size());
        }
    }

    @Test
    @Tag("LIFE-2")
    void aRunningRequestEndsOnTheClassesItBeganWith() throws Exception {
        try (Project project = new Project(folder, false)) {
            project.compile(Project.source("one"));
            project.start();
            Client client = project.client();
            try (StreamedAnswer running = client.stream(client.request("GET", "/stream"))) {
                InputStream body = running.body();
                assertEquals("one", new String(body.readNBytes(3), UTF_8));
                project.compile(Project.source("two"));
                assertEquals("two by application", project.get("/").text());
                assertEquals("start one set; start two set; ", Project.told());
                assertEquals(
                        " late one",
                        new String(body.readAllBytes(), UTF_8),
                        "of a class that was not loaded yet");
            }
            assertEquals("start one set; start two set; stop one; ", Project.told());
        }
    }

    @Test
    void theOldClassesCanBeCollectedWhileTheirClientIsStillConnected() throws Exception {
        Project project = new Project(folder, false);
        project.compile(Project.source("one"));
        try (Gateway gateway =
                        Gateway.serving(project.application)
                                .set("own.word", "set")
                                .on("127.0.0.1", 0)
                                .start();
                RawClient idle = new RawClient(gateway.uri());
                RawClient next = new RawClient(gateway.uri())) {
            String request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
            idle.send(request);
            assertEquals("one by application", idle.response().body());
            WeakReference<ClassLoader> old = project.loader();
            assertNotNull(old.get());
            project.compile(Project.source("two"));
            next.send(request);
            assertEquals("two by application", next.response().body());
            assertEquals("start one set; stop one; start two set; ", Project.told());
            for (int i = 0; i < 50 && old.get() != null; i++) {
                System.gc();
                Thread.sleep(20); // For the collector, not for the result.
            }
            assertNull(old.get(), "something holds the old classes");
        }
    }
}
