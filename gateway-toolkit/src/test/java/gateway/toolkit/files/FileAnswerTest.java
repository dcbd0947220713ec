package gateway.toolkit.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.FileBody;
import gateway.api.Header;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.MediaType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One file as an application. */
class FileAnswerTest {
    private static final String DATE = "Tue, 14 Nov 2023 22:13:20 GMT";

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Tree.write(folder, "report.txt", "0123456789");
        Tree.write(folder, "report.txt.gz", "compressed");
        Tree.date(folder);
    }

    private Request.Answer get(FileAnswer answer, String... fields) throws Exception {
        return Request.get("/whatever/path", fields).to(answer);
    }

    @Test
    void isTheFileWhateverThePath() throws Exception {
        Request.Answer answer = get(FileAnswer.of(file));
        assertEquals(200, answer.code());
        assertEquals("0123456789", answer.text());
        assertEquals(Optional.of("no-cache"), answer.header("Cache-Control"));
        assertEquals(Optional.of(DATE), answer.header("Last-Modified"));
        assertTrue(answer.header("Expires").isEmpty());
        assertInstanceOf(FileBody.class, answer.body());
    }

    /** Of a directory that may be searched and not be listed. Not as root, who may do both. */
    @ParameterizedTest
    @CsvSource({"--x--x--x, 200", "---------, 404"})
    void needsNoListOfItsDirectory(String permissions, int code) throws Exception {
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        try {
            assumeFalse(Files.isReadable(folder));
            assertEquals(code, get(FileAnswer.of(file)).code());
            assertEquals(404, get(FileAnswer.of(folder.resolve("nothing"))).code());
        } finally {
            Files.setPosixFilePermissions(folder, before);
        }
    }

    @Test
    void hasOtherWords() throws Exception {
        FileAnswer answer =
                FileAnswer.of(file)
                        .with(Presentation.plain().with(Tree.CLOCK))
                        .withType(MediaType.of("application/x-report"))
                        .withCacheControl(
                                CacheControl.of("private").with("max-age", Duration.ofMinutes(1)))
                        .withoutTag()
                        .asAttachment("r.txt");
        Request.Answer sent = get(answer);
        assertEquals(Optional.of("application/x-report"), sent.header("Content-Type"));
        assertEquals(Optional.of("private, max-age=60"), sent.header("Cache-Control"));
        assertEquals(Optional.of("Thu, 01 Jan 2026 00:01:00 GMT"), sent.header("Expires"));
        assertTrue(sent.header("ETag").isEmpty());
        assertEquals(Optional.of("attachment; filename=r.txt"), sent.header("Content-Disposition"));
        Request.Answer known = get(answer, "If-Modified-Since: " + DATE);
        assertEquals(304, known.code());
        assertTrue(known.header("Content-Disposition").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "PUT"})
    void otherMethodsAreRefused(String method) throws Exception {
        Request.Answer answer = Request.of(method, "/").to(FileAnswer.of(file));
        assertEquals(405, answer.code());
        assertEquals(Optional.of("GET, HEAD, OPTIONS"), answer.header("Allow"));
    }

    @Test
    void whatIsNoFileIsNotFound() throws Exception {
        assertEquals(404, get(FileAnswer.of(folder.resolve("nothing"))).code());
        assertEquals(404, get(FileAnswer.of(folder)).code());
        assertEquals(404, get(FileAnswer.of(folder.resolve("nothing/at/all"))).code());
        assertEquals(404, get(FileAnswer.of(file.resolve("below"))).code());
        assertEquals(404, get(FileAnswer.of(Path.of("/"))).code());
        assertEquals(404, get(FileAnswer.of(Path.of("/dev/zero"))).code());
    }

    @Test
    void mayBeSentCompressed() throws Exception {
        Request.Answer answer = get(FileAnswer.of(file).precompressed(), "Accept-Encoding: gzip");
        assertEquals("compressed", answer.text());
        assertEquals(Optional.of("gzip"), answer.header("Content-Encoding"));
        assertEquals("0123456789", get(FileAnswer.of(file), "Accept-Encoding: gzip").text());
    }

    @Test
    void headersSayWhatTheFileIsOnlyOnce() {
        FileAnswer answer = FileAnswer.of(file);
        for (String name : List.of("ETag", "content-length", "Content-Type", "Expires")) {
            Header header = new Header(name, "0");
            assertThrows(IllegalArgumentException.class, () -> answer.withHeader(header), name);
        }
    }

    /** It may be changed again in the same second, and that has one date. */
    @Test
    void aFileOfThisSecondHasAWeakTagAndNoDate() throws Exception {
        FileAnswer answer =
                FileAnswer.of(file)
                        .with(Presentation.plain().with(InstantSource.fixed(Tree.MODIFIED)));
        Request.Answer now = get(answer);
        assertTrue(now.header("ETag").orElseThrow().startsWith("W/\""));
        assertTrue(now.header("Last-Modified").isEmpty());
        assertEquals(200, get(answer, "If-Modified-Since: " + DATE).code());
        String tag = now.header("ETag").orElseThrow();
        assertEquals(304, get(answer, "If-None-Match: " + tag).code());
        assertEquals(200, get(answer, "Range: bytes=0-1", "If-Range: " + tag).code());

        FileAnswer later =
                FileAnswer.of(file)
                        .with(
                                Presentation.plain()
                                        .with(InstantSource.fixed(Tree.MODIFIED.plusSeconds(1))));
        assertEquals(Optional.of(tag.substring(2)), get(later).header("ETag"));
        assertEquals(304, get(later, "If-Modified-Since: " + DATE).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2999-01-01T00:00:00Z", "1969-01-01T00:00:00Z", "+12000-01-01T00:00:00Z"})
    void timesThatAreNoneOfHttpAreLeftOut(String time) throws Exception {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
        Request.Answer answer = get(FileAnswer.of(file));
        assertEquals(200, answer.code());
        assertTrue(answer.header("Last-Modified").isEmpty());
        assertTrue(answer.header("ETag").orElseThrow().startsWith("\""));
    }

    @Test
    void anotherStateHasAnotherTag() throws Exception {
        String first = get(FileAnswer.of(file)).header("ETag").orElseThrow();
        Files.setLastModifiedTime(file, FileTime.from(Tree.MODIFIED.plusNanos(1000)));
        String touched = get(FileAnswer.of(file)).header("ETag").orElseThrow();
        Files.writeString(file, "012345678");
        Files.setLastModifiedTime(file, FileTime.from(Tree.MODIFIED));
        String shorter = get(FileAnswer.of(file)).header("ETag").orElseThrow();
        assertEquals(3, List.of(first, touched, shorter).stream().distinct().count());
    }

    /** What is sent is what was opened, whatever the path leads to meanwhile. */
    @Test
    void theFileMayBeReplacedMeanwhile() throws Exception {
        Request request = Request.get("/");
        Iterable<byte[]> body =
                FileAnswer.of(file).call(request.environ(), (status, headers, error) -> {});
        Files.delete(file);
        Files.writeString(file, "something else");
        assertEquals("0123456789", new String(body.iterator().next(), UTF_8));
        ((AutoCloseable) body).close();
    }

    @Test
    void aFileThatBecomesShorterBreaksOff() throws Exception {
        Request request = Request.get("/");
        Iterable<byte[]> body =
                FileAnswer.of(file).call(request.environ(), (status, headers, error) -> {});
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(5);
        }
        assertThrows(UncheckedIOException.class, () -> body.iterator().next());
        ((AutoCloseable) body).close();
    }

    /** APP-5: what throws has released what it had. */
    @Test
    void nothingIsLeftOpenWhereStartThrows() throws Exception {
        for (String field : List.of("Range: bytes=0-1", "Range: bytes=0-1,5-6", "X: y")) {
            Request request = Request.get("/", field);
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            FileAnswer.of(file)
                                    .call(
                                            request.environ(),
                                            (status, headers, error) -> {
                                                throw new IllegalStateException(
                                                        "the request is over");
                                            }));
            assertEquals(List.of(), Tree.open(folder));
        }
    }
}
