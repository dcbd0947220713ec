package gateway.bench.peers.jetty;

import gateway.bench.peers.common.Content;
import gateway.bench.peers.common.Endpoint;
import gateway.bench.peers.common.Words;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content.Sink;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Jetty's own Handler API, each request on a virtual thread. */
final class Jetty extends Handler.Wrapper {
    private static final HttpField TEXT = type(Content.TEXT);
    private static final HttpField JSON = type(Content.JSON);
    private static final HttpField OCTETS = type(Content.OCTETS);

    private final byte[] hello = Content.hello();
    private final byte[] ok = Content.ok();
    private final byte[] block = Content.block();
    private final byte[] smallBlock = Content.smallBlock();

    private Jetty(Handler files) {
        super(files);
    }

    static void main(String[] args) throws Exception {
        Words words = Words.of(args);
        VirtualThreadPool requests = new VirtualThreadPool();
        requests.setMaxConcurrentTasks(20_000);
        QueuedThreadPool pool = new QueuedThreadPool();
        pool.setVirtualThreadsExecutor(requests);
        Server server = new Server(pool);

        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(words.port());
        connector.setAcceptQueueSize(Words.BACKLOG);
        server.addConnector(connector);

        ResourceHandler files = new ResourceHandler();
        files.setBaseResource(ResourceFactory.of(server).newResource(words.files()));
        files.setDirAllowed(false);
        server.setHandler(new Jetty(files));
        server.start();
    }

    private static HttpField type(String type) {
        return new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, type);
    }

    /** What blocks is called on a virtual thread. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        switch (Endpoint.of(Request.getPathInContext(request))) {
            case Endpoint.Plaintext() -> send(response, TEXT, hello, callback);
            case Endpoint.Json() -> send(response, JSON, Content.json("Hello, World!"), callback);
            case Endpoint.Echo() -> {
                response.getHeaders().put(OCTETS);
                if (request.getLength() >= 0) {
                    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, request.getLength());
                }
                org.eclipse.jetty.io.Content.copy(request, response, callback);
            }
            case Endpoint.Bytes(int octets) when octets <= block.length -> {
                response.getHeaders().put(OCTETS);
                response.write(true, ByteBuffer.wrap(block, 0, octets), callback);
            }
            case Endpoint.Bytes(int octets) -> {
                response.getHeaders().put(OCTETS);
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, octets);
                write(response, callback, out -> Content.repeat(block, octets, out));
            }
            case Endpoint.Stream(int blocks) -> {
                response.getHeaders().put(OCTETS);
                write(response, callback, out -> Content.stream(smallBlock, blocks, out));
            }
            case Endpoint.Sleep(int millis) -> {
                Content.sleep(millis);
                send(response, TEXT, ok, callback);
            }
            case Endpoint.File(String path) -> {
                return super.handle(request, response, callback);
            }
        }
        return true;
    }

    private static void send(Response response, HttpField type, byte[] body, Callback callback) {
        response.getHeaders().put(type);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void write(Response response, Callback callback, Body body) throws IOException {
        try (OutputStream out = Sink.asOutputStream(response)) {
            body.writeTo(out);
        }
        callback.succeeded();
    }
}
