package gateway.server.net;

import gateway.server.net.Deadline.Wait;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import javax.net.ssl.SSLSession;

/**
 * One accepted connection, owned by the thread that handles it.
 *
 * <p>Every wait has a deadline, set by the owner before it waits and enforced by the reaper, which
 * ends input or closes the socket: {@link Watch}.
 *
 * <p>Reads and writes throw {@link ConnectionLostException} once the peer is gone.
 */
public final class Connection {
    private static final int DISCARD_BLOCK = 8 * 1024;
    private static final int MOST_DISCARDED = 64 * 1024;

    /** How long the peer may take to read the last octets. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final SocketChannel channel; // A reset touches nothing above it.
    private final Binding binding;
    private final CoarseClock clock;
    private final Deadline deadline;
    private final Outflow outflow;
    private final Task task;
    private final BooleanSupplier draining;
    private final Watch watch;

    private Transport transport;
    private boolean lost;
    private long received;
    private @Nullable Ends ends;

    Connection(
            SocketChannel channel,
            Binding binding,
            CoarseClock clock,
            BooleanSupplier draining,
            Thread owner) {
        this.channel = channel;
        this.binding = binding;
        this.transport = new PlainTransport(channel);
        this.clock = clock;
        this.deadline = new Deadline(clock);
        this.outflow = new Outflow(clock, deadline, owner);
        this.task = new Task(clock, owner);
        this.draining = draining;
        this.watch = new Watch(channel, deadline, outflow, task, clock, owner);
    }

    /** Both ends. */
    public Ends ends() throws IOException {
        Ends known = ends;
        if (known == null) {
            known = Ends.of(channel, binding.unixName());
            ends = known;
        }
        return known;
    }

    /** Other ends than the socket's, as a proxy in front names them. */
    void standsFor(Ends stated) {
        ends = stated;
    }

    /** Who is really at the other end of the socket. */
    SocketAddress peer() throws IOException {
        return channel.getRemoteAddress();
    }

    /** What the owner is about, for whoever stops the server. */
    public Task task() {
        return task;
    }

    /** What it was accepted at. */
    public Binding binding() {
        return binding;
    }

    /** The TLS session; empty without TLS. */
    public Optional<SSLSession> sslSession() {
        return transport.session();
    }

    /**
     * Puts the connection under TLS if its binding says so; comes before everything else.
     *
     * @return false if there is nobody to be served: the peer was not in time, is gone, or spoke
     *     something else, and the connection is closed
     */
    public boolean secure() throws IOException {
        if (binding.tls().isEmpty()) {
            return true;
        }
        Optional<Transport> secured;
        try {
            secured = new Handshake(channel, ends(), binding.tls().get(), deadline).run();
        } catch (IOException e) {
            throw lostBy(e);
        }
        if (secured.isPresent()) {
            transport = secured.get();
            return true;
        }
        if (watch.expired()) {
            close(); // It said nothing, and is told nothing.
        } else if (!watch.aborted()) {
            closeLingering(MOST_DISCARDED, FAREWELL); // The peer may be reading an alert.
        }
        return false;
    }

    /** True once the server is stopping: the next answer on this connection is its last. */
    public boolean draining() {
        return draining.getAsBoolean();
    }

    /** Asks {@link #draining}; the same object for all connections of a server. */
    public BooleanSupplier stopping() {
        return draining;
    }

    /** True once a read was overdue: from then on reads find the end of input. */
    public boolean expired() {
        return watch.expired();
    }

    /** True once the peer is known to be gone, or the connection was aborted. */
    public boolean lost() {
        return lost || watch.aborted();
    }

    /** True once it was ended from here: by a deadline, or an abort. */
    public boolean aborted() {
        return watch.aborted();
    }

    /** Octets that were written so far, by the owner's count: those that the system has taken. */
    public long sent() {
        return outflow.sent();
    }

    /** Octets that were read so far, by the owner's count. */
    public long received() {
        return received;
    }

    /** Sets the deadline for the first octet of a request; then comes a close in silence. */
    public void awaitRequest(Duration limit) {
        deadline.set(Wait.REQUEST, limit.toNanos());
    }

    /** Sets one deadline for all reads until the next call of an {@code await} method. */
    public void awaitInput(Duration limit) {
        deadline.set(Wait.INPUT, limit.toNanos());
    }

    /** Takes the deadline away. */
    public void awaitNothing() {
        deadline.clear();
    }

    /**
     * Reads what is there, waiting for at least one octet.
     *
     * @return how many octets, or -1 at the end of input
     */
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int count = transport.read(target, offset, length);
            deadline.heard();
            received += Math.max(0, count);
            return count;
        } catch (IOException e) {
            throw lostBy(e);
        }
    }

    /**
     * Reads what is there without waiting. By the owner, or by a thread that it waits for.
     *
     * @return how many octets, 0 if there are none, or -1 at the end of input
     */
    public int readNow(byte[] target, int offset, int length) throws IOException {
        try {
            int count = transport.readNow(target, offset, length);
            received += Math.max(0, count);
            return count;
        } catch (IOException e) {
            throw lostBy(e);
        }
    }

    /** As {@link #read(byte[], int, int)}, with a deadline from {@code pace}. */
    public int read(byte[] target, int offset, int length, Pace pace) throws IOException {
        long start = clock.nanos();
        deadline.set(Wait.INPUT, pace.allowance(transport.piece()));
        int count = read(target, offset, length);
        awaitNothing();
        pace.moved(Math.max(0, count), clock.nanos() - start);
        return count;
    }

    /** Writes all octets of {@code sources}, in order. */
    public void write(ByteBuffer[] sources, Pace pace) throws IOException {
        try {
            outflow.write(transport, sources, pace);
        } catch (ConnectionLostException e) {
            lost = true;
            throw e;
        }
    }

    /** Writes all octets of {@code source}. */
    public void write(ByteBuffer source, Pace pace) throws IOException {
        try {
            outflow.write(transport, source, pace);
        } catch (ConnectionLostException e) {
            lost = true;
            throw e;
        }
    }

    /**
     * Sends a range of a file without copying it through the heap where the system can.
     *
     * @return how many octets were sent: fewer than {@code count} if the file ends before
     */
    public long transfer(FileChannel file, long position, long count, Pace pace)
            throws IOException {
        try {
            return outflow.transfer(transport, file, position, count, pace);
        } catch (ConnectionLostException e) {
            lost = true;
            throw e;
        }
    }

    /**
     * Ends a connection whose peer may still be sending: closes the output, so that the peer reads
     * the answer to its end, and discards input until the peer has closed too, or the limits are
     * reached (RFC 9112 section 9.6).
     *
     * <p>Where a read was overdue nothing can be read any more. The system still takes what comes,
     * but not with the output closed too: it would then reset the connection, and the peer might
     * lose the answer. So the output stays open for as long.
     */
    public void closeLingering(int maxOctets, Duration limit) throws IOException {
        try {
            deadline.set(Wait.OUTPUT, FAREWELL.toNanos());
            if (expired()) {
                transport.sayGoodbye();
                watch.pause(limit.toNanos());
            } else {
                transport.shutdownOutput();
                deadline.set(Wait.LINGER, limit.toNanos());
                discard(maxOctets);
            }
        } finally {
            close();
        }
    }

    private void discard(int maxOctets) throws IOException {
        byte[] discarded = new byte[Math.min(maxOctets, DISCARD_BLOCK)];
        for (int left = maxOctets; left > 0; ) {
            int count = read(discarded, 0, Math.min(left, discarded.length));
            if (count < 0) {
                return;
            }
            left -= count;
        }
    }

    /**
     * Closes the connection when everything that was to be sent has been sent; unread input makes
     * the system reset it, after its end where a read was overdue.
     */
    public void close() throws IOException {
        try {
            if (channel.isOpen() && !lost()) {
                deadline.set(Wait.OUTPUT, FAREWELL.toNanos());
                transport.sayGoodbye();
                if (expired()) { // What came since cannot be read: the end comes before the reset.
                    channel.shutdownOutput();
                }
            }
        } finally {
            drop();
        }
    }

    /** Closes the connection as it is: under TLS the peer can tell that something is missing. */
    void drop() throws IOException {
        awaitNothing();
        channel.close();
    }

    /** Resets the connection: the peer sees that what it got is not complete. */
    public void reset() throws IOException {
        lost = true;
        if (channel.isOpen()) {
            Reset.prepare(channel);
            drop();
        }
    }

    /** For others than the owner. */
    Watch watch() {
        return watch;
    }

    private ConnectionLostException lostBy(IOException e) {
        lost = true;
        return new ConnectionLostException(e);
    }
}
