package gateway.toolkit.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Header;
import gateway.toolkit.exchange.Exchange;
import gateway.toolkit.exchange.Exchange.Reply;
import gateway.toolkit.http.EntityTag;
import gateway.toolkit.http.FileState;
import gateway.toolkit.http.MediaType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * RFC 9110 chapters 13 and 14, for ten octets: a file and an array of them answer alike, row by
 * row.
 */
class ConditionalResponseTest {
    private static final Instant CHANGED = Instant.parse("1994-11-06T08:49:37Z");
    private static final EntityTag TAG = EntityTag.strong("e");

    @TempDir private Path directory;
    private Path file = Path.of("");

    @BeforeEach
    void writeTheFile() throws IOException {
        file = Files.writeString(directory.resolve("ten.txt"), "0123456789");
        Files.setLastModifiedTime(file, FileTime.from(CHANGED));
    }

    private Reply ask(Response response, String method, String fields) throws Exception {
        Exchange exchange = Exchange.of(method, "/");
        for (String field : fields.split(" & ", -1)) {
            int colon = field.indexOf(": ");
            if (colon > 0) {
                exchange.header(field.substring(0, colon), field.substring(colon + 2));
            }
        }
        return exchange.call(response);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "conditions.csv", delimiter = '|', quoteCharacter = '~')
    void row(String method, String fields, int status, String range, String body) throws Exception {
        Response array =
                Response.text("0123456789")
                        .withEntityTag(TAG)
                        .withLastModified(CHANGED)
                        .conditional();
        for (Response each : List.of(Response.file(file).withEntityTag(TAG), array)) {
            Reply reply = ask(each, method, fields == null ? "" : fields);
            assertEquals(status, reply.code());
            assertEquals(range, reply.header("Content-Range").orElse("-"));
            String text =
                    reply.header("Content-Type").orElse("").startsWith("multipart/")
                            ? parts(reply)
                            : reply.code() >= 400 ? "page" : reply.text();
            assertEquals(body == null ? "" : body, text);
            boolean unchanged = status == 304;
            assertEquals(!unchanged, reply.header("Content-Type").isPresent());
            if (status < 400) {
                assertEquals("\"e\"", reply.header("ETag").orElseThrow());
                assertEquals(!unchanged, reply.header("Last-Modified").isPresent());
                assertEquals("bytes", reply.header("Accept-Ranges").orElseThrow());
            }
        }
    }

    /** The parts, checked for their form and for the length that was promised. */
    private static String parts(Reply reply) {
        String type = reply.header("Content-Type").orElseThrow();
        String boundary = type.substring("multipart/byteranges; boundary=".length());
        assertEquals(
                Integer.toString(reply.body().length),
                reply.header("Content-Length").orElseThrow());
        String[] parts = reply.text().split("\r\n--" + boundary, -1);
        assertEquals("", parts[0]);
        assertEquals("--\r\n", parts[parts.length - 1]);
        List<String> shown = new ArrayList<>();
        for (String part : List.of(parts).subList(1, parts.length - 1)) {
            String[] headAndBody = part.split("\r\n\r\n", 2);
            String begin = "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: bytes ";
            assertTrue(headAndBody[0].startsWith(begin), headAndBody[0]);
            shown.add(headAndBody[0].substring(begin.length()) + " " + headAndBody[1]);
        }
        return String.join(", ", shown);
    }

    /** CVE-2024-26141, CVE-2026-34826 of Rack. */
    @Test
    void manyRangesSendNoOctetTwice() throws Exception {
        Path large = Files.writeString(directory.resolve("large.txt"), "x".repeat(100_000));
        Files.setLastModifiedTime(large, FileTime.from(CHANGED));
        for (String ranges :
                List.of(
                        "0-,".repeat(10_000),
                        "0-,".repeat(150),
                        "-5,".repeat(150),
                        String.join(
                                ",",
                                IntStream.range(0, 150)
                                        .mapToObj(i -> i * 2 + "-" + i * 2)
                                        .toList()))) {
            Reply reply = ask(Response.file(large), "GET", "Range: bytes=" + ranges);
            assertTrue(reply.body().length <= 100_000, ranges.substring(0, 20));
        }
    }

    @Test
    void aRangeOfAFileIsAFile() throws Exception {
        Reply reply = ask(Response.file(file), "GET", "Range: bytes=2-3");
        assertEquals("file", reply.kind());
        assertEquals("23", reply.text());
        assertEquals("text/plain; charset=utf-8", reply.header("Content-Type").orElseThrow());
        assertEquals("file", ask(Response.file(file), "GET", "").kind());
        assertEquals("collection", ask(Response.text("a"), "GET", "").kind());
    }

    @Test
    void aFileHasATagOfItsOwn() throws Exception {
        String tag = ask(Response.file(file), "GET", "").header("ETag").orElseThrow();
        assertEquals(304, ask(Response.file(file), "GET", "If-None-Match: " + tag).code());
        Files.writeString(file, "9876543210");
        Files.setLastModifiedTime(file, FileTime.from(CHANGED.plusMillis(1)));
        assertEquals(200, ask(Response.file(file), "GET", "If-None-Match: " + tag).code());
    }

    @Test
    void theStateOfAFileIsThatOfEachFile() throws Exception {
        Reply reply = ask(Response.file(file), "GET", "");
        String name = file.getFileName().toString();
        FileState state = new FileState(name, 10, CHANGED);
        assertEquals(state.tag(Instant.now()).headerValue(), reply.header("ETag").orElseThrow());
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(3600)));
        reply = ask(Response.file(file), "GET", "");
        assertEquals("0123456789", reply.text());
        assertTrue(reply.header("ETag").isPresent());
        assertTrue(reply.header("Last-Modified").isEmpty());
    }

    @Test
    void aFileThatIsNotThereIs404() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        Response response =
                Response.file(directory.resolve("none")).withResource(closed::incrementAndGet);
        assertEquals(404, ask(response, "GET", "").code());
        assertEquals(1, closed.get());
    }

    @Test
    void octetsGetATagOfTheirContent() throws Exception {
        Response page = Response.html("<p>1").conditional();
        String tag = ask(page, "GET", "").header("ETag").orElseThrow();
        assertEquals(EntityTag.ofContent("<p>1".getBytes(UTF_8)).headerValue(), tag);
        assertEquals(304, ask(page, "GET", "If-None-Match: W/" + tag).code());
    }

    @Test
    void withoutBeingToldConditionsDoNotCount() throws Exception {
        Response page = Response.text("0123456789").withEntityTag(TAG);
        Reply reply = ask(page, "GET", "If-None-Match: \"e\" & Range: bytes=0-1");
        assertEquals(200, reply.code());
        assertEquals("0123456789", reply.text());
    }

    @Test
    void onlyASuccessIsConditional() throws Exception {
        Response page = Response.text("made").withStatus(201).withEntityTag(TAG).conditional();
        assertEquals(201, ask(page, "GET", "If-None-Match: *").code());
    }

    @Test
    void aStreamWithATagIsNotStartedFor304() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Response stream =
                Response.stream(MediaType.OCTET_STREAM, out -> runs.incrementAndGet())
                        .withEntityTag(TAG)
                        .conditional();
        assertEquals(304, ask(stream, "GET", "If-None-Match: \"e\"").code());
        assertEquals(0, runs.get());
        Reply whole = ask(stream, "GET", "Range: bytes=0-1");
        assertEquals(200, whole.code());
        assertTrue(whole.header("Accept-Ranges").isEmpty());
        assertEquals(1, runs.get());
    }

    @Test
    void fieldsThatA304MayHaveStay() throws Exception {
        Response page =
                Response.text("a")
                        .withEntityTag(TAG)
                        .withVary("Accept")
                        .withHeader("Expires", "0")
                        .withHeader("Content-Location", "/a")
                        .withHeader("Content-Language", "en")
                        .withHeader("Set-Cookie", "a=b")
                        .conditional();
        Reply reply = ask(page, "GET", "If-None-Match: *");
        assertEquals(304, reply.code());
        assertEquals(
                List.of(
                        "ETag",
                        "Vary",
                        "Expires",
                        "Content-Location",
                        "Set-Cookie",
                        "Accept-Ranges"),
                reply.headers().stream().map(Header::name).toList());
        Response dated =
                Response.text("a").withLastModified(CHANGED).conditional().withoutHeader("ETag");
        Reply old = ask(dated, "GET", "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT");
        assertEquals(304, old.code());
        assertTrue(old.header("Last-Modified").isPresent());
    }
}
