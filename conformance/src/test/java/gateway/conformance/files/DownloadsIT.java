package gateway.conformance.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.conformance.Tool;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Resumed, partial, parallel and conditional downloads. */
@Timeout(300)
class DownloadsIT {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int SIZE = 48 * MEBIBYTE + 12_345;

    @TempDir static Path folder;
    private static FileSite site;
    private static byte[] all;

    @TempDir Path here;

    @BeforeAll
    static void start() throws Exception {
        all = new byte[SIZE];
        new Random(6).nextBytes(all);
        Path file = Files.write(folder.resolve("big.bin"), all);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-05-06T07:08:09Z")));
        site = FileSite.of(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

    @BeforeEach
    void forget() {
        site.answers().clear();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private void assertSame(Path file) throws Exception {
        assertEquals(sha256(folder.resolve("big.bin")), sha256(file));
    }

    /** {@return a file with the first octets} */
    private Path begun(int count) throws IOException {
        Path file = here.resolve("big.bin");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(all, 0, count);
        }
        return file;
    }

    private String curl(String... words) throws Exception {
        String[] command = Arrays.copyOf(words, words.length + 4);
        System.arraycopy(
                new String[] {"--silent", "--show-error", "--max-time", "100"},
                0,
                command,
                words.length,
                4);
        return new Tool("curl").require().run(command);
    }

    @Test
    void curlFetchesRanges() throws Exception {
        Path part = here.resolve("part");
        for (int[] range :
                List.of(
                        new int[] {0, 0},
                        new int[] {1_000_000, 3_000_000},
                        new int[] {SIZE - 5, SIZE - 1})) {
            String code =
                    curl(
                            "-r",
                            range[0] + "-" + range[1],
                            "-o",
                            part.toString(),
                            "-w",
                            "%{http_code} %header{content-range}",
                            site.at("/big.bin"));
            assertEquals("206 bytes " + range[0] + "-" + range[1] + "/" + SIZE, code);
            assertArrayEquals(
                    Arrays.copyOfRange(all, range[0], range[1] + 1), Files.readAllBytes(part));
        }
        curl("-r", "-1000", "-o", part.toString(), site.at("/big.bin"));
        assertArrayEquals(Arrays.copyOfRange(all, SIZE - 1000, SIZE), Files.readAllBytes(part));
        String code =
                curl(
                        "-r",
                        SIZE + "-",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code}",
                        site.at("/big.bin"));
        assertEquals("416", code);
    }

    @Test
    void curlFetchesSeveralRangesAtOnce() throws Exception {
        Path parts = here.resolve("parts");
        String type =
                curl(
                        "-r",
                        "0-9,5000000-9000000",
                        "-o",
                        parts.toString(),
                        "-w",
                        "%{content_type}",
                        site.at("/big.bin"));
        assertTrue(type.startsWith("multipart/byteranges; boundary="), type);
        byte[] octets = Files.readAllBytes(parts);
        String end = "\r\n--" + type.substring(type.indexOf('=') + 1) + "--\r\n";
        int last = octets.length - end.length();
        assertArrayEquals(
                Arrays.copyOfRange(all, 5_000_000, 9_000_001),
                Arrays.copyOfRange(octets, last - 4_000_001, last));
    }

    @Test
    void curlContinues() throws Exception {
        Path file = begun(20 * MEBIBYTE);
        curl("-C", "-", "-o", file.toString(), site.at("/big.bin"));
        assertSame(file);
        assertEquals(List.of("bytes=20971520-"), site.ranges("/big.bin"));
    }

    @Test
    void wgetContinues() throws Exception {
        Path file = begun(10 * MEBIBYTE);
        new Tool("wget")
                .require()
                .run(
                        "-q",
                        "--no-config",
                        "--no-proxy",
                        "-c",
                        "-O",
                        file.toString(),
                        site.at("/big.bin"));
        assertSame(file);
        assertEquals(List.of("bytes=10485760-"), site.ranges("/big.bin"));
        // Once more: nothing is missing, which wget takes for success.
        new Tool("wget")
                .run(
                        "-q",
                        "--no-config",
                        "--no-proxy",
                        "-c",
                        "-O",
                        file.toString(),
                        site.at("/big.bin"));
        assertSame(file);
    }

    @Test
    void aria2FetchesPartsAtOnce() throws Exception {
        new Tool("aria2c")
                .require()
                .run(
                        "--no-conf",
                        "--disable-ipv6",
                        "--enable-dht=false",
                        "--all-proxy=",
                        "--console-log-level=error",
                        "--file-allocation=none",
                        "-x8",
                        "-s8",
                        "-k1M",
                        "-d",
                        here.toString(),
                        "-o",
                        "big.bin",
                        site.at("/big.bin"));
        assertSame(here.resolve("big.bin"));
        long starts =
                site.ranges("/big.bin").stream()
                        .map(each -> each.substring(0, each.indexOf('-')))
                        .distinct()
                        .count();
        assertTrue(starts >= 4, () -> site.answers().toString());
    }

    @Test
    void reloadsAreConditional() throws Exception {
        String file = here.resolve("big.bin").toString();
        String tag = here.resolve("tag").toString();
        String url = site.at("/big.bin");
        assertEquals("200", curl("--etag-save", tag, "-R", "-o", file, "-w", "%{http_code}", url));
        assertSame(here.resolve("big.bin"));
        String again =
                curl(
                        "--etag-compare",
                        tag,
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code} %{size_download}",
                        url);
        assertEquals("304 0", again);
        // -R gave the copy the time of the original, and -z sends it.
        assertEquals("304", curl("-z", file, "-o", "/dev/null", "-w", "%{http_code}", url));
        String older =
                curl("-z", "2024-05-06T07:08:08Z", "-o", "/dev/null", "-w", "%{http_code}", url);
        assertEquals("200", older);
        new Tool("wget").require();
        String said =
                String.join(
                        "\n",
                        new Tool("wget")
                                .end(
                                        List.of(
                                                "--no-config",
                                                "--no-proxy",
                                                "-N",
                                                "-P",
                                                here.toString(),
                                                url))
                                .err());
        assertTrue(said.contains("304 Not Modified"), said);
    }

    @Test
    void compressedFilesAreUnpackedByTheClient() throws Exception {
        Files.writeString(folder.resolve("a.css"), "body { }\n");
        new Tool("gzip").require().run("-k", folder.resolve("a.css").toString());
        assertEquals("body { }\n", curl("--compressed", site.at("/a.css")));
        String coding =
                curl(
                        "--compressed",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%header{content-encoding}",
                        site.at("/a.css"));
        assertEquals("gzip", coding);
    }
}
