package gateway.api;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * Speaks another protocol on the connection of an upgraded request (EXT-7).
 *
 * <p>A read waits without a deadline for the client; whoever needs one asks for signs of life in
 * its own protocol. A write fails if the client does not take it within the server's limits
 * (SRV-2). A graceful stop waits for the handler until its deadline, then both streams fail and the
 * thread is interrupted (SRV-3); nothing tells the handler before.
 */
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
