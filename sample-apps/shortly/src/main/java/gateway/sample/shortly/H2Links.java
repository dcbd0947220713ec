package gateway.sample.shortly;

import org.h2.jdbcx.JdbcDataSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Links in a file: an H2 database inside this process, in one table.
 *
 * <p>Each use opens a connection, which here is no more than a few objects: none is kept that could
 * be broken the next time.
 */
final class H2Links implements Links {
    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS link ("
                    + "number BIGINT GENERATED ALWAYS AS IDENTITY (NO CACHE) PRIMARY KEY, "
                    + "url VARCHAR(2048) NOT NULL UNIQUE, "
                    + "clicks BIGINT DEFAULT 0 NOT NULL)";

    // Written when it is committed; closed by us, and not by a hook while requests still run.
    private static final String SETTINGS =
            ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;LOCK_TIMEOUT=10000"
                    + ";TRACE_LEVEL_FILE=0";

    private final JdbcDataSource database = new JdbcDataSource();

    /**
     * Opens a file, or makes one.
     *
     * @param file its path without {@code .mv.db}, which H2 adds
     * @throws StoreException if it is no such file, or another process has opened it
     */
    H2Links(Path file) throws StoreException {
        String url = "jdbc:h2:file:" + file.toAbsolutePath() + SETTINGS;
        database.setURL(url);
        ask(TABLE, PreparedStatement::execute);
        // A file that goes missing from now on is a failure, and not to be made anew.
        database.setURL(url + ";IFEXISTS=TRUE");
    }

    @Override
    public long add(String url) throws StoreException {
        Optional<Long> known = number(url);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return ask("INSERT INTO link (url) VALUES (?)", H2Links::inserted, url);
        } catch (StoreException e) {
            // Where somebody has added the same in the meantime, that is it.
            return number(url).orElseThrow(() -> e);
        }
    }

    private static long inserted(PreparedStatement insert) throws SQLException {
        insert.executeUpdate();
        try (ResultSet keys = insert.getGeneratedKeys()) {
            keys.next();
            return keys.getLong(1);
        }
    }

    private Optional<Long> number(String url) throws StoreException {
        return first("SELECT number FROM link WHERE url = ?", row -> row.getLong(1), url);
    }

    @Override
    public Optional<Link> find(long number) throws StoreException {
        return first(
                "SELECT url, clicks FROM link WHERE number = ?",
                row -> new Link(row.getString(1), row.getLong(2)),
                number);
    }

    @Override
    public void count(long number) throws StoreException {
        ask(
                "UPDATE link SET clicks = clicks + 1 WHERE number = ?",
                PreparedStatement::executeUpdate,
                number);
    }

    @Override
    public void close() throws StoreException {
        ask("SHUTDOWN", PreparedStatement::execute);
    }

    private interface Step<S, T> {
        T of(S source) throws SQLException;
    }

    private <T> Optional<T> first(String sql, Step<ResultSet, T> read, Object value)
            throws StoreException {
        return ask(
                sql,
                select -> {
                    try (ResultSet row = select.executeQuery()) {
                        return row.next() ? Optional.of(read.of(row)) : Optional.empty();
                    }
                },
                value);
    }

    private <T> T ask(String sql, Step<PreparedStatement, T> run, Object... values)
            throws StoreException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return run.of(statement);
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }
}
