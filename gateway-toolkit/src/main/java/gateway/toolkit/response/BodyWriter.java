package gateway.toolkit.response;

import java.io.OutputStream;

/** Code that writes a body instead of yielding it. */
@FunctionalInterface
public interface BodyWriter {
    /**
     * Writes the body, on a thread of its own.
     *
     * @param out takes the octets; waits while the client is slower, and throws {@link
     *     java.io.IOException} once nobody wants them any more. It need not be closed
     * @throws Exception anything: the response breaks off
     */
    void writeTo(OutputStream out) throws Exception;
}
