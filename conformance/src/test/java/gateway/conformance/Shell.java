package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs commands as they stand on a page: by bash, in a folder, whatever git is configured to. */
record Shell(Path folder) {
    /** Runs commands to a good end, and returns what they printed. */
    String run(String script) throws IOException, InterruptedException {
        try (Child child = start(script)) {
            Outcome outcome = child.end();
            assertEquals(0, outcome.code(), () -> script + outcome.err());
            return outcome.out();
        }
    }

    /** Runs a command that serves until it accepts: at a free port, not at 8080. */
    Server serve(String command) throws IOException, InterruptedException {
        String free =
                command.startsWith("./gateway ")
                        ? command.strip() + " --bind 127.0.0.1:0"
                        : command.strip().replace("-Dport=8080", "-Dport=0");
        return Server.accepting(start("exec " + free));
    }

    /** Starts commands. */
    Child start(String script) throws IOException {
        String path = Checkout.jdk().resolve("bin") + ":" + System.getenv("PATH");
        return Child.start(
                folder,
                Map.of("PATH", path, "GATEWAY_BUILD", "never", "GIT_CONFIG_GLOBAL", "/dev/null"),
                List.of("bash", "-e", "-c", script));
    }
}
