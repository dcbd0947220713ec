package gateway.conformance.bent;

import gateway.server.Gateway;
import gateway.tck.probe.Probe;
import gateway.tck.subject.Options;
import gateway.tck.subject.ServerUnderTest;
import gateway.tck.subject.Starter;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import java.io.IOException;
import java.util.Optional;

/** A bent server as a process, for the kit's command: {@code BentServer PORT FAULT}. */
final class BentServer {
    private BentServer() {}

    /** Serves the kit's application until the process is told to end. */
    public static void main(String... words) throws Exception {
        int port = Integer.parseInt(words[0]);
        Bend bend =
                Bends.all().stream()
                        .filter(one -> one.toString().equals(words[1]))
                        .findAny()
                        .orElseThrow(() -> new IllegalArgumentException(words[1]));
        Starter right =
                (probe, variant) -> {
                    Gateway gateway = Gateway.serving(probe).on("127.0.0.1", port).start();
                    return Optional.of(
                            new ServerUnderTest("127.0.0.1", port, Options.DEFAULT, gateway));
                };
        Subject subject =
                bend.bending().apply(right).start(new Probe(), Variant.PLAIN).orElseThrow();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(subject)));
    }

    private static void stop(Subject subject) {
        try {
            subject.close();
        } catch (IOException e) {
            System.err.println("the stop failed: " + e);
        }
    }
}
