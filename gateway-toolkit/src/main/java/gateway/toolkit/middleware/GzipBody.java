package gateway.toolkit.middleware;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A body, compressed array by array (RFC 1952). Whether at all is asked when its first array is
 * there: a failure may have replaced the response until then.
 */
@SuppressWarnings("try") // The body within may throw anything from close().
final class GzipBody implements Iterable<byte[]>, AutoCloseable {
    /** No name, no time, operating system unknown. */
    private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** Large arrays come out in pieces of this size, so that memory is bounded by what comes in. */
    private static final int PIECE = 16 * 1024;

    private final Iterable<byte[]> plain;
    private final BooleanSupplier gzip;
    private final int level;
    private Optional<Compressed> compressed = Optional.empty();

    GzipBody(Iterable<byte[]> plain, BooleanSupplier gzip, int level) {
        this.plain = plain;
        this.gzip = gzip;
        this.level = level;
    }

    @Override
    public Iterator<byte[]> iterator() {
        Compressed iterator = new Compressed(plain.iterator());
        compressed = Optional.of(iterator);
        return iterator;
    }

    @Override
    public void close() throws Exception {
        compressed.ifPresent(Compressed::end);
        if (plain instanceof AutoCloseable resource) {
            resource.close();
        }
    }

    private final class Compressed implements Iterator<byte[]> {
        private final Iterator<byte[]> arrays;
        private final int flush =
                plain instanceof Collection<?> ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
        private final CRC32 crc = new CRC32();
        private final byte[] piece = new byte[PIECE];
        private final Deque<byte[]> ready = new ArrayDeque<>();
        private Optional<Deflater> deflater = Optional.empty();
        private boolean decided;
        private boolean more; // The deflater has not given everything yet.
        private boolean ended;
        private long octets;

        Compressed(Iterator<byte[]> arrays) {
            this.arrays = arrays;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !ended) {
                if (more) {
                    deflate(flush);
                } else if (arrays.hasNext()) {
                    take(arrays.next());
                } else {
                    finish();
                }
            }
            return !ready.isEmpty();
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void take(byte[] array) {
            if (array == null) {
                throw new NullPointerException("BODY-2: an element of the body is null");
            }
            if (array.length == 0) {
                return;
            }
            decide();
            if (deflater.isEmpty()) {
                ready.add(array);
                return;
            }
            crc.update(array);
            octets += array.length;
            deflater.get().setInput(array);
            deflate(flush);
        }

        private void decide() {
            if (!decided) {
                decided = true;
                if (gzip.getAsBoolean()) {
                    deflater = Optional.of(new Deflater(level, true));
                    ready.add(HEAD.clone());
                }
            }
        }

        private void deflate(int mode) {
            int length = deflater.map(each -> each.deflate(piece, 0, piece.length, mode)).orElse(0);
            more = length == piece.length;
            if (length > 0) {
                ready.add(Arrays.copyOf(piece, length));
            }
        }

        private void finish() {
            decide();
            if (deflater.isPresent()) {
                deflater.get().finish();
                do {
                    deflate(Deflater.NO_FLUSH);
                } while (!deflater.get().finished());
                ready.add(tail());
            }
            end();
        }

        private byte[] tail() {
            byte[] tail = new byte[8];
            for (int i = 0; i < 4; i++) {
                tail[i] = (byte) (crc.getValue() >> (8 * i));
                tail[4 + i] = (byte) (octets >> (8 * i));
            }
            return tail;
        }

        void end() {
            ended = true;
            deflater.ifPresent(Deflater::end);
        }
    }
}
