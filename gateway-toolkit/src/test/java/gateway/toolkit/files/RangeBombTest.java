package gateway.toolkit.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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

    /** A stream of a resource, of which an octet can only be had by making all before it. */
    private static final class Counted extends ByteArrayInputStream {
        private final AtomicLong made;

        Counted(byte[] octets, AtomicLong made) {
            super(octets);
            this.made = made;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int count) {
            int read = super.read(into, offset, count);
            made.addAndGet(Math.max(0, read));
            return read;
        }

        @Override
        public synchronized int read() {
            made.incrementAndGet();
            return super.read();
        }

        @Override
        public synchronized long skip(long count) {
            long skipped = super.skip(count);
            made.addAndGet(skipped);
            return skipped;
        }
    }

    private static Export resources(AtomicLong made) throws MalformedURLException {
        URLStreamHandler handler =
                new URLStreamHandler() {
                    @Override
                    protected URLConnection openConnection(URL url) {
                        return new URLConnection(url) {
                            @Override
                            public void connect() {}

                            @Override
                            public long getContentLengthLong() {
                                return 10_000;
                            }

                            @Override
                            public InputStream getInputStream() {
                                return new Counted(octets(10_000), made);
                            }
                        };
                    }
                };
        URL url = new URL(null, "counted:f.bin", handler);
        return new ResourceExport(
                name -> Optional.of(url),
                "assets/",
                new NameRules(false, List.of(), path -> true),
                Variants.NONE,
                new Folders(List.of(), false),
                Presentation.plain());
    }

    /** Ranges that ascend are parts, others the whole; either way each octet is made once. */
    @Test
    void aResourceIsReadOnce() throws Exception {
        List<String> ascending = new ArrayList<>();
        for (int i = 0; i < Preconditions.MOST_PARTS; i++) {
            ascending.add((9_000 + i * 20) + "-" + (9_000 + i * 20 + 9));
        }
        List<String> descending = new ArrayList<>(ascending);
        Collections.reverse(descending);
        for (boolean parts : new boolean[] {true, false}) {
            List<String> ranges = parts ? ascending : descending;
            AtomicLong made = new AtomicLong();
            Request.Answer answer =
                    Request.get("/f.bin", "Range: bytes=" + String.join(",", ranges))
                            .to(
                                    (environ, startResponse) ->
                                            resources(made)
                                                    .find("/f.bin", Reading.codings(environ))
                                                    .orElseThrow()
                                                    .answer(environ, startResponse));
            assertEquals(parts ? 206 : 200, answer.code());
            assertTrue(made.get() <= 10_000, "octets made: " + made);
            byte[] all = octets(10_000);
            if (parts) {
                String last = new String(all, 9_980, 10, ISO_8859_1);
                assertTrue(new String(answer.octets(), ISO_8859_1).contains("\r\n\r\n" + last));
            } else {
                assertArrayEquals(all, answer.octets());
            }
        }
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
