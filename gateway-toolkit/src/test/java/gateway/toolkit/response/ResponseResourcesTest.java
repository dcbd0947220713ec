package gateway.toolkit.response;

import static gateway.toolkit.response.ResponseTest.get;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gateway.toolkit.exchange.Exchange;
import gateway.toolkit.exchange.Exchange.Reply;
import gateway.toolkit.http.MediaType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What a response owns is closed once, on each path. */
class ResponseResourcesTest {
    @Test
    void resourcesAreClosedAfterTheBody(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a.txt"), "a");
        List<String> closed = new ArrayList<>();
        for (Response each :
                List.of(
                        Response.file(file),
                        Response.text("a"),
                        Response.stream(MediaType.OCTET_STREAM, out -> out.write('a')),
                        Response.empty(),
                        Response.error(500))) {
            closed.clear();
            String kind = get(each).kind();
            Reply reply =
                    get(
                            each.withResource(() -> closed.add("1"))
                                    .withResource(() -> closed.add("2")));
            assertEquals(kind, reply.kind());
            assertEquals(List.of("1", "2"), closed);
            closed.clear();
            Exchange.of("HEAD", "/").call(each.withResource(() -> closed.add("1")));
            assertEquals(List.of("1"), closed);
        }
    }

    @Test
    void aBodyThatClosesSomethingIsClosedOnce() throws Exception {
        final class Empty extends AbstractList<byte[]> implements AutoCloseable {
            private int closed;

            @Override
            public byte[] get(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public int size() {
                return 0;
            }

            @Override
            public void close() {
                closed++;
            }
        }

        Response empty = Response.body(MediaType.OCTET_STREAM, Empty::new);
        for (String method : List.of("GET", "HEAD")) {
            for (String known : List.of("\"a\"", "\"b\"")) {
                Empty body = new Empty();
                Response response =
                        Response.body(MediaType.OCTET_STREAM, () -> body)
                                .withHeader("ETag", "\"a\"")
                                .conditional();
                Exchange.of(method, "/").header("If-None-Match", known).call(response);
                assertEquals(1, body.closed, method + known);
            }
        }
        assertEquals("collection", get(empty).kind());
    }

    @Test
    void resourcesAreClosedWhenTheCallFails() {
        AtomicInteger closed = new AtomicInteger();
        Response response =
                Response.text("a")
                        .withResource(closed::incrementAndGet)
                        .withResource(
                                () -> {
                                    closed.incrementAndGet();
                                    throw new IOException("second");
                                })
                        .withResource(closed::incrementAndGet);
        IllegalStateException thrown =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                response.call(
                                        Exchange.get("/").environ(),
                                        (status, headers, error) -> {
                                            throw new IllegalStateException("SR-2");
                                        }));
        assertEquals(3, closed.get());
        assertEquals("second", thrown.getSuppressed()[0].getMessage());
    }

    @Test
    void aFailingResourceIsReportedAndTheOthersAreClosed() {
        AtomicInteger closed = new AtomicInteger();
        Response response =
                Response.text("a")
                        .withResource(
                                () -> {
                                    throw new IOException("first");
                                })
                        .withResource(closed::incrementAndGet);
        assertEquals("first", assertThrows(IOException.class, () -> get(response)).getMessage());
        assertEquals(1, closed.get());
    }

    @Test
    void aFileIsClosedWhetherItIsSentOrNot(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a.txt"), "a");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return;
        }
        for (String field :
                List.of(
                        "If-None-Match: *",
                        "If-Match: \"x\"",
                        "Range: bytes=9-",
                        "Range: bytes=0-0",
                        "X: y")) {
            String[] parts = field.split(": ", 2);
            Exchange.get("/").header(parts[0], parts[1]).call(Response.file(file));
            assertFalse(isOpen(descriptors, file), field);
        }
    }

    private static boolean isOpen(Path descriptors, Path file) throws IOException {
        try (var links = Files.list(descriptors)) {
            for (Path link : links.toList()) {
                try {
                    if (Files.readSymbolicLink(link).equals(file.toRealPath())) {
                        return true;
                    }
                } catch (NoSuchFileException e) {
                    // The one of this very listing.
                }
            }
        }
        return false;
    }
}
