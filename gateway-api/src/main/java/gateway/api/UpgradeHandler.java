package gateway.api;

import java.io.InputStream;
import java.io.OutputStream;

/** Speaks another protocol on the connection of an upgraded request (EXT-7). */
@FunctionalInterface
public interface UpgradeHandler {
    /**
     * Runs on the request's thread once the 101 was sent, and owns the connection until it returns;
     * then the server closes it.
     *
     * @param in what the client sends, from the first octet after the request; -1 once it has
     *     closed its side
     * @param out to the client; unbuffered, so {@code flush} is not needed
     * @throws Exception anything: it is logged, and the connection closed
     */
    void handle(InputStream in, OutputStream out) throws Exception;
}
