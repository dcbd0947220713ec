package gateway.server.net;

import gateway.server.net.Deadline.Wait;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What others than its owner do to a connection: the reaper ends its waits, and it can be aborted.
 * Touches its socket and nothing above.
 *
 * <pre>
 *   waitingFor   at the deadline                          while the server drains
 *   NOTHING      –                                        –
 *   REQUEST      input shut down: the owner's read is     the same after 0.25 s of silence
 *                -1, and it closes
 *   INPUT        the same, and it may answer              for a head, the same after 2 s of silence
 *   HANDSHAKE    socket closed, with a reset              the same after 2 s
 *   OUTPUT       the same: the owner's write throws       –
 *   LINGER       input shut down, and the owner closes    the same after 0.5 s
 *   PAUSE        the owner is woken, and closes           the same after 0.5 s
 * </pre>
 */
final class Watch {
    /** An owner whose input has ended must go on soon. */
    private static final long STUCK_NANOS = 10_000_000_000L;

    /** Some round trips of a far client, which may have sent a request. */
    private static final long IDLE_NANOS = 250_000_000;

    /** A peer that has begun goes on within some retransmissions, if it means to. */
    private static final long BEGUN_NANOS = 2_000_000_000;

    /** Nobody waits long for a client that does not close. */
    private static final long LINGER_NANOS = 500_000_000;

    private final SocketChannel channel;
    private final Deadline deadline;
    private final Outflow outflow;
    private final Task task;
    private final CoarseClock clock;
    private final Thread owner;
    private volatile boolean expired;
    private volatile boolean aborted;
    private volatile Optional<String> overdue = Optional.empty();
    private volatile Optional<Cut> cut = Optional.empty();

    Watch(
            SocketChannel channel,
            Deadline deadline,
            Outflow outflow,
            Task task,
            CoarseClock clock,
            Thread owner) {
        this.channel = channel;
        this.deadline = deadline;
        this.outflow = outflow;
        this.task = task;
        this.clock = clock;
        this.owner = owner;
    }

    /** True once a read was overdue: from then on reads find the end of input. */
    boolean expired() {
        return expired;
    }

    /** True once it was aborted, or a write was overdue. */
    boolean aborted() {
        return aborted;
    }

    /**
     * The text of the task that took too long and was aborted, for the owner to tell: the reaper
     * waits for no reader of a log.
     */
    Optional<String> overdue() {
        return overdue;
    }

    /** The deadline that was the first one to be missed. */
    Optional<Cut> cut() {
        return cut;
    }

    /** What the owner is about at this moment. */
    ConnectionState state() {
        boolean busy = task.isUnderWay();
        return switch (deadline.at() == Deadline.NEVER ? Wait.NOTHING : deadline.waitingFor()) {
            case NOTHING -> busy ? ConnectionState.RUNNING : ConnectionState.IDLE;
            case REQUEST -> ConnectionState.IDLE;
            case INPUT -> busy ? ConnectionState.READING : ConnectionState.BEGINNING;
            case HANDSHAKE -> ConnectionState.HANDSHAKE;
            case OUTPUT -> busy ? ConnectionState.WRITING : ConnectionState.CLOSING;
            case LINGER, PAUSE -> ConnectionState.CLOSING;
        };
    }

    /**
     * Ends whatever the owner is doing, from another thread: its I/O throws, its application code
     * is interrupted.
     */
    void abort() {
        aborted = true;
        // First: an owner that takes the interrupt for its end must not send that.
        Reset.close(channel);
        owner.interrupt();
    }

    /** Called by the reaper with its current time. */
    void enforce(long now) {
        long seen = deadline.at();
        if (seen != Deadline.NEVER && now - seen >= 0) {
            missed(kind());
            expire(seen);
        } else if (seen != Deadline.NEVER) {
            outflow.look(seen - now);
        }
        if (task.isOverdue(now)) {
            overdue = Optional.of(task.toString());
            missed(Cut.TASK);
            abort();
        }
    }

    private void missed(Cut what) {
        if (cut.isEmpty()) {
            cut = Optional.of(what);
        }
    }

    /** Only after a read of the deadline. */
    private Cut kind() {
        return switch (deadline.waitingFor()) {
            case REQUEST, NOTHING -> Cut.SILENCE;
            case INPUT -> task.isUnderWay() ? Cut.INPUT : Cut.BEGINNING;
            case HANDSHAKE -> Cut.HANDSHAKE;
            case OUTPUT -> Cut.OUTPUT;
            case LINGER, PAUSE -> Cut.LINGER;
        };
    }

    /** Called by the reaper with its current time, and that when the server began to drain. */
    void drain(long now, long start) {
        long seen = deadline.at();
        if (seen == Deadline.NEVER) {
            return;
        }
        long since = deadline.since();
        long patience = patience();
        if (now - (since - start > 0 ? since : start) >= patience) {
            expire(seen);
        }
    }

    private long patience() {
        return switch (deadline.waitingFor()) {
            case REQUEST -> expired ? Deadline.NEVER : IDLE_NANOS;
            // A request that has begun is answered.
            case INPUT -> expired || task.isUnderWay() ? Deadline.NEVER : BEGUN_NANOS;
            case HANDSHAKE -> BEGUN_NANOS;
            case LINGER -> expired ? Deadline.NEVER : LINGER_NANOS;
            case PAUSE -> LINGER_NANOS;
            case OUTPUT, NOTHING -> Deadline.NEVER;
        };
    }

    /**
     * Ends the wait that has {@code seen} as its deadline, unless the owner has gone on meanwhile.
     *
     * <p>A read under TLS may itself be writing, to a peer that asks for new keys and does not take
     * them. That input has ended does not end such a wait: its socket is closed a while later.
     */
    private void expire(long seen) {
        Wait wait = deadline.waitingFor();
        boolean hard =
                switch (wait) {
                    case OUTPUT, HANDSHAKE -> true;
                    case PAUSE -> false;
                    case NOTHING, REQUEST, INPUT, LINGER -> expired;
                };
        boolean last = hard || wait == Wait.PAUSE;
        if (!deadline.replace(seen, last ? Deadline.NEVER : clock.nanos() + STUCK_NANOS)) {
            return;
        }
        expired = true;
        if (hard) {
            aborted = true;
            Reset.close(channel);
        } else if (wait == Wait.PAUSE) {
            LockSupport.unpark(owner);
        } else {
            try {
                channel.shutdownInput();
            } catch (IOException e) {
                Reset.close(channel);
            }
        }
    }

    /** By the owner: lets {@code nanos} go by, or less if it is aborted or the server drains. */
    void pause(long nanos) {
        deadline.set(Wait.PAUSE, nanos);
        while (deadline.at() != Deadline.NEVER && !aborted) {
            LockSupport.park(this);
            if (Thread.interrupted() && aborted) {
                break;
            }
        }
        deadline.clear();
    }
}
