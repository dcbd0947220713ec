package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Machines as far as a network can tell: namespaces of Linux with an address each, on a bridge that
 * this process has an address on, too.
 *
 * <p>Nothing of it stays: {@link #close} removes it, so does the end of this VM, and the next test
 * removes what a VM left behind that was killed. Names hold the process id, by which that is seen.
 */
final class Network implements AutoCloseable {
    /** For measurements between machines (RFC 2544), so that nobody's addresses are taken. */
    private static final String BLOCK = "198.18.";

    private static final String PREFIX = "gwit";
    private static final Pattern OURS = Pattern.compile("\\b" + PREFIX + "([0-9]+)[mb][0-9]?\\b");

    private final long owner = ProcessHandle.current().pid();
    private final int machines;
    private final String block;
    private final Thread atExit = new Thread(() -> removeAllOf(owner), "remove-network");

    private Network(int machines, String block) {
        this.machines = machines;
        this.block = block;
    }

    /**
     * Skips the test, with a word, where this cannot be made; fails it in continuous integration.
     */
    static void require() throws IOException, InterruptedException {
        new Tool("ip").require();
        String name = PREFIX + ProcessHandle.current().pid() + "m0";
        if (ip("netns", "add", name).code() != 0) {
            String missing = "network namespaces cannot be made, which takes root: not tested";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            abort(missing);
        }
        ip("netns", "delete", name);
    }

    /**
     * Makes it.
     *
     * @param machines 1 to 9
     */
    static Network of(int machines) throws IOException, InterruptedException {
        removeStale();
        String taken = ip("-o", "address").out();
        long number = ProcessHandle.current().pid() % 256;
        while (taken.contains(BLOCK + number + ".")) {
            number = (number + 1) % 256;
        }
        Network network = new Network(machines, BLOCK + number + ".");
        Runtime.getRuntime().addShutdownHook(network.atExit);
        try {
            network.make();
            return network;
        } catch (Throwable e) {
            network.close();
            throw e;
        }
    }

    private void make() throws IOException, InterruptedException {
        String bridge = PREFIX + owner + "b";
        done("link", "add", bridge, "type", "bridge");
        done("address", "add", outside() + "/24", "dev", bridge);
        done("link", "set", bridge, "up");
        for (int machine = 1; machine <= machines; machine++) {
            String name = name(machine);
            done("netns", "add", name);
            done("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
            done("link", "set", name, "master", bridge, "up");
            done("-n", name, "link", "set", "lo", "up");
            done("-n", name, "address", "add", address(machine) + "/24", "dev", "eth0");
            done("-n", name, "link", "set", "eth0", "up");
        }
    }

    private String name(int machine) {
        return PREFIX + owner + "m" + machine;
    }

    /** What all addresses begin with, such as {@code "198.18.7."}. */
    String block() {
        return block;
    }

    /** That of a machine, from 1 on: its number and 10. */
    String address(int machine) {
        return block + (10 + machine);
    }

    /** That of this process. */
    String outside() {
        return block + "1";
    }

    /** What runs a command on a machine, in the process that is started. */
    List<String> on(int machine, List<String> command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name(machine)));
        words.addAll(command);
        return words;
    }

    /** Removes it, with whatever runs there still. */
    @Override
    public void close() {
        removeAllOf(owner);
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private static void removeStale() throws IOException, InterruptedException {
        Matcher ours = OURS.matcher(ip("netns", "list").out() + ip("-o", "link").out());
        while (ours.find()) {
            long owner = Long.parseLong(ours.group(1));
            if (ProcessHandle.of(owner).isEmpty()) {
                removeAllOf(owner);
            }
        }
    }

    private static void removeAllOf(long owner) {
        try {
            Matcher ours = OURS.matcher(ip("netns", "list").out());
            while (ours.find()) {
                if (Long.parseLong(ours.group(1)) == owner) {
                    ip("netns", "pids", ours.group())
                            .out()
                            .lines()
                            .map(Long::valueOf)
                            .flatMap(pid -> ProcessHandle.of(pid).stream())
                            .forEach(ProcessHandle::destroyForcibly);
                    ip("link", "delete", ours.group());
                    ip("netns", "delete", ours.group());
                }
            }
            ip("link", "delete", PREFIX + owner + "b");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void done(String... words) throws IOException, InterruptedException {
        Outcome outcome = ip(words);
        assertEquals(0, outcome.code(), () -> "ip " + List.of(words) + ": " + outcome.err());
    }

    /** Not as a {@link Child}: this runs at the end of the VM as well. */
    private static Outcome ip(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        int code = process.waitFor();
        return new Outcome(code, code == 0 ? said : "", code == 0 ? List.of() : List.of(said));
    }
}
