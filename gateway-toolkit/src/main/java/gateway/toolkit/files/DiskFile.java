package gateway.toolkit.files;

import gateway.toolkit.http.ByteRange;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/**
 * A file of a file system.
 *
 * @param channel for reading
 * @param length octets when it was opened
 */
record DiskFile(String name, FileChannel channel, long length, Instant modified)
        implements OpenedFile {
    @Override
    public Iterator<byte[]> blocks(long position, long count) {
        return new ChannelBody(channel, position, count).iterator();
    }

    @Override
    public Iterable<byte[]> body(long position, long count) {
        return new ChannelBody(channel, position, count);
    }

    @Override
    public boolean isCheap(List<ByteRange> ranges) {
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
