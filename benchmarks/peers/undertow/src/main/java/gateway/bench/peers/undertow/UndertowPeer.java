package gateway.bench.peers.undertow;

import gateway.bench.peers.common.Content;
import gateway.bench.peers.common.Endpoint;
import gateway.bench.peers.common.Words;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.Headers;

import org.xnio.Options;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Undertow. What does not block is answered on the thread that read the request, which is its
 * fastest; what sleeps, on a virtual thread.
 */
final class UndertowPeer implements HttpHandler {
    /** Larger bodies are echoed by a worker. */
    private static final int INLINE = 64 * 1024;

    private final Executor virtual = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpHandler blockingEcho = new BlockingHandler(UndertowPeer::echo);
    private final ByteBuffer hello = direct(Content.hello());
    private final ByteBuffer block = direct(Content.block());
    private final ByteBuffer smallBlock = direct(Content.smallBlock());
    private final HttpHandler files;

    private UndertowPeer(HttpHandler files) {
        this.files = files;
    }

    static void main(String[] args) {
        Words words = Words.of(args);
        HttpHandler files = new ResourceHandler(new PathResourceManager(words.files(), 100));
        Undertow.builder()
                .addHttpListener(words.port(), "127.0.0.1")
                .setSocketOption(Options.BACKLOG, Words.BACKLOG)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setHandler(new UndertowPeer(files))
                .build()
                .start();
    }

    private static ByteBuffer direct(byte[] octets) {
        return ByteBuffer.allocateDirect(octets.length).put(octets).flip();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        switch (Endpoint.of(exchange.getRequestPath())) {
            case Endpoint.Plaintext() ->
                    typed(exchange, Content.TEXT).getResponseSender().send(hello.duplicate());
            case Endpoint.Json() ->
                    typed(exchange, Content.JSON)
                            .getResponseSender()
                            .send(ByteBuffer.wrap(Content.json("Hello, World!")));
            case Endpoint.Echo() -> {
                long length = exchange.getRequestContentLength();
                if (length < 0 || length > INLINE) {
                    exchange.dispatch(blockingEcho);
                } else {
                    typed(exchange, Content.OCTETS)
                            .getRequestReceiver()
                            .receiveFullBytes(
                                    (same, body) ->
                                            same.getResponseSender().send(ByteBuffer.wrap(body)));
                }
            }
            case Endpoint.Bytes(int octets) -> bytes(exchange, octets);
            case Endpoint.Stream(int blocks) -> {
                typed(exchange, Content.OCTETS);
                // Otherwise it would wait for the last block and tell a length.
                exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "chunked");
                new Blocks(smallBlock, blocks).onComplete(exchange, exchange.getResponseSender());
            }
            case Endpoint.Sleep(int millis) ->
                    exchange.dispatch(
                            virtual,
                            () -> {
                                Content.sleep(millis);
                                exchange.getIoThread().execute(() -> ok(exchange));
                            });
            case Endpoint.File(String path) -> files.handleRequest(exchange);
        }
    }

    private static HttpServerExchange typed(HttpServerExchange exchange, String type) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        return exchange;
    }

    private static void ok(HttpServerExchange exchange) {
        typed(exchange, Content.TEXT).getResponseSender().send(ByteBuffer.wrap(Content.ok()));
    }

    private static void echo(HttpServerExchange exchange) throws Exception {
        typed(exchange, Content.OCTETS);
        if (exchange.getRequestContentLength() >= 0) {
            exchange.setResponseContentLength(exchange.getRequestContentLength());
        }
        exchange.getInputStream().transferTo(exchange.getOutputStream());
    }

    private void bytes(HttpServerExchange exchange, int octets) {
        typed(exchange, Content.OCTETS).setResponseContentLength(octets);
        if (octets == 0) {
            exchange.endExchange();
            return;
        }
        ByteBuffer[] blocks = new ByteBuffer[Math.ceilDiv(octets, Content.BLOCK)];
        Arrays.setAll(blocks, i -> block.duplicate());
        blocks[blocks.length - 1].limit(octets - (blocks.length - 1) * Content.BLOCK);
        exchange.getResponseSender().send(blocks);
    }
}
