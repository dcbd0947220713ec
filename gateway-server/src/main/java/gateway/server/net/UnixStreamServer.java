package gateway.server.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Serves connections over a Unix-domain socket. */
public class UnixStreamServer extends StreamServer {
    /**
     * Binds; connections queue from here on. A file that was left behind is replaced, and the file
     * is removed at the end.
     *
     * @param path of the socket's file, which gets the permissions of {@link Admission#DEFAULT}
     * @param handlers makes a handler for each connection
     * @throws IOException if it cannot be bound
     */
    public UnixStreamServer(
            Path path,
            RequestThreads threads,
            Supplier<? extends RequestHandler<? super StreamRequest>> handlers)
            throws IOException {
        super(BoundSocket.bind(new Endpoint.Unix(path), Admission.DEFAULT), threads, handlers);
    }
}
