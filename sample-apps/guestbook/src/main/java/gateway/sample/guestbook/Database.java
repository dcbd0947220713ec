package gateway.sample.guestbook;

import com.zaxxer.hikari.HikariDataSource;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** The pool of connections that the operator's settings describe. */
final class Database {
    /** A file in the folder where the server was started. */
    static final String EMBEDDED = "jdbc:h2:./guestbook;DB_CLOSE_ON_EXIT=FALSE";

    private static final int CONNECTIONS = 8;

    /** How long a visitor waits for a database that is gone. */
    private static final long PATIENCE_MILLIS = 2000;

    private Database() {}

    /**
     * Makes a pool that connects when it is first asked: the database may come later.
     *
     * @param settings {@code guestbook.jdbc}, {@code guestbook.user}, {@code guestbook.password}
     * @throws IllegalArgumentException if there is no driver for such a database
     */
    static HikariDataSource open(Map<String, String> settings) {
        String url = settings.getOrDefault("guestbook.jdbc", EMBEDDED);
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            // What follows a question mark may be a password.
            throw new IllegalArgumentException(
                    "guestbook.jdbc: no driver for " + url.replaceFirst("[?;].*", ""), e);
        }
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("guestbook");
        pool.setJdbcUrl(url);
        Optional.ofNullable(settings.get("guestbook.user")).ifPresent(pool::setUsername);
        Optional.ofNullable(settings.get("guestbook.password")).ifPresent(pool::setPassword);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(PATIENCE_MILLIS);
        pool.setValidationTimeout(PATIENCE_MILLIS / 2);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }
}
