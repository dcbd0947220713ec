package gateway.toolkit.testing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Iterator;

/** Arrays as a stream: a read delivers octets of one of them, as reads of a network do. */
final class ChunkInput extends InputStream {
    private final Iterator<byte[]> arrays;
    private ByteArrayInputStream current = new ByteArrayInputStream(new byte[0]);

    ChunkInput(Iterator<byte[]> arrays) {
        this.arrays = arrays;
    }

    @Override
    public int read() {
        return advance() ? current.read() : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        return advance() ? current.read(target, offset, length) : -1;
    }

    @Override
    public int available() {
        return current.available();
    }

    private boolean advance() {
        while (current.available() == 0) {
            if (!arrays.hasNext()) {
                return false;
            }
            current = new ByteArrayInputStream(arrays.next());
        }
        return true;
    }
}
