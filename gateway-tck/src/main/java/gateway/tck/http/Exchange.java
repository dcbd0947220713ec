package gateway.tck.http;

import java.io.IOException;
import java.util.List;

/** One request under way, and its response as it comes. */
public interface Exchange {
    /** Sends more of the body: as a chunk, where it is chunked. */
    void send(String octets) throws IOException;

    /** Ends a chunked body, with trailers; others end with their length. */
    void finish(List<Field> trailers) throws IOException;

    /** Ends the client's sending side, whether the body is complete or not. */
    void cut() throws IOException;

    /** What comes next, waited for with patience; after an {@code End} nothing may be asked for. */
    Event next() throws IOException;

    /** Whether nothing has come that {@link #next} has not given. */
    boolean quiet() throws IOException;
}
