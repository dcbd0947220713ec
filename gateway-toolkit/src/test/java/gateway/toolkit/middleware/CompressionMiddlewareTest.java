package gateway.toolkit.middleware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.FileBody;
import gateway.api.Header;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;

@Tag("MW-4")
class CompressionMiddlewareTest {
    static final String LONG = "Gateway ".repeat(1000);

    static Exchange gzip() {
        return Exchange.get("/").header("Accept-Encoding", "gzip");
    }

    static Exchange through(Exchange exchange, Application application) {
        return exchange.through(CompressionMiddleware.builder(), application);
    }

    static String unzipped(Exchange exchange) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(exchange.octets()))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    static boolean isCompressed(Exchange exchange) {
        boolean said = exchange.header("Content-Encoding").equals(Optional.of("gzip"));
        byte[] octets = exchange.octets();
        boolean done = octets.length > 1 && octets[0] == 0x1f && octets[1] == (byte) 0x8b;
        assertEquals(said, done);
        return done;
    }

    @Test
    void compresses() throws IOException {
        Exchange exchange =
                through(
                        gzip(),
                        Applications.text(
                                LONG,
                                new Header("Content-Length", "8000"),
                                new Header("ETag", "\"abc\""),
                                new Header("Accept-Ranges", "bytes"),
                                new Header("Content-MD5", "x"),
                                new Header("Repr-Digest", "x"),
                                new Header("Vary", "Cookie"),
                                new Header("X-Kept", "1")));
        assertTrue(isCompressed(exchange));
        assertEquals(LONG, unzipped(exchange));
        assertTrue(exchange.octets().length < 200);
        for (String name :
                List.of("Content-Length", "Accept-Ranges", "Content-MD5", "Repr-Digest")) {
            assertEquals(Optional.empty(), exchange.header(name), name);
        }
        assertEquals(Optional.of("W/\"abc\""), exchange.header("ETag"));
        assertEquals(Optional.of("Cookie, Accept-Encoding"), exchange.header("Vary"));
        assertEquals(Optional.of("1"), exchange.header("X-Kept"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "GZIP | true",
                "x-gzip | true",
                "deflate, gzip;q=0.5 | true",
                "*  | true",
                "gzip;q=0 | false",
                "gzip;q=0, * | false",
                "br | false",
                "identity | false",
                "identity;q=1, gzip;q=0.5 | false",
                "identity;q=0.5, gzip;q=1 | true",
                "identity;q=0, gzip;q=0.001 | true",
                "gzip;q=banana | false",
                "'' | false",
            })
    void negotiates(String accept, boolean compressed) {
        Exchange exchange =
                through(
                        Exchange.get("/").header("Accept-Encoding", accept),
                        Applications.text(LONG));
        assertEquals(compressed, isCompressed(exchange));
        assertEquals(Optional.of("Accept-Encoding"), exchange.header("Vary"));
    }

    @Test
    void withoutFieldItIsPlain() {
        Exchange exchange = through(Exchange.get("/"), Applications.text(LONG));
        assertEquals(LONG, exchange.body());
        assertEquals(Optional.of("Accept-Encoding"), exchange.header("Vary"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html; charset=utf-8",
                "application/json",
                "application/problem+json",
                "application/xml",
                "image/svg+xml",
                "application/javascript",
                "application/wasm",
                "TEXT/CSS"
            })
    void compressibleTypes(String type) {
        assertTrue(
                isCompressed(
                        through(
                                gzip(),
                                Applications.text(LONG, new Header("Content-Type", type)))));
    }

    /** What is left alone, and to which no Vary is added for no reason. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type | image/png",
                "Content-Type | application/zip",
                "Content-Type | application/octet-stream",
                "Content-Type | banana",
                "Content-Encoding | br",
                "Content-Encoding | gzip",
                "Cache-Control | max-age=1, no-transform",
            })
    void leftAlone(String name, String value) {
        Exchange exchange =
                through(
                        gzip(),
                        Applications.text(
                                LONG, new Header(name, value), new Header("ETag", "\"a\"")));
        assertEquals(LONG, exchange.body());
        assertEquals(Optional.of("\"a\""), exchange.header("ETag"));
        assertEquals(Optional.empty(), exchange.header("Vary"));
    }

    @Test
    void clientsMayForbidIt() {
        assertEquals(
                LONG,
                through(gzip().header("Cache-Control", "no-transform"), Applications.text(LONG))
                        .body());
    }

    @Test
    void severalPartsAreLeftAloneToo() throws Exception {
        Exchange exchange =
                through(
                        gzip().header("Range", "bytes=0-9,100-109"),
                        (environ, startResponse) -> {
                            startResponse.start(
                                    "206 Partial Content",
                                    List.of(
                                            new Header(
                                                    "Content-Type",
                                                    "multipart/byteranges; boundary=b")));
                            return List.of(LONG.getBytes(UTF_8));
                        });
        assertEquals(LONG, exchange.body());
        assertEquals(Optional.of("Accept-Encoding"), exchange.header("Vary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"206 Partial Content", "200 OK"})
    void partsAreLeftAlone(String status) {
        Exchange exchange =
                through(
                        gzip().header("Range", "bytes=0-7999"),
                        (environ, startResponse) -> {
                            startResponse.start(
                                    status,
                                    List.of(
                                            new Header("Content-Type", "text/plain"),
                                            new Header("Content-Range", "bytes 0-7999/9000")));
                            return List.of(LONG.getBytes(UTF_8));
                        });
        assertEquals(LONG, exchange.body());
        assertEquals(Optional.of("Accept-Encoding"), exchange.header("Vary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "205 Reset Content"})
    void nothingIsMadeOfNothing(String status) {
        Exchange exchange =
                through(
                        gzip(),
                        (environ, startResponse) -> {
                            startResponse.start(status, List.of());
                            return List.of();
                        });
        assertEquals(List.of(), exchange.headers());
    }

    /** RFC 9110 section 15.4.5: the Vary that the 200 would have. */
    @Test
    void notModifiedVaries() {
        Exchange exchange =
                through(
                        gzip(),
                        (environ, startResponse) -> {
                            startResponse.start(
                                    "304 Not Modified", List.of(new Header("ETag", "\"a\"")));
                            return List.of();
                        });
        assertEquals(Optional.of("Accept-Encoding"), exchange.header("Vary"));
        assertEquals(Optional.empty(), exchange.header("Content-Encoding"));
    }

    /** RFC 9111 section 4.3.4: the tag by which a cache finds what it has. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W/\"a\" | \"a\" | W/\"a\"",
                "\"b\", W/\"a\" | \"a\" | W/\"a\"",
                "\"a\" | \"a\" | \"a\"",
                "\"a\", W/\"a\" | \"a\" | \"a\"",
                "* | \"a\" | \"a\"",
                "W/\"b\" | \"a\" | \"a\"",
                "W/\"a\" | W/\"a\" | W/\"a\"",
            })
    void notModifiedNamesWhatTheClientHas(String held, String tag, String told) {
        Exchange exchange =
                through(
                        gzip().header("If-None-Match", held),
                        (environ, startResponse) -> {
                            startResponse.start(
                                    "304 Not Modified", List.of(new Header("ETag", tag)));
                            return List.of();
                        });
        assertEquals(Optional.of(told), exchange.header("ETag"));
    }

    @ParameterizedTest
    @CsvSource({"1023, false", "1024, true"})
    void smallBodies(int size, boolean compressed, @TempDir Path directory) throws IOException {
        String text = "a".repeat(size);
        assertEquals(compressed, isCompressed(through(gzip(), Applications.text(text))));
        assertEquals(
                compressed,
                isCompressed(
                        through(
                                gzip(),
                                Applications.text(
                                        text,
                                        new Header("Content-Length", String.valueOf(size))))));
        Path file = Files.writeString(directory.resolve("a.txt"), text);
        Exchange exchange =
                through(
                        gzip(),
                        (environ, startResponse) -> {
                            startResponse.start(
                                    "200 OK", List.of(new Header("Content-Type", "text/plain")));
                            return FileBody.open(file);
                        });
        assertEquals(compressed, isCompressed(exchange));
    }

    /** So that the server still sends it directly. */
    @Test
    void whatIsLeftAloneStaysWhatItIs() throws Exception {
        List<byte[]> body = List.of(new byte[10]);
        Application application =
                CompressionMiddleware.builder()
                        .wrap(
                                (environ, startResponse) -> {
                                    startResponse.start(
                                            "200 OK",
                                            List.of(new Header("Content-Type", "text/plain")));
                                    return body;
                                });
        assertSame(body, application.call(gzip().environ, (status, headers, error) -> {}));
    }

    @Test
    void headIsTheSame() {
        Application application = Applications.text(LONG, new Header("Content-Length", "8000"));
        Exchange get = through(gzip(), application);
        Exchange head =
                through(Exchange.of("HEAD", "/").header("Accept-Encoding", "gzip"), application);
        assertEquals(get.headers(), head.headers());
        assertEquals(0, head.octets().length);
    }

    /** Whether GET would be compressed nobody knows, but it might. */
    @Test
    void headWithoutBodyVaries() {
        Application application =
                (environ, startResponse) -> {
                    startResponse.start(
                            "200 OK", List.of(new Header("Content-Type", "text/plain")));
                    return List.of();
                };
        Exchange head =
                through(Exchange.of("HEAD", "/").header("Accept-Encoding", "gzip"), application);
        assertEquals(Optional.of("Accept-Encoding"), head.header("Vary"));
        assertEquals(Optional.empty(), head.header("Content-Encoding"));
        assertEquals(Optional.empty(), through(gzip(), application).header("Vary"));
    }

    @Test
    void anyOctets(@TempDir Path directory) throws IOException {
        Random random = new Random(42);
        for (int size : new int[] {1024, 16 * 1024, 65_536, 1_000_003}) {
            byte[] octets = new byte[size];
            for (int i = 0; i < size; i++) {
                // Halves of it do not get smaller, and halves do.
                octets[i] = i % 4096 < 2048 ? (byte) random.nextInt() : (byte) (i / 4096);
            }
            Path file = Files.write(directory.resolve("a.txt"), octets);
            Exchange exchange =
                    through(
                            gzip(),
                            (environ, startResponse) -> {
                                startResponse.start(
                                        "200 OK",
                                        List.of(new Header("Content-Type", "text/plain")));
                                return FileBody.open(file);
                            });
            try (InputStream in =
                    new GZIPInputStream(new ByteArrayInputStream(exchange.octets()))) {
                assertArrayEquals(octets, in.readAllBytes());
            }
        }
    }

    @Test
    void settings() {
        CompressionMiddleware.Builder builder =
                CompressionMiddleware.builder()
                        .minimum(0)
                        .level(9)
                        .types(type -> type.is("image/png"));
        assertTrue(
                isCompressed(
                        gzip().through(
                                        builder,
                                        Applications.text(
                                                "", new Header("Content-Type", "image/png")))));
        assertThrows(IllegalArgumentException.class, () -> builder.level(0));
        assertThrows(IllegalArgumentException.class, () -> builder.minimum(-1));
    }
}
