package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where {@code gateway run} cannot start: exit code 1 and a reason on one line, or 2 for words. */
class RefusedStartIT {
    private static final String BROKEN =
            """
            import gateway.api.*;
            import java.util.*;

            public final class Broken implements Application {
                public Broken() {
                    throw new IllegalStateException("no database today");
                }

                @Override
                public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
                    return List.of();
                }
            }
            """;

    @Test
    void portTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertReason(address, run("hello", "--bind", address));
        }
    }

    @Test
    void applicationClassNotFound() throws Exception {
        assertReason("no.such.Application", run("no.such.Application"));
    }

    @Test
    void classIsNoApplication() throws Exception {
        assertReason("java.lang.String", run("java.lang.String"));
    }

    @Test
    void constructorThrows(@TempDir Path folder) throws Exception {
        String jar = OwnJar.build(folder, "Broken", BROKEN).toString();

        assertReason("no database today", run("--classpath", jar));
        assertReason("no database today", run("Broken", "--classpath", jar));
    }

    @Test
    void debugShowsTheStackTrace(@TempDir Path folder) throws Exception {
        String jar = OwnJar.build(folder, "Broken", BROKEN).toString();

        Outcome outcome = run("--classpath", jar, "--debug");

        assertEquals(1, outcome.code());
        assertTrue(outcome.hasStackTrace(), () -> "no stack trace: " + outcome.err());
        assertTrue(
                outcome.err().stream().anyMatch(line -> line.contains("Broken.<init>")),
                () -> "not that of the constructor: " + outcome.err());
    }

    @Test
    void noApplicationFound() throws Exception {
        assertReason("META-INF/services/gateway.api.Application", run());
    }

    @Test
    void namesTheProviderThatItPassesOver(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("gateway.api.Application"), "no.such.Provider\n");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // That it goes on to listen shows that it has found the other one.
            String address = "127.0.0.1:" + taken.getLocalPort();
            Outcome outcome = run("hello", "--classpath", folder.toString(), "--bind", address);

            String said = String.join("\n", outcome.err());
            assertEquals(2, outcome.err().size(), said);
            assertTrue(outcome.err().getFirst().contains(" WARN "), said);
            assertTrue(outcome.err().getFirst().contains("no.such.Provider"), said);
            assertTrue(outcome.err().getLast().contains("cannot listen at " + address), said);
        }
    }

    @Test
    void severalApplicationsFound() throws Exception {
        String jars =
                Checkout.sampleJar("environ") + File.pathSeparator + Checkout.sampleJar("hello");

        Outcome outcome = run("--classpath", jars);

        assertReason("gateway.sample.environ.EnvironDemo", outcome);
        assertReason("gateway.sample.hello.Hello", outcome);
        assertReason("gateway run gateway.sample.environ.EnvironDemo --classpath " + jars, outcome);
    }

    @Test
    void wordsNotUnderstood() throws Exception {
        assertMisunderstood("--frobnicate", run("hello", "--frobnicate"));
        assertMisunderstood("127.0.0.1", run("hello", "--bind", "127.0.0.1"));
        try (Child child = Server.launch("serve")) {
            assertMisunderstood("serve", child.end());
        }
    }

    private static Outcome run(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 1];
        command[0] = "run";
        System.arraycopy(words, 0, command, 1, words.length);
        try (Child child = Server.launch(command)) {
            return child.end();
        }
    }

    private static void assertReason(String word, Outcome outcome) {
        String said = String.join("\n", outcome.err());
        assertEquals(1, outcome.code(), said);
        assertEquals(1, outcome.err().size(), said);
        assertTrue(said.contains(word), said);
        assertFalse(outcome.hasStackTrace(), said);
        assertEquals("", outcome.out());
    }

    private static void assertMisunderstood(String word, Outcome outcome) {
        String said = String.join("\n", outcome.err());
        assertEquals(2, outcome.code(), said);
        assertTrue(said.contains(word), said);
        assertEquals(1, outcome.err().size(), said);
        assertFalse(outcome.hasStackTrace(), said);
    }
}
