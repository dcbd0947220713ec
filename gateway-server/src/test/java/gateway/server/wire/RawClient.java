package gateway.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

/** One connection to the server, on which any octets can be sent. */
public final class RawClient implements AutoCloseable {
    /** For a read that would hang: nothing is proven by how long anything takes. */
    public static final int PATIENCE_MILLIS = 30_000;

    private final Socket raw;
    private final Socket socket; // The same, or TLS above it.
    private final OutputStream out;
    private final ResponseReader responses;

    /** Connects. */
    public RawClient(URI home) throws IOException {
        this(home, connected -> connected);
    }

    /** Connects, and goes on by what {@code above} makes of the connection. */
    public RawClient(URI home, Layer above) throws IOException {
        raw = new Socket(home.getHost(), home.getPort());
        raw.setTcpNoDelay(true);
        raw.setSoTimeout(PATIENCE_MILLIS);
        socket = above.on(raw);
        out = socket.getOutputStream();
        responses = new ResponseReader(socket.getInputStream());
    }

    /** TLS, say. */
    public interface Layer {
        /** A socket that carries its octets by way of {@code raw}. */
        Socket on(Socket raw) throws IOException;
    }

    public int localPort() {
        return socket.getLocalPort();
    }

    /** Sends octets, one per char, in one write. */
    public void send(String octets) throws IOException {
        out.write(octets.getBytes(ISO_8859_1));
    }

    /** Ends this side; the other may still answer. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** The next response; fails if the connection ends before it or within it. */
    public Response response() throws IOException {
        return response(false).orElseThrow(() -> new IOException("the connection ended"));
    }

    /** The next response, empty if the connection ended before it. */
    Optional<Response> response(boolean toHead) throws IOException {
        return responses.next(toHead);
    }

    /** The head of the next response. */
    public Response head() throws IOException {
        return responses.head().orElseThrow(() -> new IOException("the connection ended"));
    }

    /** The next chunk of its body, empty for the last one. */
    public Optional<String> chunk() throws IOException {
        return responses.chunk();
    }

    /** Reads until the end; true if no response came before it. A reset is an exception. */
    public boolean ended() throws IOException {
        return responses.head().isEmpty();
    }

    /** Closes it with a reset instead of an orderly end. */
    public void reset() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
