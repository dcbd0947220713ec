package gateway.toolkit.files;

import gateway.toolkit.http.ByteRange;

import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** A file that was found, measured and is open: what is said of it holds for what is sent. */
interface OpenedFile extends AutoCloseable {
    /** {@return the last segment of its path} */
    String name();

    /** {@return octets} */
    long length();

    /** {@return when it was last changed} */
    Instant modified();

    /**
     * {@return the octets of a range in arrays; reports failures as {@link
     * java.io.UncheckedIOException}}
     *
     * @param position 0 or more
     * @param count 0 or more, not beyond the length
     */
    Iterator<byte[]> blocks(long position, long count);

    /**
     * {@return a response body with these octets, which closes the file when it is closed}
     *
     * @param position 0 or more
     * @param count 0 or more, not beyond the length
     */
    Iterable<byte[]> body(long position, long count);

    /**
     * {@return whether all these ranges can be sent, one after the other, for no more work than the
     * whole file}
     *
     * @param ranges of the file, none over another
     */
    boolean isCheap(List<ByteRange> ranges);

    @Override
    void close() throws IOException;
}
