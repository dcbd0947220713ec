package gateway.server.net;

import gateway.server.net.Deadline.Wait;
import gateway.server.net.Ends.End;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;

import javax.net.ssl.SSLSocket;

/**
 * The TLS handshake of one connection, by one deadline: it waits for the first octet, then for the
 * handshake itself, whose time-out is a reset. While it computes it has one of the turns; while it
 * waits for its peer it has none, so that those who do not go on keep nobody from theirs.
 */
final class Handshake {
    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

    /** The type of the record that a handshake begins with (RFC 8446 section 5.1). */
    private static final int RECORD_TYPE = 22;

    private final SocketChannel channel;
    private final Ends ends;
    private final Tls tls;
    private final Deadline deadline;

    Handshake(SocketChannel channel, Ends ends, Tls tls, Deadline deadline) {
        this.channel = channel;
        this.ends = ends;
        this.tls = tls;
        this.deadline = deadline;
    }

    /** Empty where there will be no TLS connection: the peer was told so if it was to be told. */
    Optional<Transport> run() throws IOException {
        long nanos = tls.handshakeNanos();
        long end = System.nanoTime() + nanos;
        LowerSocket lower = new LowerSocket(channel);
        deadline.set(Wait.REQUEST, nanos);
        int first = lower.peek();
        deadline.clear();
        if (first < 0) {
            return Optional.empty();
        }
        if (first != RECORD_TYPE) {
            tellOther();
            return Optional.empty();
        }
        Turn turn = new Turn(tls, end);
        try {
            deadline.set(Wait.HANDSHAKE, end - System.nanoTime());
            turn.take();
            SSLSocket socket = tls.above(lower.givingBack(turn));
            socket.startHandshake();
            return Optional.of(new TlsTransport(channel, lower, socket));
        } catch (IOException e) {
            LOG.debug("TLS handshake failed: {}", e.toString());
            return Optional.empty();
        } finally {
            turn.giveBack();
            deadline.clear();
        }
    }

    private void tellOther() {
        tls.others()
                .write(
                        () ->
                                LOG.warn(
                                        "{} does not speak TLS, as one must at {}: closed",
                                        ends.remote().map(End::toString).orElse("a local process"),
                                        ends.local()),
                        count -> LOG.warn("{} more did not speak TLS, as one must", count));
    }

    /** One of those that compute at a time. */
    private static final class Turn implements LowerSocket.Turn {
        private final Tls tls;
        private final long end;
        private boolean taken;

        Turn(Tls tls, long end) {
            this.tls = tls;
            this.end = end;
        }

        @Override
        public void take() throws IOException {
            try {
                taken = tls.begin(end - System.nanoTime());
            } catch (InterruptedException e) {
                throw new ConnectionLostException("aborted during the TLS handshake");
            }
            if (!taken) {
                throw new ConnectionLostException("no turn for the TLS handshake");
            }
        }

        @Override
        public void giveBack() {
            if (taken) {
                taken = false;
                tls.end();
            }
        }
    }
}
