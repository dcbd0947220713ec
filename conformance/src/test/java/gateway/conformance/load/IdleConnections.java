package gateway.conformance.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.server.Gateway;
import gateway.server.http.Phase;
import gateway.server.http.Timeouts;
import gateway.server.net.Admission;
import gateway.server.net.WhenFull;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What an idle connection costs: the resident memory of a server in a process of its own, after a
 * garbage collection, with and without connections that had one answer each and wait.
 *
 * <p>A main class: {@code java -cp … gateway.conformance.load.IdleConnections [connections]}.
 */
public final class IdleConnections {
    /** A young generation that the warm-up fills: what it takes later is what connections keep. */
    private static final List<String> HEAP = List.of("-XX:+UseSerialGC", "-Xmx512m", "-Xmn16m");

    private IdleConnections() {}

    /** Measures, with 10,000 connections unless told otherwise, and prints the result. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("serve")) {
            serve();
        } else {
            measure(arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]));
        }
    }

    private static void serve() throws Exception {
        Duration day = Duration.ofDays(1);
        Timeouts patient = Timeouts.of(Map.of(Phase.FIRST_OCTET, day, Phase.KEEP_ALIVE, day));
        try (Gateway gateway =
                Gateway.serving(new Answering(0))
                        .on("127.0.0.1", 0)
                        .admission(Admission.DEFAULT.withConnections(1_000_000, WhenFull.WAIT))
                        .timeouts(patient)
                        .start()) {
            System.out.println(gateway.uri());
            int end = System.in.read(); // Until the other side has enough.
            System.out.println("the end: " + end);
        }
    }

    /**
     * Opens the connections, measures, has each of them answered again, and closes them.
     *
     * @return octets per connection
     */
    static long measure(int connections) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(HEAP);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(IdleConnections.class.getName(), "serve"));
        Process server =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<NormalClient> clients = new ArrayList<>();
        try (BufferedReader said = server.inputReader(UTF_8)) {
            URI home = URI.create(said.readLine());
            warmUp(home);
            long before = resident(server.pid());
            for (int i = 0; i < connections; i++) {
                NormalClient client = new NormalClient(home);
                clients.add(client);
                client.ask();
            }
            long among = resident(server.pid());
            for (NormalClient client : clients) {
                client.ask();
            }
            long each = (among - before) / connections;
            System.out.printf(
                    Locale.ROOT,
                    "idle: %d connections, resident %d KiB before and %d KiB among: %d octets each;"
                            + " all answered again%n",
                    connections,
                    before / 1024,
                    among / 1024,
                    each);
            return each;
        } finally {
            for (NormalClient client : clients) {
                client.close();
            }
            server.destroy();
            server.waitFor(1, TimeUnit.MINUTES);
        }
    }

    /** What is loaded and compiled at first is no connection's cost. */
    private static void warmUp(URI home) throws IOException {
        for (int i = 0; i < 200; i++) {
            try (NormalClient client = new NormalClient(home)) {
                client.ask(100);
            }
        }
    }

    /** In octets, after the heap was collected. */
    private static long resident(long pid) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        for (int i = 0; i < 2; i++) {
            new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        throw new IOException("no VmRSS");
    }
}
