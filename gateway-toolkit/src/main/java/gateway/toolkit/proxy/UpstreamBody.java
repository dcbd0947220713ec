package gateway.toolkit.proxy;

import gateway.api.Header;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The body of an upstream's answer, as it comes. An answer that ends early fails, so that the
 * client sees the same. What is left of the request is sent on while the upstream has nothing to
 * say; where no body comes, which nobody iterates (LEN-6), when it is closed.
 */
final class UpstreamBody implements Iterable<byte[]>, AutoCloseable {
    private static final int BLOCK = 16 * 1024;
    private static final int LONGEST_CHUNK_LINE = 4096;
    private static final int MOST_TRAILERS = 16 * 1024;

    private final UpstreamConnection connection;
    private final RequestPump pump;
    private final ResponseHead.Framing framing;
    private long left; // Of the body, or of the chunk.
    private boolean ended;
    private boolean first = true; // No chunk was read yet.
    private List<Header> trailers = List.of();

    UpstreamBody(
            UpstreamConnection connection,
            RequestPump pump,
            ResponseHead.Framing framing,
            long length) {
        this.connection = connection;
        this.pump = pump;
        this.framing = framing;
        this.left = length;
    }

    /** Once the body has ended. */
    List<Header> trailers() {
        return trailers;
    }

    @Override
    public Iterator<byte[]> iterator() {
        return new Iterator<>() {
            private Optional<byte[]> next = Optional.empty();

            @Override
            public boolean hasNext() {
                while (next.isEmpty() && !ended) {
                    try {
                        next = read();
                    } catch (IOException e) {
                        ended = true;
                        throw new UncheckedIOException(e);
                    }
                }
                return next.isPresent();
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
        };
    }

    private Optional<byte[]> read() throws IOException {
        sendRest();
        if (framing == ResponseHead.Framing.NONE) {
            return end();
        }
        if (framing == ResponseHead.Framing.CHUNKED && left == 0 && !nextChunk()) {
            return end();
        }
        if (framing == ResponseHead.Framing.LENGTH && left == 0) {
            return end();
        }
        boolean counted = framing != ResponseHead.Framing.UNTIL_CLOSE;
        byte[] block = new byte[(int) (counted ? Math.min(BLOCK, left) : BLOCK)];
        int count = connection.read(block, block.length);
        if (count < 0) {
            if (counted) {
                throw UpstreamException.malformed("the body ended early");
            }
            return end();
        }
        left -= counted ? count : 0;
        return Optional.of(count == block.length ? block : Arrays.copyOf(block, count));
    }

    private Optional<byte[]> end() {
        ended = true;
        return Optional.empty();
    }

    private void sendRest() throws IOException {
        while (!pump.isDone() && !connection.hasInput()) {
            try {
                pump.step();
            } catch (UpstreamException e) {
                pump.stop(); // It does not want more; what it says is still to be read.
            }
        }
    }

    /** RFC 9112 section 7.1. */
    private boolean nextChunk() throws UpstreamException {
        int[] most = {LONGEST_CHUNK_LINE};
        if (!first && !ResponseHead.line(connection, most).isEmpty()) {
            throw UpstreamException.malformed("a chunk that does not end where it says");
        }
        first = false;
        String line = ResponseHead.line(connection, most);
        int extension = line.indexOf(';');
        String size = extension < 0 ? line : line.substring(0, extension);
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw UpstreamException.malformed("malformed chunk size");
        }
        left = Long.parseLong(size, 16);
        if (left > 0) {
            return true;
        }
        trailers = ResponseHead.fields(connection, new int[] {MOST_TRAILERS});
        return false;
    }

    @Override
    public void close() {
        if (framing == ResponseHead.Framing.NONE) {
            try {
                sendRest();
            } catch (IOException e) {
                // The answer is out; the upstream sees that its request was cut off.
            }
        }
        connection.close();
    }
}
