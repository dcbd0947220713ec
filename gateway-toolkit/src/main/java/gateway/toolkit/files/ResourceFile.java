package gateway.toolkit.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A resource in an archive: opened anew for each range, and read from the start up to it. */
final class ResourceFile implements OpenedFile {
    private static final int BLOCK = 64 * 1024;

    private final String name;
    private final URL url;
    private final long length;
    private final Instant modified;
    private final List<InputStream> streams = new ArrayList<>();

    ResourceFile(String name, URL url, long length, Instant modified) {
        this.name = name;
        this.url = url;
        this.length = length;
        this.modified = modified;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Instant modified() {
        return modified;
    }

    @Override
    public Iterator<byte[]> blocks(long position, long count) {
        return new Iterator<>() {
            private long left = count;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                try {
                    if (left == count) {
                        close();
                        streams.add(url.openStream());
                        streams.get(0).skipNBytes(position);
                    }
                    byte[] block = streams.get(0).readNBytes((int) Math.min(BLOCK, left));
                    if (block.length < Math.min(BLOCK, left)) {
                        throw new EOFException("the resource has become shorter");
                    }
                    left -= block.length;
                    return block;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Override
    public Iterable<byte[]> body(long position, long count) {
        return new Body(this, position, count);
    }

    private record Body(ResourceFile file, long position, long count)
            implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return file.blocks(position, count);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public void close() throws IOException {
        while (!streams.isEmpty()) {
            streams.remove(streams.size() - 1).close();
        }
    }
}
