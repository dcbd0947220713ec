package gateway.sample.environ;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The application called as a server would, without one. */
class EnvironDemoTest {
    private static final Header TEXT = new Header("Content-Type", "text/plain; charset=utf-8");

    private final List<String> started = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"GET, /", "HEAD, /echo", "PUT, /echo", "DELETE, /a/b", "OPTIONS, *", "brew, /pot"})
    void showsTheEnvironOfAnyRequestAndReadsItsBody(String method, String path) throws IOException {
        InputStream input = new ByteArrayInputStream("left unread?".getBytes(UTF_8));

        Iterable<byte[]> body = call(method, path, Map.of(), input);

        assertEquals(List.of("200 OK " + List.of(TEXT)), started);
        String page = new String(sent(body), UTF_8);
        assertTrue(page.startsWith("Hello world!\n\n"), page);
        assertTrue(page.contains("\nPATH_INFO = \"" + path + "\"\n"), page);
        assertTrue(page.contains("\nREQUEST_METHOD = \"" + method + "\"\n"), page);
        assertTrue(body instanceof Collection, "its length is known");
        assertEquals(-1, input.read());
    }

    @Test
    void echoesBodyTypeAndLength() throws IOException {
        byte[] octets = new byte[200_000];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (i % 251);
        }

        Iterable<byte[]> body =
                call(
                        "POST",
                        "/echo",
                        Map.of("CONTENT_TYPE", "image/x-odd", "CONTENT_LENGTH", "200000"),
                        new ByteArrayInputStream(octets));

        List<Header> headers =
                List.of(
                        new Header("Content-Type", "image/x-odd"),
                        new Header("Content-Length", "200000"));
        assertEquals(List.of("200 OK " + headers), started);
        assertArrayEquals(octets, sent(body));
    }

    @Test
    void echoesWithoutLengthWhatHasNone() throws IOException {
        Iterable<byte[]> body =
                call("POST", "/echo", Map.of(), new ByteArrayInputStream("x".getBytes(UTF_8)));

        assertEquals(List.of("200 OK []"), started);
        assertFalse(body instanceof Collection, "nothing is collected");
        assertArrayEquals("x".getBytes(UTF_8), sent(body));
    }

    @Test
    void echoesEachPieceBeforeTheNextIsRead() throws IOException {
        InputStream never = broken(new IOException("read too early"));
        InputStream first = new ByteArrayInputStream("first".getBytes(UTF_8));

        Iterator<byte[]> body =
                call("POST", "/echo", Map.of(), new SequenceInputStream(first, never)).iterator();

        assertTrue(body.hasNext());
        assertTrue(body.hasNext(), "asking again reads nothing");
        assertArrayEquals("first".getBytes(UTF_8), body.next());
    }

    @Test
    void endsOnce() throws IOException {
        Iterator<byte[]> body =
                call("POST", "/echo", Map.of(), InputStream.nullInputStream()).iterator();

        assertFalse(body.hasNext());
        assertThrows(NoSuchElementException.class, body::next);
    }

    @Test
    void passesOnThatTheBodyBrokeOff() throws IOException {
        IOException failure = new EOFException("5 octets short");
        InputStream broken = broken(failure);

        Iterator<byte[]> body = call("POST", "/echo", Map.of(), broken).iterator();

        assertSame(failure, assertThrows(UncheckedIOException.class, body::hasNext).getCause());
        assertSame(
                failure, assertThrows(IOException.class, () -> call("GET", "/", Map.of(), broken)));
    }

    @Test
    void isFoundOnClassPathAndModulePath() throws IOException {
        String name = EnvironDemo.class.getName();
        try (InputStream services =
                EnvironDemo.class.getResourceAsStream(
                        "/META-INF/services/gateway.api.Application")) {
            assertEquals(name, new String(services.readAllBytes(), UTF_8).strip());
        }
        assertEquals(
                List.of(List.of(name)),
                EnvironDemo.class.getModule().getDescriptor().provides().stream()
                        .filter(p -> p.service().equals(Application.class.getName()))
                        .map(p -> p.providers())
                        .toList());
    }

    private Iterable<byte[]> call(
            String method, String path, Map<String, String> more, InputStream input)
            throws IOException {
        Map<String, Object> environ = new HashMap<>(more);
        environ.put(Environ.REQUEST_METHOD, method);
        environ.put(Environ.PATH_INFO, path);
        environ.put(Environ.INPUT, input);
        return new EnvironDemo()
                .call(environ, (status, headers, error) -> started.add(status + " " + headers));
    }

    private static InputStream broken(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] block, int offset, int length) throws IOException {
                throw failure;
            }
        };
    }

    private static byte[] sent(Iterable<byte[]> body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        body.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
