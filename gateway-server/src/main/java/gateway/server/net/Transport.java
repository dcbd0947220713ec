package gateway.server.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

import javax.net.ssl.SSLSession;

/**
 * What carries the octets of a connection; used by its owner only. It knows of no deadline: what
 * the reaper does to the socket below ends its waits.
 */
interface Transport {
    /** Waits for at least one octet; -1 at the end of input. */
    int read(byte[] target, int offset, int length) throws IOException;

    /** As {@link #read} without waiting: 0 if there is nothing. */
    int readNow(byte[] target, int offset, int length) throws IOException;

    /** Waits until it has written at least one octet of {@code source}, which is not empty. */
    void write(ByteBuffer source) throws IOException;

    /**
     * As {@link #write(ByteBuffer)}, from the first of {@code count} of the {@code sources} on that
     * is not empty.
     *
     * @return how many octets were written
     */
    long write(ByteBuffer[] sources, int from, int count) throws IOException;

    /** Octets that a read or a write may wait for until it can see that any have moved. */
    int piece();

    /**
     * Sends a range of a file past the heap.
     *
     * @return how many octets were sent; 0 if that cannot be done now, or the file is over
     */
    long transfer(FileChannel file, long position, long count) throws IOException;

    /** Tells the peer that nothing more comes, and goes on to read. */
    void shutdownOutput() throws IOException;

    /** Comes before an orderly close: what has been sent is all there was to be sent. */
    void sayGoodbye() throws IOException;

    /** Present under TLS. */
    Optional<SSLSession> session();
}
