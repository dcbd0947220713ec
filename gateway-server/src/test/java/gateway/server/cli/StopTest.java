package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.server.Gateway;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A signal that comes before the server has started. */
@Timeout(60)
class StopTest {
    /** Its own start sends the signal. */
    public static final class Signalled implements Application, Lifecycle {
        /** For the command line. */
        public Signalled() {}

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            throw new AssertionError("nobody asks");
        }

        @Override
        public void start(Map<String, String> settings) throws Exception {
            String self = String.valueOf(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-TERM", self).start().waitFor();
        }

        @Override
        public void stop() {
            System.err.println("told to stop");
        }
    }

    @Test
    void stopsWhatHasStartedSince() throws Exception {
        AtomicBoolean told = new AtomicBoolean();
        Stop stop = new Stop(() -> told.set(true));
        Thread signal = new Thread(() -> stop.signalled(Gateway::close));
        signal.start();
        Gateway gateway =
                Gateway.serving((environ, startResponse) -> List.of()).on("127.0.0.1", 0).start();
        assertFalse(told.get());
        stop.started(gateway);
        gateway.awaitStop();
        signal.join();
    }

    @Test
    @Tag("SRV-3")
    void isNotTheEndOfTheProcess() throws Exception {
        String classPath = classPath(Gateway.class, Application.class, picocli.CommandLine.class);
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                classPath + ":" + classPath(org.slf4j.Logger.class, StopTest.class),
                                Main.class.getName(),
                                "run",
                                Signalled.class.getName(),
                                "--bind",
                                "127.0.0.1:0")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertEquals(2, said.split("told to stop", -1).length, said);
    }

    private static String classPath(Class<?>... parts) {
        return String.join(":", List.of(parts).stream().map(StopTest::place).distinct().toList());
    }

    private static String place(Class<?> part) {
        try {
            return Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
