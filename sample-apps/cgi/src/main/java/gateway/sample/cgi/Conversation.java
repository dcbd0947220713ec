package gateway.sample.cgi;

import gateway.api.Environ;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the thread of a request does while its program runs: output goes out before more input is
 * read, up to a limit, lines of standard error go to the server's log, and a client that has gone,
 * or a silent program, ends it.
 *
 * <pre>
 *   next ─┬─ output ────────────→ a block
 *         ├─ output has ended ──→ none; close lets the program end in peace
 *         ├─ room for input ────→ waits for a block of the client, and goes on
 *         └─ failure ───────────→ an exception; close ends the program
 * </pre>
 */
final class Conversation implements AutoCloseable {
    /** How late it is noticed that the client is gone. */
    private static final Duration TICK = Duration.ofMillis(200);

    /** How long the end of an answer waits for that of its program, to tell how it ended. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final int MOST_EARLY = 16 * 1024;

    private final Map<String, Object> environ;
    private final RequestBody body;
    private final Processes processes;
    private final ScriptProcess process;
    private final ScriptStreams streams;
    private final Duration timeout;
    private int early; // Octets of output before the body was received.
    private Optional<byte[]> givenBack = Optional.empty();
    private boolean ended;
    private boolean closed;

    Conversation(RequestBody body, Processes processes, ScriptProcess process, Duration timeout) {
        this.environ = body.environ();
        this.body = body;
        this.processes = processes;
        this.process = process;
        this.streams = process.streams();
        this.timeout = timeout;
        if (body.isGiven()) {
            streams.endInput();
        }
    }

    /**
     * Waits for the next octets of standard output.
     *
     * @return empty at its end
     * @throws SilentProgramException if the program is silent for too long
     * @throws IOException if the client is gone, or does not send its body
     */
    Optional<byte[]> next() throws IOException {
        if (givenBack.isPresent()) {
            Optional<byte[]> block = givenBack;
            givenBack = Optional.empty();
            return block;
        }
        long heard = System.nanoTime();
        while (true) {
            switch (await()) {
                case ERRORS -> printErrors();
                case OUTPUT -> {
                    return Optional.of(output());
                }
                case END -> {
                    ended = true;
                    return Optional.empty();
                }
                case INPUT -> {
                    give();
                    heard = System.nanoTime();
                }
                case NONE -> {}
            }
            if (Environ.clientDisconnected(environ)) {
                throw new IOException("the client is gone");
            }
            if (System.nanoTime() - heard > timeout.toNanos()) {
                throw new SilentProgramException("was silent for " + timeout.toMillis() + " ms");
            }
        }
    }

    /**
     * Many clients read nothing before they have sent all. So only a little goes out before: as
     * much as surely fits between here and there. Then the body comes first.
     */
    private byte[] output() throws IOException {
        byte[] block = streams.takeOutput();
        if (!body.isReceived()) {
            early += block.length;
            if (early > MOST_EARLY) {
                body.receive(!streams.isInputRefused());
            }
        }
        return block;
    }

    /** The next block, once more. */
    void giveBack(byte[] block) {
        givenBack = block.length == 0 ? Optional.empty() : Optional.of(block);
    }

    private ScriptStreams.Turn await() throws InterruptedIOException {
        try {
            Duration most = TICK.compareTo(timeout) < 0 ? TICK : timeout;
            return streams.await(!body.isGiven() && !streams.isInputRefused(), most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the program ran");
        }
    }

    private void give() throws IOException {
        Optional<byte[]> block = body.next();
        if (block.isPresent()) {
            streams.giveInput(block.get());
        } else {
            streams.endInput();
        }
    }

    /** Takes what is left, for nobody, so that the program can end; an endless one is ended. */
    void discard(long most) throws IOException {
        long octets = 0;
        while (octets < most) {
            Optional<byte[]> block = next();
            if (block.isEmpty()) {
                return;
            }
            octets += block.get().length;
        }
    }

    /** Says something of this request in the server's log. */
    void log(String line) {
        PrintWriter errors = Environ.errors(environ);
        errors.println(process.name() + ": " + line);
        errors.flush();
    }

    private void printErrors() {
        for (Optional<String> line = streams.takeError();
                line.isPresent();
                line = streams.takeError()) {
            log(line.get());
        }
    }

    /** Ends the program, at once unless its output has ended. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (ended) {
                awaitExit();
            }
            printErrors();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.close();
            processes.end(process, ended ? timeout : Duration.ZERO);
            body.close();
        }
    }

    private void awaitExit() throws InterruptedException {
        OptionalInt status = process.awaitExit(FAREWELL);
        if (status.isPresent()) {
            streams.awaitErrorsEnd(FAREWELL);
            printErrors();
            if (status.getAsInt() != 0) {
                log("ended with status " + status.getAsInt());
            }
        }
    }
}
