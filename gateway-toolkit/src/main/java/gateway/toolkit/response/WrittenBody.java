package gateway.toolkit.response;

import gateway.toolkit.response.BoundedPipe.FailureException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Turns code that writes into a body that is iterated, without keeping the whole.
 *
 * <pre>
 *   thread of its own                      thread of the request
 *   BodyWriter ──→ PipeOutput ──→ BoundedPipe ──→ iterator ──→ server
 *                  block          capacity
 * </pre>
 *
 * <p>This is the one place where a request has two threads. The second one is started by {@code
 * iterator()}, so never for HEAD, and is a virtual one on Java 21 and later. It may still run for a
 * moment when the request is over: the code must not use the environ, the input or the {@code
 * StartResponse} (APP-6), but what it took from them before. After {@link #close} whatever it
 * writes throws {@link IOException}, and it is interrupted.
 *
 * <p>What the code throws ends the iteration: before the first octets have left the client gets a
 * 500, later a response that is cut off (ERR-1, ERR-3).
 */
public final class WrittenBody implements Iterable<byte[]>, AutoCloseable {
    /** Octets that wait for the client at most, if nothing else is said: 64 KiB. */
    public static final int CAPACITY = 64 * 1024;

    private static final int BLOCK = 8 * 1024;

    private final BodyWriter writer;
    private final BoundedPipe pipe;
    private final int block;
    private Optional<Thread> thread = Optional.empty();

    /**
     * Makes a body, and starts nothing yet.
     *
     * @param writer writes it, once
     */
    public WrittenBody(BodyWriter writer) {
        this(writer, CAPACITY);
    }

    /**
     * Makes a body, and starts nothing yet.
     *
     * @param writer writes it, once
     * @param capacity octets that wait for the client at most; 1 or more. A block of at most 8 KiB
     *     that is being filled comes on top
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public WrittenBody(BodyWriter writer, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("no capacity: " + capacity);
        }
        this.writer = writer;
        this.pipe = new BoundedPipe(capacity);
        this.block = Math.min(BLOCK, capacity);
    }

    /**
     * Starts the code.
     *
     * @throws IllegalStateException on a second call
     */
    @Override
    public Iterator<byte[]> iterator() {
        if (thread.isPresent()) {
            throw new IllegalStateException("BODY-1: this body is iterated once");
        }
        thread = Optional.of(WriterThread.start(this::write));
        return new Taken(pipe);
    }

    private void write() {
        try {
            PipeOutput out = new PipeOutput(pipe, block);
            writer.writeTo(out);
            if (!pipe.isClosed()) {
                out.flush();
            }
            pipe.end();
        } catch (Throwable e) {
            // After close this changes nothing: nobody is there to hear of it.
            pipe.fail(e);
        }
    }

    /** Ends it: what the code writes from now on throws. Does not wait for it. */
    @Override
    public void close() {
        pipe.close();
        thread.ifPresent(Thread::interrupt);
    }

    private static final class Taken implements Iterator<byte[]> {
        private final BoundedPipe pipe;
        private Optional<byte[]> next = Optional.empty();
        private boolean ended;

        Taken(BoundedPipe pipe) {
            this.pipe = pipe;
        }

        @Override
        public boolean hasNext() {
            if (next.isEmpty() && !ended) {
                next = take();
                ended = next.isEmpty();
            }
            return next.isPresent();
        }

        private Optional<byte[]> take() {
            try {
                return pipe.take();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (FailureException e) {
                ended = true;
                throw unchecked(e.reason());
            }
        }

        private static RuntimeException unchecked(Throwable reason) {
            if (reason instanceof Error error) {
                throw error;
            }
            if (reason instanceof RuntimeException unchecked) {
                return unchecked;
            }
            return reason instanceof IOException e
                    ? new UncheckedIOException(e)
                    : new IllegalStateException("the code that writes the body failed", reason);
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            byte[] array = next.orElseThrow();
            next = Optional.empty();
            return array;
        }
    }
}
