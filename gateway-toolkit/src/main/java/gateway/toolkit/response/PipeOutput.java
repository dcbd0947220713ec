package gateway.toolkit.response;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Collects octets into arrays, and hands these over when they are full, or at a flush. */
final class PipeOutput extends OutputStream {
    private final BoundedPipe pipe;
    private final byte[] block;
    private int length;

    PipeOutput(BoundedPipe pipe, int block) {
        this.pipe = pipe;
        this.block = new byte[block];
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
        checkOpen();
        int at = offset;
        int left = count;
        while (left > 0) {
            int some = Math.min(left, block.length - length);
            System.arraycopy(octets, at, block, length, some);
            length += some;
            at += some;
            left -= some;
            if (length == block.length) {
                flush();
            }
        }
    }

    @Override
    public void flush() throws IOException {
        checkOpen();
        if (length > 0) {
            // A copy: what is handed over is never modified again (BODY-4).
            byte[] array = Arrays.copyOf(block, length);
            length = 0;
            pipe.put(array);
        }
    }

    private void checkOpen() throws IOException {
        if (pipe.isClosed()) {
            throw new IOException("the response is over: nobody takes what is written");
        }
    }
}
