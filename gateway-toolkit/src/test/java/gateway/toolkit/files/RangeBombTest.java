package gateway.toolkit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.FileBody;
import gateway.toolkit.http.Preconditions;
import gateway.toolkit.http.RangeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Several ranges, and far too many (CVE-2024-26141, CVE-2026-34826 of Rack). */
class RangeBombTest {
    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("f.bin"), octets(10_000));
        Tree.date(folder);
    }

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        for (int i = 0; i < count; i++) {
            octets[i] = (byte) ((i * 31) >> 3);
        }
        return octets;
    }

    private Request.Answer get(String range) throws Exception {
        return Request.get("/f.bin", "Range: " + range).to(FileAnswer.of(file));
    }

    private static String ranges(int count, int step, int length) {
        return IntStream.range(0, count)
                .mapToObj(i -> i * step + "-" + (i * step + length - 1))
                .collect(Collectors.joining(",", "bytes=", ""));
    }

    @Test
    void partsAreAsTheyWereAskedFor() throws Exception {
        Request.Answer answer = get("bytes=5000-5002,0-0,-2");
        assertEquals(206, answer.code());
        assertTrue(answer.header("Content-Range").isEmpty());
        String type = answer.header("Content-Type").orElseThrow();
        String boundary = type.substring("multipart/byteranges; boundary=".length());
        assertEquals(
                answer.octets().length,
                Integer.parseInt(answer.header("Content-Length").orElseThrow()));

        byte[] all = octets(10_000);
        StringBuilder expected = new StringBuilder();
        for (int[] range :
                List.of(new int[] {5000, 5002}, new int[] {0, 0}, new int[] {9998, 9999})) {
            expected.append("\r\n--" + boundary + "\r\nContent-Type: application/octet-stream\r\n")
                    .append("Content-Range: bytes " + range[0] + "-" + range[1] + "/10000\r\n\r\n")
                    .append(new String(all, range[0], range[1] - range[0] + 1, ISO_8859_1));
        }
        expected.append("\r\n--" + boundary + "--\r\n");
        assertEquals(expected.toString(), new String(answer.octets(), ISO_8859_1));
    }

    @Test
    void asManyPartsAsAreServed() throws Exception {
        Request.Answer answer = get(ranges(Preconditions.MOST_PARTS, 100, 10));
        assertEquals(206, answer.code());
        assertTrue(answer.octets().length < 50 * 200);
        assertEquals(200, get(ranges(Preconditions.MOST_PARTS + 1, 100, 10)).code());
    }

    @Test
    void tenThousandRangesAreTheWholeFile() throws Exception {
        Request.Answer answer = get(ranges(10_000, 1, 1));
        assertEquals(200, answer.code());
        assertEquals(10_000, answer.octets().length);
    }

    @Test
    void noOctetIsSentTwice() throws Exception {
        String overlapping =
                Collections.nCopies(RangeSet.MOST_SPECS, "0-").stream()
                        .collect(Collectors.joining(",", "bytes=", ""));
        Request.Answer answer = get(overlapping);
        assertEquals("bytes 0-9999/10000", answer.header("Content-Range").orElseThrow());
        assertEquals(10_000, answer.octets().length);
        // 150 ranges of 200 octets, each 60 behind the one before.
        assertEquals(149 * 60 + 200, get(ranges(150, 60, 200)).octets().length);
        assertEquals(200, get(overlapping + ",0-").code());
    }

    /** A file of 8 GiB of holes: nobody can have read it. */
    @Test
    void whatIsSentIsReadWhenItIsSent() throws Exception {
        long length = 8L << 30;
        try (RandomAccessFile holes = new RandomAccessFile(file.toFile(), "rw")) {
            holes.setLength(length);
        }
        Request request = Request.get("/f.bin", "Range: bytes=0-4294967295,4294967300-8589934591");
        List<String> lengths = new ArrayList<>();
        Iterable<byte[]> body =
                FileAnswer.of(file)
                        .call(
                                request.environ(),
                                (status, headers, error) ->
                                        headers.stream()
                                                .filter(
                                                        each ->
                                                                each.name()
                                                                        .equals("Content-Length"))
                                                .forEach(each -> lengths.add(each.value())));
        assertTrue(Long.parseLong(lengths.get(0)) > length - 5);
        Iterator<byte[]> blocks = body.iterator();
        blocks.next();
        assertEquals(64 * 1024, blocks.next().length);
        ((AutoCloseable) body).close();
        assertEquals(List.of(), Tree.open(folder));
    }

    @Test
    void oneRangeIsSentWithoutCopying() throws Exception {
        Request.Answer answer = get("bytes=100-299");
        FileBody body = (FileBody) answer.body();
        assertEquals(100, body.position());
        assertEquals(200, body.count());
        assertFalse(body.channel().isOpen());
    }
}
