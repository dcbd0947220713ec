package gateway.bench.peers.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;

import gateway.bench.peers.common.Content;
import gateway.bench.peers.common.Endpoint;
import gateway.bench.peers.common.Words;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The JDK's com.sun.net.httpserver, a virtual thread for each request. */
final class Jdk implements HttpHandler {
    private final byte[] hello = Content.hello();
    private final byte[] ok = Content.ok();
    private final byte[] block = Content.block();
    private final byte[] smallBlock = Content.smallBlock();
    private final HttpHandler files;

    private Jdk(HttpHandler files) {
        this.files = files;
    }

    static void main(String[] args) throws IOException {
        Words words = Words.of(args);
        // By default every small answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // By default 200 connections are kept.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "20000");
        HttpServer server =
                HttpServer.create(new InetSocketAddress("127.0.0.1", words.port()), Words.BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", new Jdk(SimpleFileServer.createFileHandler(words.files())));
        server.start();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        switch (Endpoint.of(exchange.getRequestURI().getPath())) {
            case Endpoint.Plaintext() -> send(exchange, Content.TEXT, hello);
            case Endpoint.Json() -> send(exchange, Content.JSON, Content.json("Hello, World!"));
            case Endpoint.Echo() -> echo(exchange);
            case Endpoint.Bytes(int octets) -> {
                begin(exchange, Content.OCTETS, octets == 0 ? -1 : octets);
                try (var out = exchange.getResponseBody()) {
                    Content.repeat(block, octets, out);
                }
            }
            case Endpoint.Stream(int blocks) -> {
                begin(exchange, Content.OCTETS, 0); // That is, in chunks.
                try (var out = exchange.getResponseBody()) {
                    Content.stream(smallBlock, blocks, out);
                }
            }
            case Endpoint.Sleep(int millis) -> {
                Content.sleep(millis);
                send(exchange, Content.TEXT, ok);
            }
            case Endpoint.File(String path) -> files.handle(exchange);
        }
    }

    private static void begin(HttpExchange exchange, String type, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, length);
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        begin(exchange, type, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        begin(exchange, Content.OCTETS, length == null ? 0 : Long.parseLong(length));
        try (var in = exchange.getRequestBody();
                var out = exchange.getResponseBody()) {
            in.transferTo(out);
        }
    }
}
