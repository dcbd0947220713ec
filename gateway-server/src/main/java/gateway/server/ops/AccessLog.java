package gateway.server.ops;

import gateway.server.http.RequestListener;
import gateway.server.http.Served;
import gateway.server.log.LineQuota;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line for each request that has ended, written by one thread in batches.
 *
 * <p>{@link #MOST_WAITING} requests may wait for their lines; a request that is one too many waits
 * itself, before the next one on its connection is read. So a disk or a reader that is slow slows
 * the server down, and costs no line. Where a write fails, which is told in the server's log, its
 * lines are lost, and the server goes on.
 */
public final class AccessLog implements RequestListener, AutoCloseable {
    /** Some 10 ms of the busiest server; with usual heads a few MiB. */
    static final int MOST_WAITING = 2_048;

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    /** Beyond it what is formatted is written. */
    private static final int BLOCK = 48 * 1024;

    /** How long a stop waits for a reader of the log that does not read. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LineSink sink;
    private final LineFormat format;
    private final Waiting<Served> waiting = new Waiting<>(MOST_WAITING);
    private final LineBuffer lines = new LineBuffer();
    private final LineQuota failures = LineQuota.standard();
    private final AtomicLong lost = new AtomicLong();
    private final Thread writer = new Thread(this::writeAll, "gateway-access-log");

    private AccessLog(LineSink sink, LineFormat format) {
        this.sink = sink;
        this.format = format;
        writer.setDaemon(true);
    }

    /**
     * Begins to write.
     *
     * @param where a path, or {@code -} for the standard output
     * @param format of nobody else
     * @throws IOException if the file cannot be opened
     */
    public static AccessLog open(String where, LineFormat format) throws IOException {
        return open(LineSink.open(where), format);
    }

    static AccessLog open(LineSink sink, LineFormat format) {
        AccessLog log = new AccessLog(sink, format);
        log.writer.start();
        return log;
    }

    @Override
    public void served(Served served) {
        if (!waiting.add(served)) {
            lost.incrementAndGet(); // It ended after the stop was over.
        }
    }

    /** Opens the file anew, by its name, and says so in the server's log. */
    public void reopen() {
        try {
            sink.reopen()
                    .ifPresentOrElse(
                            file -> LOG.info("the access log was opened anew: {}", file),
                            () -> LOG.info("the access log is the standard output, and stays so"));
        } catch (IOException e) {
            LOG.error(
                    "the access log cannot be opened anew, and goes on as it was: {}",
                    e.toString());
        }
    }

    /** How many requests wait for their lines. */
    public int waiting() {
        return waiting.size();
    }

    /** How many requests had to wait for others to be written. */
    public long waits() {
        return waiting.waits();
    }

    /** How many lines could not be written. */
    public long lost() {
        return lost.get();
    }

    /** Writes what there is, and closes. Later requests are not written. */
    @Override
    public void close() {
        waiting.close();
        boolean interrupted = Thread.interrupted();
        try {
            if (!writer.join(PATIENCE)) {
                LOG.error("the access log takes no lines: {} are lost", waiting.size());
                return;
            }
            sink.close();
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (IOException e) {
            LOG.error("the access log could not be closed: {}", e.toString());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll() {
        List<Served> batch = new ArrayList<>();
        do {
            batch = waiting.take(batch);
            write(batch);
        } while (!batch.isEmpty());
    }

    private void write(List<Served> batch) {
        int count = 0;
        for (Served served : batch) {
            append(served);
            count++;
            if (lines.length() > BLOCK) {
                flush(count);
                count = 0;
            }
        }
        flush(count);
    }

    private void append(Served served) {
        int start = lines.length();
        try {
            format.append(served, lines);
            lines.plain('\n');
        } catch (RuntimeException | Error e) { // The others have lines too.
            lines.cutTo(start);
            failed(1, e);
        }
    }

    private void flush(int count) {
        if (lines.length() == 0) {
            return;
        }
        try {
            sink.write(lines.octets(), lines.length());
        } catch (IOException | RuntimeException | Error e) {
            failed(count, e);
        }
        lines.clear();
    }

    private void failed(int count, Throwable e) {
        lost.addAndGet(count);
        failures.write(
                () -> LOG.error("{} lines of the access log are lost: {}", count, e.toString()),
                more -> LOG.error("the access log failed {} times more", more));
    }
}
