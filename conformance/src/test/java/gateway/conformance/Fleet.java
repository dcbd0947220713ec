package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Three machines that run the sample {@code shortly} on one Redis, behind the HAProxy of
 * docs/haproxy.cfg.
 */
final class Fleet implements AutoCloseable {
    /** How many the configuration names. */
    static final int MACHINES = 3;

    private final Network network;
    private final RedisServer redis;
    private final List<Server> gateways = new ArrayList<>();
    private final Haproxy haproxy;

    private Fleet(Network network, Path folder) throws Exception {
        this.network = network;
        String configuration = Files.readString(Checkout.top().resolve("docs/haproxy.cfg"));
        this.redis = RedisServer.start(folder, network.outside());
        try {
            for (int machine = 1; machine <= MACHINES; machine++) {
                gateways.add(launch(machine));
            }
            for (Server each : gateways) {
                each.awaitLine("Listening at");
            }
            this.haproxy = Haproxy.start(folder, configuration, network.block());
            for (int machine = 1; machine <= MACHINES; machine++) {
                haproxy.awaitStatus(name(machine), "UP");
            }
        } catch (Throwable e) {
            gateways.forEach(Server::close);
            redis.close();
            throw e;
        }
    }

    /** Skips the test, with a word, where something that it takes is missing. */
    static Fleet start(Path folder) throws Exception {
        Haproxy.require();
        new Tool("redis-server").require();
        Network.require();
        Network network = Network.of(MACHINES);
        try {
            return new Fleet(network, folder);
        } catch (Throwable e) {
            network.close();
            throw e;
        }
    }

    private Server launch(int machine) throws Exception {
        String address = network.address(machine) + ":8080";
        List<String> command =
                List.of(
                        Checkout.launcher().toString(),
                        "run",
                        "shortly",
                        "--set",
                        "shortly.redis=redis://" + redis.address() + "/0",
                        "--admin",
                        network.address(machine) + ":9090",
                        "--drain-delay",
                        "3s",
                        "--bind",
                        address);
        Child child =
                Child.start(
                        Checkout.top(),
                        Map.of("GATEWAY_BUILD", "never"),
                        network.on(machine, command));
        return new Server(child, URI.create("http://" + address + "/"));
    }

    Haproxy haproxy() {
        return haproxy;
    }

    /** As the configuration calls it. */
    static String name(int machine) {
        return "g" + machine;
    }

    /** What an operator does for a new version: TERM alone, after which it drains itself. */
    void restart(int machine) throws Exception {
        Outcome outcome = gateways.get(machine - 1).terminate();
        assertEquals(0, outcome.code(), outcome::toString);
        assertTrue(outcome.err().getLast().contains("stopped: 0 requests"), outcome::toString);
        startAgain(machine);
        haproxy.awaitStatus(name(machine), "UP");
    }

    /** As a power cut does. */
    void kill(int machine) throws Exception {
        gateways.get(machine - 1).child().signal("KILL");
        gateways.get(machine - 1).child().end();
    }

    void startAgain(int machine) throws Exception {
        Server again = launch(machine);
        gateways.set(machine - 1, again);
        again.awaitLine("Listening at");
    }

    @Override
    public void close() {
        haproxy.close();
        gateways.forEach(Server::close);
        redis.close();
        network.close();
    }
}
