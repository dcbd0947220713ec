package gateway.server.net;

import gateway.server.net.Deadline.Wait;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * What a connection writes, by a {@link Pace}. Each step has a deadline of its own and counts what
 * it has moved.
 *
 * <p>The system tells of room only when a third of the send buffer is free: of a buffer of
 * megabytes, which a fast start earns, a slow peer reads that in an hour. So before a deadline the
 * reaper has the write tried again, which finds what room there is; it can wake virtual threads
 * only.
 */
final class Outflow {
    // The JDK copies heap arrays into direct buffers, which the carrier thread keeps: one for each
    // source of a write, of up to the size of a slice. A mebibyte in 16 arrays took 1.4 times the
    // CPU time in slices of 128 KiB, 1.15 in slices of 256, and 1.05 in one.
    private static final int WRITE_SLICE = 512 * 1024;

    /** For peers that do not take as much at once. */
    private static final int SMALL_SLICE = 128 * 1024;

    private static final int MOST_SOURCES = 32;

    private static final int FILE_SLICE = 64 * 1024;

    /** A disk that is slow must not look like a peer that is. */
    private static final int TRANSFER_SLICE = 1024 * 1024;

    /** How long before its deadline a write is tried again, with every tick. */
    private static final long LOOK_NANOS = 500_000_000;

    private final CoarseClock clock;
    private final Deadline deadline;
    private long sent;
    private Thread writer; // Published by the deadline.

    Outflow(CoarseClock clock, Deadline deadline, Thread writer) {
        this.clock = clock;
        this.deadline = deadline;
        this.writer = writer;
    }

    /** How many octets the system has taken so far; before TLS. */
    long sent() {
        return sent;
    }

    /** Writes all octets of {@code sources}, in order. */
    void write(Transport transport, ByteBuffer[] sources, Pace pace)
            throws ConnectionLostException {
        int slice = WRITE_SLICE;
        int from = 0;
        while (from < sources.length) {
            if (!sources[from].hasRemaining()) {
                from++;
                continue;
            }
            long start = begin(transport, pace);
            long written;
            try {
                written = writeSlice(transport, sources, from, slice);
            } catch (IOException e) {
                throw new ConnectionLostException(e);
            }
            end(written, start, pace);
            // What was not taken is copied again.
            slice =
                    written < slice
                            ? Math.max(slice / 2, SMALL_SLICE)
                            : Math.min(slice * 2, WRITE_SLICE);
        }
    }

    /** Writes what a slice has room for: a small source leaves with the large one behind it. */
    private static long writeSlice(Transport transport, ByteBuffer[] sources, int from, int slice)
            throws IOException {
        int room = slice;
        int last = from;
        int end = Math.min(sources.length, from + MOST_SOURCES);
        while (last < end && sources[last].remaining() < room) {
            room -= sources[last].remaining();
            last++;
        }
        if (last == end) {
            return transport.write(sources, from, last - from);
        }
        ByteBuffer cut = sources[last];
        int limit = cut.limit();
        cut.limit(cut.position() + room);
        try {
            return transport.write(sources, from, last + 1 - from);
        } finally {
            cut.limit(limit);
        }
    }

    /** Writes all octets of {@code source}. */
    void write(Transport transport, ByteBuffer source, Pace pace) throws ConnectionLostException {
        int end = source.limit();
        while (source.hasRemaining()) {
            int position = source.position();
            source.limit(position + Math.min(end - position, SMALL_SLICE));
            long start = begin(transport, pace);
            try {
                transport.write(source);
            } catch (IOException e) {
                throw new ConnectionLostException(e);
            }
            end(source.position() - position, start, pace);
            source.limit(end);
        }
    }

    /** As {@link Connection#transfer}; other exceptions than the declared one are the file's. */
    long transfer(Transport transport, FileChannel file, long position, long count, Pace pace)
            throws IOException {
        ByteBuffer block = null;
        long sent = 0;
        while (sent < count) {
            int slice = (int) Math.min(count - sent, TRANSFER_SLICE);
            long start = begin(transport, pace);
            long moved;
            try {
                moved = transport.transfer(file, position + sent, slice);
            } catch (IOException e) {
                throw file.isOpen() ? new ConnectionLostException(e) : e;
            }
            end(moved, start, pace);
            sent += moved;
            if (moved == 0) {
                // A write can wait where a transfer cannot; or the file is over.
                if (block == null) {
                    block = ByteBuffer.allocate(Math.min(slice, FILE_SLICE));
                }
                block.clear().limit(Math.min(slice, block.capacity()));
                if (file.read(block, position + sent) < 0) {
                    return sent;
                }
                sent += block.flip().remaining();
                write(transport, block, pace);
            }
        }
        return sent;
    }

    private long begin(Transport transport, Pace pace) {
        writer = Thread.currentThread();
        deadline.set(Wait.OUTPUT, pace.allowance(transport.piece()));
        return clock.nanos();
    }

    private void end(long octets, long start, Pace pace) {
        sent += octets;
        deadline.clear();
        pace.moved(octets, clock.nanos() - start);
    }

    /**
     * Has a write tried again if its deadline is near; called by the reaper.
     *
     * @param left nanoseconds until the deadline that was read just now
     */
    void look(long left) {
        if (left <= LOOK_NANOS && deadline.waitingFor() == Wait.OUTPUT) {
            LockSupport.unpark(writer);
        }
    }
}
