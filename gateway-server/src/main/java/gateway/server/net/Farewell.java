package gateway.server.net;

import gateway.server.log.LineQuota;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/** The end of a connection: it is closed, and what is to be told of it is told. */
final class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    private final LineQuota overdue = LineQuota.standard();
    private final ServerListener events;

    Farewell(ServerListener events) {
        this.events = events;
    }

    /**
     * Closes a connection.
     *
     * @param whole false where it failed: then it is closed as it is
     * @param served whether it was opened to be served
     */
    void end(Connection connection, boolean whole, boolean served) {
        try {
            if (whole) {
                connection.close();
            } else {
                connection.drop();
            }
        } catch (IOException e) {
            LOG.debug("could not close a connection", e);
        }
        connection.watch().overdue().ifPresent(this::tellOverdue);
        if (served) {
            events.closed(connection, connection.watch().cut());
        }
    }

    private void tellOverdue(String task) {
        overdue.write(
                () -> LOG.warn("took too long, and was aborted: {}", task),
                count -> LOG.warn("{} more took too long, and were aborted", count));
    }
}
