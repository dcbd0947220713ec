package gateway.server.net;

import gateway.server.log.LineQuota;
import gateway.server.log.LogText;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;

/** Lets a peer say by the PROXY protocol whom it speaks for, where it may and must. */
final class Introduction {
    private static final Logger LOG = LoggerFactory.getLogger(Introduction.class);

    private final LineQuota strangers = LineQuota.standard();
    private final LineQuota malformed = LineQuota.standard();

    /** Whether the connection goes on. */
    boolean admits(Connection connection) throws IOException {
        Optional<Proxied> proxied = connection.binding().proxied();
        if (proxied.isEmpty()) {
            return true;
        }
        // A Unix-domain one can have any name.
        String peer = LogText.of(String.valueOf(connection.peer()));
        if (!proxied.get().allows(connection.peer())) {
            Endpoint endpoint = connection.binding().endpoint();
            strangers.write(
                    () ->
                            LOG.warn(
                                    "closed a connection from {} to {}: not among the peers of the"
                                            + " PROXY protocol",
                                    peer,
                                    endpoint),
                    count ->
                            LOG.warn(
                                    "closed {} more connections: not among the peers of the PROXY"
                                            + " protocol",
                                    count));
            return false;
        }
        try {
            connection.awaitRequest(proxied.get().limit());
            Optional<Ends> stated = ProxyHeader.read(connection::read, connection.ends());
            connection.awaitNothing();
            stated.ifPresent(connection::standsFor);
            return stated.isPresent();
        } catch (ConnectionLostException e) {
            malformed.write(
                    () -> LOG.warn("closed a connection from {}: {}", peer, e.getMessage()),
                    count ->
                            LOG.warn(
                                    "closed {} more connections for their PROXY protocol headers",
                                    count));
            return false;
        }
    }
}
