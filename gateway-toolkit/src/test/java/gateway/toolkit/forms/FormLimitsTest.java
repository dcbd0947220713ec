package gateway.toolkit.forms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.MediaType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Each limit: what is exactly at it is read, one more is refused. */
@SuppressWarnings("InputStreamSlowMultibyteRead") // Tests read little.
class FormLimitsTest {
    private static final String TYPE = "multipart/form-data; boundary=b";
    private static final String URLENCODED = "application/x-www-form-urlencoded";

    private static String field(String name, int octets) {
        return "--b\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"\r\n\r\n"
                + "x".repeat(octets)
                + "\r\n";
    }

    private static String file(String name, int octets) {
        return "--b\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"; filename=\"f\"\r\n\r\n"
                + "x".repeat(octets)
                + "\r\n";
    }

    private static int status(String type, String body, FormRules rules) throws IOException {
        InputStream in = new ByteArrayInputStream(body.getBytes(UTF_8));
        try (Form form = FormReader.read(in, type, rules)) {
            assertTrue(form.fields().size() + form.files().size() > 0);
            return 200;
        } catch (HttpException e) {
            return e.status();
        }
    }

    private static int status(String parts) throws IOException {
        return status(TYPE, parts + "--b--\r\n", FormRules.DEFAULT);
    }

    @Test
    void oneField() throws IOException {
        assertEquals(200, status(field("a", 499_999)));
        assertEquals(413, status(field("a", 500_000)));
        assertEquals(413, status(field("a", 600_000)));
    }

    @Test
    void allFieldsTogetherWithTheirNames() throws IOException {
        assertEquals(200, status(field("a", 249_999) + field("b", 249_999)));
        assertEquals(413, status(field("a", 249_999) + field("bb", 249_999)));
        assertEquals(413, status(TYPE, field("abc", 0), FormRules.DEFAULT.withFieldMemory(2)));
    }

    @Test
    void filesDoNotCount() throws IOException {
        assertEquals(200, status(file("a", 600_000) + field("a", 499_900)));
    }

    /** They stay in memory, wherever the content is. */
    @Test
    void headersOfFilesCount() throws IOException {
        String head = "content-disposition" + "form-data; name=\"a\"; filename=\"f\"";
        int rest = 500_000 - head.length() - 1;
        assertEquals(200, status(file("a", 600_000) + field("a", rest)));
        assertEquals(413, status(file("a", 600_000) + field("a", rest + 1)));
        assertEquals(413, status(field("a", rest + 1) + file("a", 600_000)));
        String bomb = file("a", 0).replace("\r\n\r\n", "\r\nX: " + "x".repeat(900) + "\r\n\r\n");
        assertEquals(413, status(bomb.repeat(1000)));
    }

    @Test
    void simpleForm() throws IOException {
        assertEquals(200, status(URLENCODED, "a=" + "x".repeat(499_998), FormRules.DEFAULT));
        assertEquals(413, status(URLENCODED, "a=" + "x".repeat(499_999), FormRules.DEFAULT));
        assertEquals(200, status(URLENCODED, "a&".repeat(1000), FormRules.DEFAULT));
        assertEquals(413, status(URLENCODED, "a&".repeat(1001), FormRules.DEFAULT));
    }

    @Test
    void parts() throws IOException {
        assertEquals(200, status(field("a", 1).repeat(1000)));
        assertEquals(413, status(field("a", 1).repeat(1001)));
        assertEquals(413, status(file("a", 1).repeat(1001)));
    }

    @Test
    void octetsOfAHead() throws IOException {
        String head = "Content-Disposition: form-data; name=a";
        int rest = 8 * 1024 - head.length() - "X: ".length();
        for (int more = 0; more < 2; more++) {
            String body =
                    "--b\r\n" + head + "\r\nX: " + "x".repeat(rest + more) + "\r\n\r\n1\r\n--b--";
            assertEquals(more == 0 ? 200 : 413, status(TYPE, body, FormRules.DEFAULT));
        }
        assertEquals(413, status("--b\r\n" + "x".repeat(100_000)));
        assertEquals(413, status("--b" + " ".repeat(100_000)));
    }

    @Test
    void linesOfAHead() throws IOException {
        for (int lines = 15; lines < 17; lines++) {
            StringBuilder body = new StringBuilder("--b\r\n");
            for (int i = 0; i < lines; i++) {
                body.append("X" + i + ": 1\r\n");
            }
            body.append("Content-Disposition: form-data; name=a\r\n\r\n1\r\n--b--");
            assertEquals(lines == 15 ? 200 : 413, status(TYPE, body.toString(), FormRules.DEFAULT));
        }
    }

    @Test
    void foldedLinesCountAsLines() throws IOException {
        String body =
                "--b\r\nContent-Disposition: form-data;"
                        + "\r\n ".repeat(16)
                        + "name=a\r\n\r\n1\r\n--b--";
        assertEquals(413, status(TYPE, body, FormRules.DEFAULT));
    }

    @Test
    void preamble() throws IOException {
        // The line end before the boundary belongs to it.
        String part = "\r\n" + field("a", 1) + "--b--";
        assertEquals(200, status(TYPE, "x".repeat(16 * 1024 - 2) + part, FormRules.DEFAULT));
        assertEquals(413, status(TYPE, "x".repeat(16 * 1024 + 1) + part, FormRules.DEFAULT));
        assertEquals(413, status(TYPE, "x".repeat(1 << 20), FormRules.DEFAULT));
        assertEquals(413, status(TYPE, "\r\n".repeat(1 << 20), FormRules.DEFAULT));
    }

    @Test
    void aLongEpilogueIsNotReadToItsEnd() throws IOException {
        int[] left = {10_000_000};
        byte[] begin = (field("a", 1) + "--b--\r\n").getBytes(UTF_8);
        InputStream body =
                new InputStream() {
                    private int at;

                    @Override
                    public int read() {
                        if (at < begin.length) {
                            return begin[at++];
                        }
                        return left[0]-- > 0 ? 'x' : -1;
                    }
                };
        try (Form form = FormReader.read(body, TYPE, FormRules.DEFAULT)) {
            assertEquals("x", form.fields().first("a").orElseThrow());
        }
        assertTrue(left[0] > 9_900_000, "left " + left[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "", "--b\r\nx: y"})
    void malformedAsEmptyIfTold(String body) throws IOException {
        FormRules rules = FormRules.DEFAULT.withMalformedAsEmpty();
        InputStream in = new ByteArrayInputStream(body.getBytes(UTF_8));
        try (Form form = FormReader.read(in, TYPE, rules)) {
            assertEquals(0, form.fields().size());
        }
        assertEquals(413, status(TYPE, field("a", 500_000), rules));
    }

    @Test
    void largeFilesGoToOneTemporaryFile(@TempDir Path directory) throws IOException {
        FormRules rules = FormRules.DEFAULT.withFileMemory(1000).withDirectory(directory);
        Random random = new Random(3);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[][] contents = new byte[6][];
        try (MultipartWriter writer = new MultipartWriter(out, new Boundary("b"))) {
            for (int i = 0; i < contents.length; i++) {
                contents[i] = new byte[i % 2 == 0 ? 400 : 300_000];
                random.nextBytes(contents[i]);
                writer.file(
                        "f" + i,
                        "n",
                        MediaType.OCTET_STREAM,
                        new ByteArrayInputStream(contents[i]));
            }
        }
        InputStream in = MultipartTest.slowly(out.toByteArray(), 1000);
        Upload small;
        Upload large;
        try (Form form = FormReader.read(in, TYPE, rules)) {
            for (int i = contents.length - 1; i >= 0; i--) {
                Upload each = form.file("f" + i).orElseThrow();
                assertEquals(contents[i].length, each.size());
                assertArrayEquals(contents[i], each.bytes());
                assertArrayEquals(contents[i], each.bytes());
            }
            small = form.files().get(0);
            large = form.files().get(1);
            Path target = directory.resolve("saved");
            large.saveTo(target);
            assertArrayEquals(contents[1], Files.readAllBytes(target));
            assertThrows(FileAlreadyExistsException.class, () -> large.saveTo(target));
            Files.delete(target);
            Files.createDirectory(target);
            assertThrows(
                    FileAlreadyExistsException.class, () -> large.saveTo(target, REPLACE_EXISTING));
            assertTrue(Files.isDirectory(target));
            Files.delete(target);
        }
        assertEquals(List.of(), list(directory));
        assertThrows(IOException.class, large::bytes);
        assertArrayEquals(contents[0], small.bytes());
    }

    @Test
    void aRefusedFormLeavesNoFile(@TempDir Path directory) throws IOException {
        FormRules rules = FormRules.DEFAULT.withFileMemory(10).withDirectory(directory);
        assertEquals(400, status(TYPE, file("a", 100_000), rules));
        assertEquals(413, status(TYPE, file("a", 100_000) + field("b", 500_000), rules));
        assertEquals(List.of(), list(directory));
    }

    @Test
    void aBodyThatBreaksOffLeavesNoFile(@TempDir Path directory) throws IOException {
        FormRules rules = FormRules.DEFAULT.withFileMemory(10).withDirectory(directory);
        byte[] begin = file("a", 100_000).getBytes(UTF_8);
        InputStream body =
                new InputStream() {
                    private int at;

                    @Override
                    public int read() throws IOException {
                        if (at == begin.length) {
                            throw new IOException("the client has gone");
                        }
                        return begin[at++];
                    }
                };
        assertThrows(IOException.class, () -> FormReader.read(body, TYPE, rules));
        assertEquals(List.of(), list(directory));
    }

    /** What has no name any more is still seen as long as it is open, where there is /proc. */
    private static List<Path> list(Path directory) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.isDirectory(descriptors)) {
            try (Stream<Path> links = Files.list(descriptors)) {
                links.forEach(link -> assertFalse(target(link).startsWith(directory.toString())));
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // It was closed in the meantime.
        }
    }
}
