package gateway.toolkit.response;

import gateway.api.FileBody;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A body that closes more than itself, and stays what it was: a list, a file, or neither. */
final class ClosingBody {
    private ClosingBody() {}

    static Iterable<byte[]> of(Iterable<byte[]> body, List<AutoCloseable> others) {
        Closing closing = new Closing(body, others);
        if (others.isEmpty()) {
            return body;
        }
        if (body instanceof FileBody file) {
            return new ClosingFile(file, closing);
        }
        return body instanceof List<byte[]> list
                ? new ClosingList(list, closing)
                : new JoinedBody(List.of(body), closing);
    }

    /** Closes all, in order, and reports the first failure with the others in it. */
    static void closeAll(Iterable<?> resources) throws Exception {
        @Nullable Exception first = null;
        for (Object each : resources) {
            try {
                if (each instanceof AutoCloseable resource) {
                    resource.close();
                }
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    @SuppressWarnings("try") // It may be interrupted as whatever it closes may be.
    private record Closing(Iterable<byte[]> body, List<AutoCloseable> others)
            implements AutoCloseable {
        @Override
        public void close() throws Exception {
            closeAll(Stream.concat(Stream.of(body), others.stream()).toList());
        }
    }

    @SuppressWarnings("try") // As above.
    private static final class ClosingList extends AbstractList<byte[]> implements AutoCloseable {
        private final List<byte[]> list;
        private final Closing closing;

        ClosingList(List<byte[]> list, Closing closing) {
            this.list = list;
            this.closing = closing;
        }

        @Override
        public byte[] get(int index) {
            return list.get(index);
        }

        @Override
        public int size() {
            return list.size();
        }

        @Override
        public void close() throws Exception {
            closing.close();
        }
    }

    private record ClosingFile(FileBody file, Closing closing) implements FileBody {
        @Override
        public FileChannel channel() {
            return file.channel();
        }

        @Override
        public long position() {
            return file.position();
        }

        @Override
        public long count() {
            return file.count();
        }

        @Override
        public Iterator<byte[]> iterator() {
            return file.iterator();
        }

        @Override
        public void close() throws IOException {
            try {
                closing.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
