package gateway.sample.cgi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running program with the threads that move its octets. They are platform threads, since a read
 * from a pipe holds its thread; there are three for a process, and processes are limited.
 *
 * <p>The output ends with the program, or, if Java is reading at that moment, with the last of its
 * children that has it too: a child that goes on behind an answer closes its standard output.
 */
final class ScriptProcess {
    private static final System.Logger LATE = System.getLogger("gateway.sample.cgi");
    private static final int BLOCK = 64 * 1024;

    private final String name;
    private final Process process;
    private final ProcessTree tree;
    private final ScriptStreams streams = new ScriptStreams();

    ScriptProcess(String name, Process process, String mark) {
        this.name = name;
        this.process = process;
        this.tree = new ProcessTree(process.toHandle(), mark);
        start("output", this::moveOutput);
        start("errors", this::moveErrors);
        start("input", this::moveInput);
    }

    String name() {
        return name;
    }

    ScriptStreams streams() {
        return streams;
    }

    ProcessTree tree() {
        return tree;
    }

    /** Completes when the program itself has ended. */
    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit status; empty if it has not ended by then. */
    OptionalInt awaitExit(Duration most) throws InterruptedException {
        return process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    private void start(String what, Runnable move) {
        Thread thread = new Thread(move, "cgi-" + process.pid() + "-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private void moveOutput() {
        byte[] block = new byte[BLOCK];
        try (InputStream stream = process.getInputStream()) {
            int count = stream.read(block);
            while (count >= 0 && streams.putOutput(Arrays.copyOf(block, count))) {
                count = stream.read(block);
            }
        } catch (IOException e) {
            LATE.log(System.Logger.Level.DEBUG, name, e); // Closed behind a process that was ended.
        } finally {
            streams.endOutput();
        }
    }

    /** What is said after the request has ended goes to a log all the same. */
    private void moveErrors() {
        try (InputStream stream = process.getErrorStream()) {
            ErrorLines lines = new ErrorLines(stream);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!streams.putError(line.get())) {
                    LATE.log(System.Logger.Level.WARNING, "{0}: {1}", name, line.get());
                }
            }
        } catch (IOException e) {
            LATE.log(System.Logger.Level.DEBUG, name, e);
        } finally {
            streams.endErrors();
        }
    }

    private void moveInput() {
        try (OutputStream stream = process.getOutputStream()) {
            for (Optional<byte[]> block = streams.nextInput();
                    block.isPresent();
                    block = streams.nextInput()) {
                stream.write(block.get());
                stream.flush();
                streams.inputTaken();
            }
        } catch (IOException e) {
            streams.refuseInput(); // It reads no more, which it need not (RFC 3875 section 4.2).
        }
    }
}
