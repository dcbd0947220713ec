package gateway.conformance.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

import gateway.server.Gateway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Thousands of requests that are broken by chance: each is answered or refused, and leaves nothing
 * behind. {@code -Dgateway.seed=N} chooses others.
 */
@Timeout(600)
class HostileRequestsTest {
    private static final int REQUESTS = Load.of(2_000, 20_000);
    private static final long SEED = Long.getLong("gateway.seed", 1);

    /** The VM opens some for itself, once. */
    private static final int OWN_DESCRIPTORS = 16;

    private static final int PATIENCE_MILLIS = 60_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([1-5][0-9][0-9]) ");

    private static final String CONTINUED =
            "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";
    private static final String CHUNKED =
            "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n";

    private static final List<String> GOOD =
            List.of(
                    "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                    "HEAD /a?b=c HTTP/1.1\r\nHost: a.example:80\r\nAccept: */*\r\n\r\n",
                    "GET http://a/b HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n",
                    "OPTIONS * HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
                    "GET /%C3%A4%20 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
                    CONTINUED + "Content-Length: 5\r\n\r\nhello",
                    CHUNKED + "TE: trailers\r\n\r\n5;x=\"y\"\r\nhello\r\n0\r\nX: y\r\n\r\n");

    @Test
    void eachIsAnsweredOrRefusedAndLeavesNothing() throws Exception {
        PrintStream standardError = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        int descriptors = descriptors();
        int threads = threads();
        Map<String, Integer> statuses = new TreeMap<>();
        long start = System.nanoTime();
        System.setErr(new PrintStream(logged, true, UTF_8));
        try (Gateway gateway =
                Gateway.serving(new Answering(0))
                        .on("127.0.0.1", 0)
                        .timeouts(Load.timeouts(Duration.ofSeconds(5)))
                        .start()) {
            int open = descriptors();
            for (int i = 0; i < REQUESTS; i++) {
                Random chance = new Random(SEED * 1_000_003 + i);
                count(statuses, send(gateway.uri(), octets(chance), "no " + i));
            }
            await(HostileRequestsTest::descriptors, open + OWN_DESCRIPTORS, "descriptors");
            try (NormalClient normal = new NormalClient(gateway.uri())) {
                normal.ask();
            }
        } finally {
            System.setErr(standardError);
        }
        await(HostileRequestsTest::descriptors, descriptors + OWN_DESCRIPTORS, "descriptors");
        await(HostileRequestsTest::threads, threads, "threads");
        long seconds = (System.nanoTime() - start) / 1_000_000_000 + 2;
        long lines = logged.toString(UTF_8).lines().count();
        System.out.printf(
                "load: %d hostile requests, seed %d, in %d s: %s; %d lines in the log%n",
                REQUESTS, SEED, seconds - 2, statuses, lines);
        for (String status : statuses.keySet()) {
            assertTrue(status.matches("none|[1-4]..|501|505"), status + " in " + statuses);
        }
        assertTrue(
                lines <= seconds * 6 * rules(logged.toString(UTF_8)), lines + " lines in the log");
        assertEquals(List.of(), forged(logged.toString(UTF_8)), "lines that are none of ours");
    }

    /** How many rules the log names. */
    private static long rules(String log) {
        Pattern rule = Pattern.compile(" - ([A-Z_]+) \\(");
        return rule.matcher(log).results().map(found -> found.group(1)).distinct().count();
    }

    private static List<String> forged(String log) {
        Pattern ours = Pattern.compile(".* (INFO|WARN|ERROR) .*");
        return log.lines().filter(l -> !ours.matcher(l).matches()).limit(5).toList();
    }

    /** A good request with some bits turned round, or half of one, or nothing but chance. */
    private static byte[] octets(Random chance) {
        int kind = chance.nextInt(10);
        if (kind == 0) {
            byte[] octets = new byte[chance.nextInt(1, 2_000)];
            chance.nextBytes(octets);
            return octets;
        }
        String text = GOOD.get(chance.nextInt(GOOD.size())) + GOOD.get(chance.nextInt(GOOD.size()));
        byte[] octets = text.getBytes(ISO_8859_1);
        for (int i = chance.nextInt(1, 6); i > 0; i--) {
            octets[chance.nextInt(octets.length)] ^= (byte) (1 << chance.nextInt(8));
        }
        return kind == 1
                ? text.substring(chance.nextInt(text.length())).getBytes(ISO_8859_1)
                : octets;
    }

    /** Sends all of it, ends this side, and returns all that comes. */
    private static String send(URI home, byte[] octets, String which) throws IOException {
        try (Socket socket = new Socket(home.getHost(), home.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(octets);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new IOException("request " + which + " of seed " + SEED, e);
        }
    }

    private static void count(Map<String, Integer> statuses, String answers) {
        Matcher status = STATUS.matcher(answers);
        boolean any = false;
        while (status.find()) {
            statuses.merge(status.group(1), 1, Integer::sum);
            any = true;
        }
        if (!any) {
            statuses.merge("none", 1, Integer::sum);
        }
    }

    /** Until there are no more than before; what was closed just now may take its time. */
    private static void await(IntSupplier count, int before, String what) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (count.getAsInt() > before) {
            assertTrue(System.nanoTime() < end, count.getAsInt() + " " + what + ", not " + before);
            Thread.sleep(20);
        }
    }

    private static int descriptors() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return (int) all.count();
        } catch (IOException e) {
            return 0; // No such thing on this system.
        }
    }

    /** Those with a frame of the server on their stack, virtual ones too. */
    private static int threads() {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path dump = folder.resolve("dump.txt");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            String all = Files.readString(dump);
            Files.delete(dump);
            Files.delete(folder);
            return (int)
                    Pattern.compile("\n\n")
                            .splitAsStream(all)
                            .filter(thread -> thread.contains(" gateway.server."))
                            .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
