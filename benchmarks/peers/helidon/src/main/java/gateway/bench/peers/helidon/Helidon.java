package gateway.bench.peers.helidon;

import gateway.bench.peers.common.Content;
import gateway.bench.peers.common.Endpoint;
import gateway.bench.peers.common.Words;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.staticcontent.FileSystemHandlerConfig;
import io.helidon.webserver.staticcontent.StaticContentFeature;

import java.io.IOException;
import java.util.logging.LogManager;

/** Helidon's WebServer, a virtual thread for each connection. */
final class Helidon {
    private static final Header TEXT = type(Content.TEXT);
    private static final Header JSON = type(Content.JSON);
    private static final Header OCTETS = type(Content.OCTETS);

    private final byte[] hello = Content.hello();
    private final byte[] ok = Content.ok();
    private final byte[] block = Content.block();
    private final byte[] smallBlock = Content.smallBlock();

    static void main(String[] args) {
        Words words = Words.of(args);
        LogManager.getLogManager().reset();
        Helidon peer = new Helidon();
        WebServer.builder()
                .host("127.0.0.1")
                .port(words.port())
                .backlog(Words.BACKLOG)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(
                        (HttpRouting.Builder routing) ->
                                routing.get("/plaintext", peer::answer)
                                        .get("/json", peer::answer)
                                        .post("/echo", peer::answer)
                                        .get("/bytes/{n}", peer::answer)
                                        .get("/stream/{n}", peer::answer)
                                        .get("/sleep/{n}", peer::answer)
                                        .register(
                                                "/",
                                                StaticContentFeature.createService(
                                                        FileSystemHandlerConfig.create(
                                                                words.files()))))
                .build()
                .start();
    }

    private static Header type(String type) {
        return HeaderValues.createCached(HeaderNames.CONTENT_TYPE, type);
    }

    private void answer(ServerRequest request, ServerResponse response) throws IOException {
        switch (Endpoint.of(request.path().rawPath())) {
            case Endpoint.Plaintext() -> response.header(TEXT).send(hello);
            case Endpoint.Json() -> response.header(JSON).send(Content.json("Hello, World!"));
            case Endpoint.Echo() -> {
                response.header(OCTETS);
                request.headers().contentLength().ifPresent(response::contentLength);
                try (var in = request.content().inputStream();
                        var out = response.outputStream()) {
                    in.transferTo(out);
                }
            }
            case Endpoint.Bytes(int octets) when octets <= block.length ->
                    response.header(OCTETS).send(block, 0, octets);
            case Endpoint.Bytes(int octets) -> {
                response.header(OCTETS).contentLength(octets);
                try (var out = response.outputStream()) {
                    Content.repeat(block, octets, out);
                }
            }
            case Endpoint.Stream(int blocks) -> {
                response.header(OCTETS);
                try (var out = response.outputStream()) {
                    Content.stream(smallBlock, blocks, out);
                }
            }
            case Endpoint.Sleep(int millis) -> {
                Content.sleep(millis);
                response.header(TEXT).send(ok);
            }
            case Endpoint.File(String path) -> response.next();
        }
    }
}
