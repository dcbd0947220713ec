package gateway.conformance.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.conformance.Checkout;
import gateway.conformance.Child;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Requests for far more than there is memory, in 64 MiB: ranges of 8 GiB in many parts, ranges that
 * overlap, long paths, and a directory of ten thousand names.
 */
@Timeout(240)
class SmallHeapIT {
    private static final long HUGE = 8L << 30;
    private static final int AT_ONCE = 24;
    private static final int READ = 4 << 20;

    /** {@return the status, after some of the body was read} */
    private static int get(String url, String range) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        if (!range.isEmpty()) {
            connection.setRequestProperty("Range", range);
        }
        int status = connection.getResponseCode();
        if (status < 400) {
            try (InputStream in = connection.getInputStream()) {
                in.readNBytes(READ);
            } finally {
                connection.disconnect();
            }
        }
        return status;
    }

    private static void allAtOnce(int count, int status, Callable<Integer> request)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                answers.add(threads.submit(request));
            }
            for (Future<Integer> answer : answers) {
                assertEquals(status, answer.get());
            }
        }
    }

    /** This test's own; where it stands in the manifest of a jar, the property has it. */
    private static String classPath() {
        String own = Objects.requireNonNull(System.getProperty("java.class.path"));
        return Objects.requireNonNullElse(System.getProperty("surefire.test.class.path"), own);
    }

    @Test
    void isEnough(@TempDir Path folder) throws Exception {
        try (RandomAccessFile holes =
                new RandomAccessFile(folder.resolve("huge.bin").toFile(), "rw")) {
            holes.setLength(HUGE);
        }
        Path many = Files.createDirectory(folder.resolve("many"));
        for (int i = 0; i < 10_000; i++) {
            Files.createFile(many.resolve("a file with a name that is not short, number " + i));
        }
        List<String> command =
                List.of(
                        Checkout.jdk().resolve("bin/java").toString(),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        classPath(),
                        SmallHeap.class.getName(),
                        folder.toString());
        try (Child server = Child.start(folder, Map.of(), command)) {
            server.awaitError("ready at ");
            String line =
                    server.errSoFar().stream()
                            .filter(each -> each.startsWith("ready at "))
                            .findFirst()
                            .orElseThrow();
            String home = line.substring("ready at ".length());

            String parts =
                    IntStream.range(0, 50)
                            .mapToObj(
                                    i -> (i * 160_000_000L) + "-" + (i * 160_000_000L + 99_999_999))
                            .collect(Collectors.joining(",", "bytes=", ""));
            allAtOnce(AT_ONCE, 206, () -> get(home + "/huge.bin", parts));
            String overlapping =
                    Collections.nCopies(200, "0-").stream()
                            .collect(Collectors.joining(",", "bytes=", ""));
            allAtOnce(AT_ONCE, 206, () -> get(home + "/huge.bin", overlapping));
            String tooMany =
                    Collections.nCopies(1_000, "0-").stream()
                            .collect(Collectors.joining(",", "bytes=", ""));
            allAtOnce(AT_ONCE, 200, () -> get(home + "/huge.bin", tooMany));
            allAtOnce(AT_ONCE, 200, () -> get(home + "/huge.bin", ""));
            allAtOnce(AT_ONCE, 404, () -> get(home + "/" + "a/../".repeat(500) + "b", ""));
            allAtOnce(4, 200, () -> get(home + "/many/?sort=size&order=desc", ""));

            assertEquals(206, get(home + "/huge.bin", "bytes=0-0"));
            assertFalse(server.hasEnded(), () -> server.errSoFar().toString());
            assertTrue(
                    server.errSoFar().stream().noneMatch(each -> each.contains("OutOfMemory")),
                    () -> server.errSoFar().toString());
        }
    }
}
