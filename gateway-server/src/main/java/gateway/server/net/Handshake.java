package gateway.server.net;

import gateway.server.net.Deadline.Wait;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;

import javax.net.ssl.SSLSocket;

/**
 * The TLS handshake of one connection, by one deadline: it waits for the first octet, then for its
 * turn, then for the handshake itself, whose time-out is a reset.
 */
final class Handshake {
    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

    /** The type of the record that a handshake begins with (RFC 8446 section 5.1). */
    private static final int RECORD_TYPE = 22;

    private final SocketChannel channel;
    private final Tls tls;
    private final Deadline deadline;

    Handshake(SocketChannel channel, Tls tls, Deadline deadline) {
        this.channel = channel;
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
        if (!await(end)) {
            LOG.debug("{}: no turn for its TLS handshake", channel.getRemoteAddress());
            return Optional.empty();
        }
        try {
            deadline.set(Wait.OUTPUT, end - System.nanoTime());
            SSLSocket socket = tls.above(lower);
            socket.startHandshake();
            return Optional.of(new TlsTransport(channel, lower, socket));
        } catch (IOException e) {
            LOG.debug("TLS handshake failed: {}", e.toString());
            return Optional.empty();
        } finally {
            tls.end();
            deadline.clear();
        }
    }

    private void tellOther() throws IOException {
        SocketAddress peer = channel.getRemoteAddress();
        SocketAddress local = channel.getLocalAddress();
        tls.others()
                .write(
                        () ->
                                LOG.warn(
                                        "{} does not speak TLS, as one must at {}: closed",
                                        peer,
                                        local),
                        count -> LOG.warn("{} more did not speak TLS, as one must", count));
    }

    private boolean await(long end) throws IOException {
        try {
            return tls.begin(end - System.nanoTime());
        } catch (InterruptedException e) {
            throw new ConnectionLostException("aborted before the TLS handshake");
        }
    }
}
