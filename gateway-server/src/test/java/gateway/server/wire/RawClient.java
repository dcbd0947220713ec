package gateway.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

/** One connection to the server, on which any octets can be sent. */
final class RawClient implements AutoCloseable {
    /** For a read that would hang: nothing is proven by how long anything takes. */
    static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final OutputStream out;
    private final ResponseReader responses;

    RawClient(URI home) throws IOException {
        socket = new Socket(home.getHost(), home.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        out = socket.getOutputStream();
        responses = new ResponseReader(socket.getInputStream());
    }

    int localPort() {
        return socket.getLocalPort();
    }

    /** Sends octets, one per char, in one write. */
    void send(String octets) throws IOException {
        out.write(octets.getBytes(ISO_8859_1));
    }

    /** Ends this side; the other may still answer. */
    void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** The next response; fails if the connection ends before it or within it. */
    Response response() throws IOException {
        return response(false).orElseThrow(() -> new IOException("the connection ended"));
    }

    /** The next response, empty if the connection ended before it. */
    Optional<Response> response(boolean toHead) throws IOException {
        return responses.next(toHead);
    }

    /** The head of the next response. */
    Response head() throws IOException {
        return responses.head().orElseThrow(() -> new IOException("the connection ended"));
    }

    /** The next chunk of its body, empty for the last one. */
    Optional<String> chunk() throws IOException {
        return responses.chunk();
    }

    /** Reads until the end; true if no response came before it. A reset is an exception. */
    boolean ended() throws IOException {
        return responses.head().isEmpty();
    }

    /** Closes it with a reset instead of an orderly end. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
