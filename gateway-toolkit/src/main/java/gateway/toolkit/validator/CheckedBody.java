package gateway.toolkit.validator;

import gateway.api.FileBody;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.channels.FileChannel;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;

/**
 * Wraps a body in one that can exactly what it can: a FileBody stays a FileBody, a Collection a
 * Collection, and only what is AutoCloseable becomes so (VAL-1). The same holds for its iterator.
 */
@SuppressWarnings("try") // close() throws what the callee's throws, InterruptedException too.
final class CheckedBody {
    // Tells of bodies that were dropped without being closed.
    private static final Cleaner CLEANER = Cleaner.create();

    private CheckedBody() {}

    @SuppressWarnings("unchecked") // A Collection that is an Iterable<byte[]> is one of byte[].
    static Iterable<byte[]> of(Iterable<byte[]> body, BodyWatch watch) {
        if (body instanceof FileBody file) {
            return watched(new OfFile(file, watch), watch);
        }
        if (body instanceof Collection<?> arrays) {
            Collection<byte[]> typed = (Collection<byte[]>) arrays;
            return body instanceof AutoCloseable closeable
                    ? watched(new OfCloseableCollection(typed, closeable, watch), watch)
                    : new OfCollection(typed, watch);
        }
        return body instanceof AutoCloseable closeable
                ? watched(new OfCloseable(closeable, watch), watch)
                : () -> iterator(watch);
    }

    private static Iterable<byte[]> watched(Iterable<byte[]> body, BodyWatch watch) {
        CLEANER.register(body, watch::abandoned);
        return body;
    }

    @SuppressWarnings("NullAway") // The caller gets the null that the callee returned.
    private static Iterator<byte[]> iterator(BodyWatch watch) {
        @Nullable Iterator<byte[]> iterator = watch.iterator();
        if (iterator == null) {
            return null;
        }
        CheckedIterator checked = new CheckedIterator(iterator, watch);
        return iterator instanceof AutoCloseable closeable
                ? new CloseableIterator(checked, closeable, watch)
                : checked;
    }

    private static final class OfFile implements FileBody {
        private final FileBody file;
        private final BodyWatch watch;

        OfFile(FileBody file, BodyWatch watch) {
            this.file = file;
            this.watch = watch;
        }

        @Override
        public FileChannel channel() {
            watch.sentAsFile();
            return file.channel();
        }

        @Override
        public long position() {
            watch.file().ifPresent(FileRange::checkUnchanged);
            return file.position();
        }

        @Override
        public long count() {
            watch.file().ifPresent(FileRange::checkUnchanged);
            return file.count();
        }

        @Override
        public Iterator<byte[]> iterator() {
            return CheckedBody.iterator(watch);
        }

        @Override
        public void close() throws IOException {
            watch.<IOException>close(
                    () -> {
                        file.close();
                        return watch;
                    });
        }
    }

    private static class OfCollection extends AbstractCollection<byte[]> {
        private final Collection<byte[]> arrays;
        private final BodyWatch watch;

        OfCollection(Collection<byte[]> arrays, BodyWatch watch) {
            this.arrays = arrays;
            this.watch = watch;
        }

        @Override
        public Iterator<byte[]> iterator() {
            return CheckedBody.iterator(watch);
        }

        @Override
        public int size() {
            return arrays.size();
        }

        @Override
        public boolean isEmpty() {
            return arrays.isEmpty();
        }
    }

    private static final class OfCloseableCollection extends OfCollection implements AutoCloseable {
        private final AutoCloseable closeable;
        private final BodyWatch watch;

        OfCloseableCollection(Collection<byte[]> arrays, AutoCloseable closeable, BodyWatch watch) {
            super(arrays, watch);
            this.closeable = closeable;
            this.watch = watch;
        }

        @Override
        public void close() throws Exception {
            CheckedBody.close(closeable, watch);
        }
    }

    private record OfCloseable(AutoCloseable closeable, BodyWatch watch)
            implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return CheckedBody.iterator(watch);
        }

        @Override
        public void close() throws Exception {
            CheckedBody.close(closeable, watch);
        }
    }

    private static void close(AutoCloseable closeable, BodyWatch watch) throws Exception {
        watch.<Exception>close(
                () -> {
                    closeable.close();
                    return watch;
                });
    }

    private record CloseableIterator(
            CheckedIterator checked, AutoCloseable closeable, BodyWatch watch)
            implements Iterator<byte[]>, AutoCloseable {
        @Override
        public boolean hasNext() {
            return checked.hasNext();
        }

        @Override
        public byte[] next() {
            return checked.next();
        }

        @Override
        public void close() throws Exception {
            watch.journal()
                    .caller()
                    .error(Clause.CLOSE_4, "the iterator is closed instead of the body", "");
            closeable.close();
        }
    }
}
