package gateway.server.net;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Supplier;

/** Accepts connections: each is a request. */
abstract class StreamServer extends RequestServer<StreamRequest> {
    private final BoundSocket socket;

    StreamServer(
            BoundSocket socket,
            RequestThreads threads,
            Supplier<? extends RequestHandler<? super StreamRequest>> handlers)
            throws IOException {
        super(socket.channel(), () -> close(socket), threads, handlers);
        this.socket = socket;
    }

    private static void close(BoundSocket socket) throws IOException {
        socket.removeFile();
        socket.close();
    }

    /** Where it really listens: with the port that the system chose. */
    public Endpoint endpoint() {
        return socket.endpoint();
    }

    @Override
    Optional<StreamRequest> take() throws IOException {
        SocketChannel channel = socket.channel().accept();
        if (channel == null) {
            return Optional.empty();
        }
        try {
            SocketServer.prepare(channel);
            return Optional.of(StreamRequest.of(channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
