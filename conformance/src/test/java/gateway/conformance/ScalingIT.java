package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.conformance.Crowd.Ask;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * docs/scaling.md: what clients see of machines that are restarted one after the other, and of one
 * that is killed.
 */
@Timeout(400)
class ScalingIT {
    /** How often each machine is restarted, and one killed; 0 is one restart and one kill. */
    private static final int ROUNDS = Integer.getInteger("gateway.scaling", 0);

    private static final int CLIENTS = 16;
    private static final int ENOUGH = 200;
    private static final String TARGET = "http://example.org/target";

    @Slow
    @Test
    void restartsLoseNothingAndAKilledMachineWhatItHadInHand(@TempDir Path folder)
            throws Exception {
        try (Fleet fleet = Fleet.start(folder);
                Visitor visitor = new Visitor(fleet.haproxy().home())) {
            String link = visitor.add(TARGET);
            if (ROUNDS == 0) {
                restart(fleet, visitor, link, 1);
                killOne(fleet, visitor, link, Fleet.MACHINES);
            }
            for (int round = 0; round < ROUNDS; round++) {
                restart(fleet, visitor, link, Fleet.MACHINES);
                killOne(fleet, visitor, link, 1 + round % Fleet.MACHINES);
            }
        }
    }

    /** One after the other, the first so many. */
    private static void restart(Fleet fleet, Visitor visitor, String link, int machines)
            throws Exception {
        int before = visitor.clicks(link);
        try (Crowd crowd = crowd(fleet.haproxy().home(), link)) {
            crowd.awaitMore(ENOUGH);
            for (int machine = 1; machine <= machines; machine++) {
                fleet.restart(machine);
                crowd.awaitMore(ENOUGH);
            }
            crowd.leave();
            System.out.println("restart of " + machines + " after the other: " + crowd);
            assertEquals(List.of(), crowd.failures());
            // Nor was anything done twice.
            assertEquals(before + crowd.answered("GET"), visitor.clicks(link));
        }
    }

    private static void killOne(Fleet fleet, Visitor visitor, String link, int machine)
            throws Exception {
        int before = visitor.clicks(link);
        int logged = badAnswers(fleet).size();
        try (Crowd crowd = crowd(fleet.haproxy().home(), link)) {
            crowd.awaitMore(ENOUGH);
            fleet.kill(machine);
            fleet.haproxy().awaitStatus(Fleet.name(machine), "DOWN");
            crowd.awaitMore(ENOUGH);
            if (ROUNDS > 0) {
                fleet.startAgain(machine);
                fleet.haproxy().awaitStatus(Fleet.name(machine), "UP");
                crowd.awaitMore(ENOUGH);
            }
            crowd.leave();
            System.out.println("one of " + Fleet.MACHINES + " killed: " + crowd);
            List<String> failures = crowd.failures();
            // One in hand each, and none that HAProxy may send again.
            assertTrue(failures.size() <= CLIENTS / 2, failures::toString);
            assertTrue(failures.stream().allMatch(f -> f.startsWith("POST: ")), failures::toString);
            // Those that it answers itself it also logs; others end with their connections.
            long seen = failures.stream().filter("POST: 502"::equals).count();
            List<String> bad = badAnswers(fleet);
            while (bad.size() < logged + seen) { // Its last lines may still be on their way.
                Thread.onSpinWait();
                bad = badAnswers(fleet);
            }
            bad = bad.subList(logged, bad.size());
            assertEquals(seen, bad.size());
            for (String line : bad) {
                assertTrue(line.contains(" once/" + Fleet.name(machine) + " "), line);
            }
            int clicks = visitor.clicks(link) - before;
            long answered = crowd.answered("GET");
            assertTrue(
                    answered <= clicks && clicks <= answered + CLIENTS / 2,
                    clicks + " clicks of " + answered);
        }
    }

    /** What HAProxy has logged of requests that it could not have answered. */
    private static List<String> badAnswers(Fleet fleet) {
        return fleet.haproxy().child().errSoFar().stream()
                .filter(line -> line.matches(".* web (gateways|once)/\\S+ \\S+ (-1|5\\d\\d) .*"))
                .toList();
    }

    /**
     * Half of it follows a link, and half of it adds links: of these, half over a new connection
     * each.
     */
    private static Crowd crowd(URI home, String link) {
        Crowd crowd = new Crowd(new InetSocketAddress(home.getHost(), home.getPort()));
        String host = home.getAuthority();
        for (int client = 0; client < CLIENTS; client++) {
            String own = "http://example.org/" + client + "/";
            switch (client % 4) {
                case 0 -> crowd.add(number -> post(host, own + number));
                case 1 -> crowd.add(number -> post(host, own + number).alone());
                default -> crowd.add(number -> Ask.get(host, link, 302));
            }
        }
        return crowd;
    }

    private static Ask post(String host, String url) {
        String form = "url=" + URLEncoder.encode(url, UTF_8);
        return new Ask(
                "POST",
                "POST / HTTP/1.1\r\nHost: "
                        + host
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                        + form.length()
                        + "\r\n\r\n"
                        + form,
                303);
    }

    /** The page names what {@link Haproxy} says to it, and the settings that it explains. */
    @Test
    void thePageIsAboutThisConfiguration() throws Exception {
        String page = Files.readString(Checkout.top().resolve("docs/scaling.md"));
        String configuration = Files.readString(Checkout.top().resolve("docs/haproxy.cfg"));
        for (String word :
                List.of(
                        "/run/haproxy/admin.sock",
                        "timeout server 60s",
                        "timeout tunnel 1h",
                        "timeout check 3s",
                        "option forwardfor",
                        "option httpchk",
                        "fall 2",
                        "rise 1",
                        "retries 3",
                        "option redispatch 1",
                        "retry-on conn-failure empty-response",
                        "backend once",
                        "track gateways/g1")) {
            assertTrue(page.contains(word), () -> "explained: " + word);
            assertTrue(configuration.contains(word), () -> "there: " + word);
        }
        assertTrue(page.contains("--drain-delay 3s"), "how a machine drains");
        assertTrue(configuration.contains("uri /health/ready "), "and is seen to");
    }

    /** Of machines, nothing is left, nor what runs there. */
    @Test
    void aNetworkEndsWithItsTest() throws Exception {
        Network.require();
        String ours = "gwit" + ProcessHandle.current().pid();
        Network network = Network.of(1);
        try (network) {
            assertTrue(links().contains(ours), "none was made");
            List<String> command = network.on(1, List.of("sleep", "600"));
            try (Child child = Child.start(Checkout.top(), Map.of(), command)) {
                network.close();
                assertEquals(128 + 9, child.end().code());
            }
        }
        assertFalse(links().contains(ours), ScalingIT::links);
    }

    private static String links() {
        try {
            return new Tool("ip").run("-o", "link") + new Tool("ip").run("netns", "list");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
