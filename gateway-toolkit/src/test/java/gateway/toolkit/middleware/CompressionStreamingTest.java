package gateway.toolkit.middleware;

import static gateway.toolkit.middleware.CompressionMiddlewareTest.LONG;
import static gateway.toolkit.middleware.CompressionMiddlewareTest.gzip;
import static gateway.toolkit.middleware.CompressionMiddlewareTest.isCompressed;
import static gateway.toolkit.middleware.CompressionMiddlewareTest.through;
import static gateway.toolkit.middleware.CompressionMiddlewareTest.unzipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Header;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A compressed body while it is made, and a head that waits for it. */
@Tag("MW-4")
class CompressionStreamingTest {
    /** Whatever was received so far can be read to its last octet. */
    @Test
    @Tag("MW-2")
    void eachArrayArrivesWhole() throws Exception {
        List<String> seen = new ArrayList<>();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        Application application =
                CompressionMiddleware.builder()
                        .wrap(
                                (environ, startResponse) -> {
                                    startResponse.start(
                                            "200 OK",
                                            List.of(new Header("Content-Type", "text/plain")));
                                    return () ->
                                            List.of("one", "", "two", LONG, "four").stream()
                                                    .peek(text -> seen.add(soFar(received)))
                                                    .map(text -> text.getBytes(UTF_8))
                                                    .iterator();
                                });
        for (byte[] array : application.call(gzip().environ, (status, headers, error) -> {})) {
            received.writeBytes(array);
        }
        assertEquals(List.of("", "one", "one", "onetwo", "onetwo" + LONG), seen);
        assertEquals("onetwo" + LONG + "four", soFar(received));
    }

    private static String soFar(ByteArrayOutputStream received) {
        StringBuilder text = new StringBuilder();
        try (InputStream in =
                new GZIPInputStream(new ByteArrayInputStream(received.toByteArray()))) {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                text.append((char) octet);
            }
        } catch (IOException e) {
            // It ends here for now.
        }
        return text.toString();
    }

    @Test
    @Tag("EXT-6")
    void flushSendsTheHead() throws IOException {
        Applications.Stream stream = Applications.Stream.of("data: 1\n\n", "data: 2\n\n");
        Exchange exchange = through(gzip(), Applications.events(stream));
        assertEquals("flush", exchange.steps.get(0));
        assertEquals("data: 1\n\ndata: 2\n\n", unzipped(exchange));
        assertEquals(1, stream.closes().get());
        assertEquals(List.of(), exchange.findings);
    }

    @Test
    @Tag("EXT-4")
    void trailersOrCompression() {
        Exchange exchange =
                through(
                        gzip().header("TE", "trailers"),
                        (environ, startResponse) -> {
                            startResponse.start(
                                    "200 OK", List.of(new Header("Content-Type", "text/plain")));
                            assertTrue(
                                    startResponse.trailers(
                                            () -> List.of(new Header("X-Sum", "1"))));
                            return Applications.Stream.of(LONG);
                        });
        assertEquals(LONG, exchange.body());
        assertEquals(List.of(new Header("X-Sum", "1")), exchange.trailers);
    }

    @Test
    @Tag("SR-1")
    void checksDuringTheCall() {
        List<Class<?>> thrown = new ArrayList<>();
        Application application =
                (environ, startResponse) -> {
                    List<Header> text = List.of(new Header("Content-Type", "text/plain"));
                    for (String status : List.of("99", "2000", "200OK")) {
                        thrown.add(
                                assertThrows(
                                                IllegalArgumentException.class,
                                                () -> startResponse.start(status, text))
                                        .getClass());
                    }
                    startResponse.start("200 OK", text);
                    thrown.add(
                            assertThrows(
                                            IllegalStateException.class,
                                            () -> startResponse.start("200 OK", text))
                                    .getClass());
                    thrown.add(
                            assertThrows(
                                            IllegalStateException.class,
                                            () ->
                                                    startResponse.upgrade(
                                                            "x", List.of(), (in, out) -> {}))
                                    .getClass());
                    return List.of(LONG.getBytes(UTF_8));
                };
        Exchange exchange = gzip().throughUnjudged(CompressionMiddleware.builder(), application);
        assertEquals(5, thrown.size());
        assertTrue(isCompressed(exchange));
    }

    /** A response replaced by its own body, before its first octet. */
    @Test
    @Tag("SR-3")
    void replacedWhileIterated() {
        Exchange exchange =
                through(
                        gzip(),
                        (environ, startResponse) -> {
                            List<Header> text = List.of(new Header("Content-Type", "text/plain"));
                            startResponse.start("200 OK", text);
                            return () -> {
                                startResponse.start(
                                        "500 Internal Server Error",
                                        List.of(
                                                new Header("Content-Type", "text/plain"),
                                                new Header("Cache-Control", "no-transform")),
                                        new IllegalStateException("late"));
                                Iterator<byte[]> failed =
                                        List.of("failed".getBytes(UTF_8)).iterator();
                                return failed;
                            };
                        });
        assertEquals(500, exchange.code());
        assertEquals("failed", exchange.body());
        assertEquals(Optional.empty(), exchange.header("Content-Encoding"));
    }

    @Test
    @Tag("CLOSE-5")
    void closesWhereTheHeadIsRefusedLate() {
        Applications.Stream stream = Applications.Stream.of("x");
        Application application =
                CompressionMiddleware.builder()
                        .wrap(
                                (environ, startResponse) -> {
                                    startResponse.start(
                                            "200 OK",
                                            List.of(new Header("Content-Type", "text/plain")));
                                    return stream;
                                });
        assertThrows(
                IllegalStateException.class,
                () ->
                        application.call(
                                gzip().environ,
                                (status, headers, error) -> {
                                    throw new IllegalStateException("SR-8");
                                }));
        assertEquals(1, stream.closes().get());
    }
}
