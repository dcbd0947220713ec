package gateway.toolkit.files;

import gateway.toolkit.http.ByteRange;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A resource in an archive, which can only be read from its start on, most of them by inflating.
 * One stream goes on from range to range; it is opened anew for one that lies before its place.
 */
final class ResourceFile implements OpenedFile {
    private static final int BLOCK = 64 * 1024;

    private final String name;
    private final URL url;
    private final long length;
    private final Instant modified;
    private Optional<InputStream> stream = Optional.empty();
    private long at;

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
                    byte[] block =
                            streamAt(position + count - left)
                                    .readNBytes((int) Math.min(BLOCK, left));
                    at += block.length;
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

    private InputStream streamAt(long position) throws IOException {
        if (stream.isEmpty() || position < at) {
            close();
            stream = Optional.of(url.openStream());
            at = 0;
        }
        InputStream in = stream.get();
        in.skipNBytes(position - at);
        at = position;
        return in;
    }

    @Override
    public boolean isCheap(List<ByteRange> ranges) {
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).first() < ranges.get(i - 1).first()) {
                return false;
            }
        }
        return true;
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
        if (stream.isPresent()) {
            InputStream open = stream.get();
            stream = Optional.empty();
            open.close();
        }
    }
}
