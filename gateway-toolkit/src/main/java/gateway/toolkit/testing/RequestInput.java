package gateway.toolkit.testing;

import java.io.IOException;
import java.io.InputStream;

/**
 * The input of one request: reads fail once the application has closed it (IN-7), and once the
 * request is over (SR-8).
 */
final class RequestInput extends InputStream {
    private final InputStream source;
    private String refusal = "";

    RequestInput(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        checkOpen();
        return source.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        checkOpen();
        return source.read(target, offset, length);
    }

    @Override
    public int available() throws IOException {
        checkOpen();
        return source.available();
    }

    @Override
    public void close() {
        refuse("the application has closed the input");
    }

    /** The request is over. */
    void end() throws IOException {
        refuse("the request is over");
        source.close();
    }

    private void refuse(String reason) {
        if (refusal.isEmpty()) {
            refusal = reason;
        }
    }

    private void checkOpen() throws IOException {
        if (!refusal.isEmpty()) {
            throw new IOException(refusal);
        }
    }
}
