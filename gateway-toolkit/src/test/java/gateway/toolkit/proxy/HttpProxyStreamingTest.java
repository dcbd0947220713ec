package gateway.toolkit.proxy;

import static gateway.toolkit.proxy.HttpProxyMiddlewareTest.PAGES;
import static gateway.toolkit.proxy.HttpProxyMiddlewareTest.to;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.toolkit.middleware.Exchange;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Both ways octet by octet, and what ends in time. */
@Timeout(60)
class HttpProxyStreamingTest {
    private static HttpProxyMiddleware.Builder impatient(ScriptedUpstream upstream) {
        return HttpProxyMiddleware.builder()
                .forward(
                        "/p",
                        Upstream.at(upstream.url())
                                .withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(200)));
    }

    @Test
    void silence() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedUpstream upstream =
                new ScriptedUpstream((head, in, out) -> over.await(20, TimeUnit.SECONDS))) {
            assertEquals(504, Exchange.get("/p").through(impatient(upstream), PAGES).code());
            over.countDown();
        }
    }

    /** Writes have no limit in the JDK. */
    @Test
    void anUpstreamThatTakesNothing() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedUpstream upstream =
                new ScriptedUpstream((head, in, out) -> over.await(20, TimeUnit.SECONDS))) {
            Exchange exchange = Exchange.of("POST", "/p").chunked(new Endless(Integer.MAX_VALUE));
            assertEquals(504, exchange.through(impatient(upstream), PAGES).code());
            over.countDown();
        }
    }

    @Test
    void stallsHalfway() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        (head, in, out) -> {
                            out.write(
                                    "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"
                                            .getBytes(ISO_8859_1));
                            over.await(20, TimeUnit.SECONDS);
                        })) {
            Exchange exchange = Exchange.get("/p").through(impatient(upstream), PAGES);
            assertEquals("ab", exchange.body());
            assertTrue(exchange.failure instanceof UncheckedIOException);
            over.countDown();
        }
    }

    /** Octets without end. */
    private static class Endless extends InputStream {
        private int left;

        Endless(int octets) {
            this.left = octets;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] octets, int offset, int count) {
            if (left <= 0) {
                return count == 0 ? 0 : -1;
            }
            int now = Math.min(left, count);
            Arrays.fill(octets, offset, offset + now, (byte) 'x');
            left -= now;
            return now;
        }
    }

    @Test
    void requestBodies() throws Exception {
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        (head, in, out) -> {
                            boolean chunked = head.contains("Transfer-Encoding: chunked");
                            String body =
                                    chunked
                                            ? ScriptedUpstream.chunks(in)
                                            : new String(in.readNBytes(5), ISO_8859_1);
                            out.write(
                                    ("HTTP/1.1 200 OK\r\nContent-Length: "
                                                    + body.length()
                                                    + "\r\n\r\n"
                                                    + body.toUpperCase(Locale.ROOT))
                                            .getBytes(ISO_8859_1));
                        })) {
            assertEquals(
                    "HELLO",
                    Exchange.of("POST", "/p").content("hello").through(to(upstream), PAGES).body());
            assertEquals(
                    "HELLO",
                    Exchange.of("POST", "/p")
                            .chunked(new ByteArrayInputStream("hello".getBytes(ISO_8859_1)))
                            .through(to(upstream), PAGES)
                            .body());
            assertEquals(
                    100_000,
                    Exchange.of("PUT", "/p")
                            .chunked(new Endless(100_000))
                            .through(to(upstream), PAGES)
                            .octets()
                            .length);
            assertEquals(List.of(), List.copyOf(upstream.failures));
        }
    }

    /** The second half of the request comes only when the upstream has the first. */
    @Test
    void requestsStream() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        InputStream body =
                new InputStream() {
                    private int at;

                    @Override
                    public int read() throws IOException {
                        byte[] one = new byte[1];
                        return read(one, 0, 1) < 0 ? -1 : one[0];
                    }

                    @Override
                    public int read(byte[] octets, int offset, int count) throws IOException {
                        if (at == 1) {
                            await(arrived);
                        }
                        if (at == 2) {
                            return -1;
                        }
                        octets[offset] = (byte) ('a' + at++);
                        return 1;
                    }
                };
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        (head, in, out) -> {
                            assertEquals("1", ScriptedUpstream.line(in));
                            assertEquals("a", ScriptedUpstream.line(in));
                            arrived.countDown();
                            ScriptedUpstream.chunks(in);
                            out.write("HTTP/1.1 204 Done\r\n\r\n".getBytes(ISO_8859_1));
                        })) {
            Exchange exchange = Exchange.of("POST", "/p").chunked(body);
            assertEquals(204, exchange.through(to(upstream), PAGES).code());
        }
    }

    /** A body that begins only then. */
    private static InputStream after(CountDownLatch begin, int size) {
        return new Endless(size) {
            @Override
            public int read(byte[] octets, int offset, int count) {
                try {
                    await(begin);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return super.read(octets, offset, count);
            }
        };
    }

    /** An interim answer is not the end of the request. */
    @Test
    void interimAnswersBeforeTheRequestHasEnded() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        InputStream body = after(asked, 100_000);
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        (head, in, out) -> {
                            out.write(
                                    "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                                            .getBytes(ISO_8859_1));
                            asked.countDown();
                            int length = ScriptedUpstream.chunks(in).length();
                            out.write(
                                    ("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n" + length)
                                            .getBytes(ISO_8859_1));
                        })) {
            Exchange exchange =
                    Exchange.of("POST", "/p").chunked(body).through(to(upstream), PAGES);
            assertEquals("100000", exchange.body());
            assertTrue(exchange.steps.get(0).startsWith("hints"), exchange.steps::toString);
        }
    }

    /** An answer that has no body does not end the request, either. */
    @ParameterizedTest
    @CsvSource({"PUT, 204", "PUT, 205", "PUT, 304", "HEAD, 200"})
    void answersWithoutBodyBeforeTheRequestHasEnded(String method, int code) throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        BlockingQueue<Integer> taken = new LinkedBlockingQueue<>();
        InputStream body = after(answered, 1_000_000);
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        (head, in, out) -> {
                            out.write(("HTTP/1.1 " + code + " Early\r\n\r\n").getBytes(ISO_8859_1));
                            answered.countDown();
                            taken.add(ScriptedUpstream.chunks(in).length());
                        })) {
            Exchange exchange =
                    Exchange.of(method, "/p").chunked(body).through(to(upstream), PAGES);
            assertEquals(code, exchange.code());
            assertNull(exchange.failure);
            assertEquals(1_000_000, taken.poll(20, TimeUnit.SECONDS));
            assertEquals(List.of(), List.copyOf(upstream.failures));
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("it never came");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** The second half of the answer comes only when the client has the first. */
    @Test
    @Tag("MW-2")
    void answersStream() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        (head, in, out) -> {
                            out.write(
                                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"
                                            .getBytes(ISO_8859_1));
                            await(arrived);
                            out.write("1\r\nb\r\n0\r\n\r\n".getBytes(ISO_8859_1));
                        })) {
            Iterable<byte[]> body =
                    to(upstream)
                            .wrap(PAGES)
                            .call(Exchange.get("/p").environ, (status, headers, error) -> {});
            Iterator<byte[]> arrays = body.iterator();
            assertTrue(arrays.hasNext());
            assertEquals("a", new String(arrays.next(), ISO_8859_1));
            arrived.countDown();
            assertTrue(arrays.hasNext());
            assertEquals("b", new String(arrays.next(), ISO_8859_1));
            ((AutoCloseable) body).close();
        }
    }

    /** An upstream that echoes while it reads: more than all buffers on the way hold. */
    @Test
    void bothWaysAtOnce() throws Exception {
        int size = 8_000_000;
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        (head, in, out) -> {
                            out.write(
                                    ("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n")
                                            .getBytes(ISO_8859_1));
                            for (int left = size; left > 0; ) {
                                int chunk = Integer.parseInt(ScriptedUpstream.line(in), 16);
                                out.write(in.readNBytes(chunk));
                                ScriptedUpstream.line(in);
                                left -= chunk;
                            }
                        })) {
            Exchange exchange =
                    Exchange.of("POST", "/p")
                            .chunked(new Endless(size))
                            .through(to(upstream), PAGES);
            assertNull(exchange.failure);
            assertEquals(size, exchange.octets().length);
        }
    }

    @Test
    void anErrorEndsTheRequest() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        InputStream body =
                new InputStream() {
                    @Override
                    public int read() {
                        reads.incrementAndGet();
                        return 'x';
                    }

                    @Override
                    public int read(byte[] octets, int offset, int count) {
                        octets[offset] = (byte) read();
                        return 1;
                    }
                };
        try (ScriptedUpstream upstream =
                ScriptedUpstream.answering(
                        "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno")) {
            Exchange exchange =
                    Exchange.of("POST", "/p").chunked(body).through(to(upstream), PAGES);
            assertEquals(413, exchange.code());
            assertEquals("no", exchange.body());
            assertNull(exchange.failure);
        }
    }

    @Test
    @Tag("IN-4")
    void theClientsFaultStaysTheClients() throws Exception {
        IOException cut = new IOException("the client is gone");
        InputStream body =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw cut;
                    }

                    @Override
                    public int read(byte[] octets, int offset, int count) throws IOException {
                        throw cut;
                    }
                };
        try (ScriptedUpstream upstream =
                new ScriptedUpstream((head, in, out) -> ScriptedUpstream.chunks(in))) {
            Exchange exchange =
                    Exchange.of("POST", "/p").chunked(body).through(to(upstream), PAGES);
            assertEquals(cut, exchange.failure);
            assertNotNull(
                    upstream.failures.poll(20, TimeUnit.SECONDS),
                    "the upstream took the half for the whole");
        }
    }
}
