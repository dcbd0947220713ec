package gateway.sample.guestbook;

import java.io.Serial;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

/**
 * The table, in the SQL that H2 and PostgreSQL have in common.
 *
 * <p>It is made by the first connection that works, not at the start: the guestbook may be up
 * before its database.
 */
final class Entries {
    private static final int TIMEOUT_SECONDS = 5;
    // Twice what an entry may have: H2 counts an emoji as two characters.
    private static final String CREATE =
            "CREATE TABLE IF NOT EXISTS guestbook_entry ("
                    + "id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
                    + "name VARCHAR(160) NOT NULL, "
                    + "message VARCHAR(4000) NOT NULL, "
                    + "written TIMESTAMP WITH TIME ZONE NOT NULL)";
    private static final String ADD =
            "INSERT INTO guestbook_entry (name, message, written) VALUES (?, ?, ?)";
    private static final String LATEST =
            "SELECT name, message, written FROM guestbook_entry ORDER BY id DESC LIMIT ?";

    private final DataSource database;
    private final Runnable whenGone;
    private final ReentrantLock creating = new ReentrantLock();
    private volatile boolean created;

    /**
     * Made for a database.
     *
     * @param whenGone run where a connection turns out to be dead: the others may be, too
     */
    Entries(DataSource database, Runnable whenGone) {
        this.database = database;
        this.whenGone = whenGone;
    }

    /** The database cannot be reached now. */
    static final class GoneException extends Exception {
        @Serial private static final long serialVersionUID = 1;

        GoneException(SQLException cause) {
            super("the database cannot be reached", cause);
        }
    }

    /**
     * Adds one.
     *
     * @throws GoneException if it was not added, or nobody knows
     * @throws SQLException for any other reason
     */
    void add(Entry entry) throws GoneException, SQLException {
        run(
                ADD,
                statement -> {
                    statement.setString(1, entry.name());
                    statement.setString(2, entry.message());
                    statement.setObject(3, entry.written().atOffset(ZoneOffset.UTC));
                    return statement.executeUpdate();
                });
    }

    /** The last ones, the newest first. */
    List<Entry> latest(int limit) throws GoneException, SQLException {
        return run(
                LATEST,
                statement -> {
                    statement.setInt(1, limit);
                    List<Entry> entries = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            entries.add(
                                    new Entry(
                                            rows.getString(1),
                                            rows.getString(2),
                                            rows.getObject(3, OffsetDateTime.class).toInstant()));
                        }
                    }
                    return entries;
                });
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) throws GoneException, SQLException {
        try (Connection connection = connect()) {
            try {
                create(connection);
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setQueryTimeout(TIMEOUT_SECONDS);
                    return work.with(statement);
                }
            } catch (SQLException e) {
                if (connection.isValid(1)) {
                    throw e;
                }
                whenGone.run();
                throw new GoneException(e);
            }
        }
    }

    private Connection connect() throws GoneException {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw new GoneException(e);
        }
    }

    private void create(Connection connection) throws SQLException {
        if (created) {
            return;
        }
        creating.lock();
        try {
            if (!created) {
                try {
                    execute(connection);
                } catch (SQLException e) {
                    // Of several processes that make it at once, PostgreSQL fails all but one.
                    execute(connection);
                }
                created = true;
            }
        } finally {
            creating.unlock();
        }
    }

    private static void execute(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CREATE)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            statement.execute();
        }
    }
}
