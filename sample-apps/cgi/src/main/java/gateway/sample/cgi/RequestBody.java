package gateway.sample.cgi;

import gateway.api.Environ;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a request on its way to a program.
 *
 * <ul>
 *   <li>None: the program reads the end at once.
 *   <li>One of a known length: block by block, while the program runs.
 *   <li>One that came in chunks: the program has to be told CONTENT_LENGTH (RFC 3875 section
 *       4.1.2), so it is collected in a file first.
 * </ul>
 *
 * <p>Files have no name any more while they are read: nothing is left behind.
 */
final class RequestBody implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;
    private static final ProcessBuilder.Redirect NOTHING =
            ProcessBuilder.Redirect.from(new File("/dev/null"));

    private final Map<String, Object> environ;
    private final Optional<Path> complete;
    private InputStream source;
    private boolean received;
    private boolean given;

    private RequestBody(Map<String, Object> environ, Optional<Path> complete) {
        this.environ = environ;
        this.complete = complete;
        this.source = Environ.input(environ);
        this.given = complete.isPresent() || Environ.inputLength(environ) == 0;
        this.received = given;
    }

    /**
     * Reads as much of it as must be known before the program starts.
     *
     * @throws IOException if the client does not send it
     */
    static RequestBody of(Map<String, Object> environ) throws IOException {
        if (Environ.inputLength(environ) >= 0) {
            return new RequestBody(environ, Optional.empty());
        }
        Path file = collected(Environ.input(environ));
        Map<String, Object> known = new HashMap<>(environ);
        known.put(Environ.CONTENT_LENGTH, Long.toString(Files.size(file)));
        return new RequestBody(known, Optional.of(file));
    }

    private static Path collected(InputStream input) throws IOException {
        Path file = Files.createTempFile("cgi-", ".body");
        try (OutputStream out = Files.newOutputStream(file)) {
            input.transferTo(out);
            return file;
        } catch (Throwable e) {
            Files.delete(file);
            throw e;
        }
    }

    /** The request, with the length of its body. */
    Map<String, Object> environ() {
        return environ;
    }

    /** What the program has for standard input. */
    ProcessBuilder.Redirect redirect() {
        return complete.map(file -> ProcessBuilder.Redirect.from(file.toFile()))
                .orElse(given ? NOTHING : ProcessBuilder.Redirect.PIPE);
    }

    /** The program has opened what {@link #redirect} says, or never will. */
    void forgetName() throws IOException {
        if (complete.isPresent()) {
            Files.deleteIfExists(complete.get());
        }
    }

    /** Whether all that the client has to send was read. */
    boolean isReceived() {
        return received;
    }

    /** Whether nothing more has to be given to the program. */
    boolean isGiven() {
        return given;
    }

    /**
     * The next octets for the program; waits for the client, unless all was received.
     *
     * @return empty at the end
     * @throws IOException if the client does not send them (IN-4)
     */
    Optional<byte[]> next() throws IOException {
        byte[] block = new byte[BLOCK];
        int count = source.read(block);
        if (count < 0) {
            given = true;
            received = true;
            return Optional.empty();
        }
        return Optional.of(count == BLOCK ? block : Arrays.copyOf(block, count));
    }

    /**
     * Reads all that the client has to send, into a file.
     *
     * @param isWanted whether the program will be given it; otherwise nothing is kept
     * @throws IOException if the client does not send it
     */
    void receive(boolean isWanted) throws IOException {
        if (isWanted) {
            Path file = collected(source);
            source = Files.newInputStream(file);
            Files.delete(file);
        } else {
            source.transferTo(OutputStream.nullOutputStream());
            given = true;
        }
        received = true;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
