package gateway.server.ops;

import gateway.server.log.LineQuota;
import gateway.server.net.Census;
import gateway.server.net.Connection;
import gateway.server.net.Cut;
import gateway.server.net.ServerListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells several listeners of a server; one that fails keeps nobody from being told. */
final class AllServers implements ServerListener {
    private static final Logger LOG = LoggerFactory.getLogger(AllServers.class);

    private final ServerListener[] all;
    private final LineQuota failures = LineQuota.standard();

    private AllServers(List<ServerListener> all) {
        this.all = all.toArray(ServerListener[]::new);
    }

    /** Tells each of {@code all}, in their order. */
    static ServerListener of(List<ServerListener> all) {
        return new AllServers(all);
    }

    @Override
    public void started(Census census) {
        tell(one -> one.started(census));
    }

    @Override
    public void stopping() {
        tell(ServerListener::stopping);
    }

    @Override
    public void stopped() {
        tell(ServerListener::stopped);
    }

    @Override
    public void opened(Connection connection) {
        tell(one -> one.opened(connection));
    }

    @Override
    public void closed(Connection connection, Optional<Cut> cut) {
        tell(one -> one.closed(connection, cut));
    }

    @Override
    public void turnedAway() {
        tell(ServerListener::turnedAway);
    }

    private void tell(Consumer<ServerListener> what) {
        for (ServerListener one : all) {
            try {
                what.accept(one);
            } catch (RuntimeException | Error e) {
                failures.write(
                        () -> LOG.error("an observer of the server failed", e),
                        count -> LOG.error("observers of the server failed {} times more", count));
            }
        }
    }
}
