package gateway.sample.cgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The body of a program's answer, as it comes. What is shorter than its Content-Length fails, so
 * that the client sees that something is missing; what is longer is cut.
 */
final class ScriptBody implements Iterable<byte[]>, AutoCloseable {
    private final Conversation program;
    private final long length;
    private long sent;
    private Optional<byte[]> next = Optional.empty();
    private boolean ended;

    /**
     * A body that is still being written.
     *
     * @param length octets that were announced; -1 for none
     */
    ScriptBody(Conversation program, long length) {
        this.program = program;
        this.length = length;
    }

    @Override
    public Iterator<byte[]> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (next.isEmpty() && !ended) {
                    next = read();
                }
                return next.isPresent();
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                byte[] block = fitting(next.orElseThrow());
                sent += block.length;
                next = Optional.empty();
                return block;
            }
        };
    }

    private Optional<byte[]> read() {
        try {
            Optional<byte[]> block = program.next();
            ended = block.isEmpty();
            if (ended && sent < length) {
                throw new BadOutputException(
                        "its body has " + sent + " octets, and its Content-Length is " + length);
            }
            return block;
        } catch (BadOutputException | SilentProgramException e) {
            ended = true;
            program.log(String.valueOf(e.getMessage()));
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            ended = true;
            throw new UncheckedIOException(e);
        }
    }

    private byte[] fitting(byte[] block) {
        if (length < 0 || block.length <= length - sent) {
            return block;
        }
        // Whatever else it writes, even without end, is for nobody: it is ended with the request.
        program.log("its body is longer than its Content-Length, " + length);
        ended = true;
        return Arrays.copyOf(block, (int) (length - sent));
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
