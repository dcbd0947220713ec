package gateway.tck.http;

import java.io.Closeable;
import java.io.IOException;

/** A client's connection: one request after the other. */
public interface Client extends Closeable {
    /** Sends a request, or what there is of it. */
    Exchange open(Request request) throws IOException;

    /**
     * Waits until the server has ended the connection, with patience.
     *
     * @return {@code COMPLETE} for an orderly end, {@code RESET}, or {@code OPEN} if it did not
     */
    Ending ended() throws IOException;

    /** Octets that came after the responses that were read; waits for the end of the connection. */
    String rest() throws IOException;

    /** Goes away without a word, as a client does whose machine dies: what is sent is refused. */
    void vanish() throws IOException;
}
