package gateway.sample.shortly;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.toolkit.errors.HttpException;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The site with its store, which two settings name:
 *
 * <ul>
 *   <li>{@code shortly.redis}: the URL of a Redis, such as {@code redis://127.0.0.1:6379/0};
 *   <li>{@code shortly.file}: the path of an H2 database, without {@code .mv.db}. Unless told, it
 *       is {@code shortly} in the working directory.
 * </ul>
 */
public final class Shortly implements Application, Lifecycle {
    private static final String PREFIX = "shortly.";
    private static final String REDIS = "shortly.redis";
    private static final String FILE = "shortly.file";

    private volatile Application site = HttpException.of(503);
    private volatile AutoCloseable store = () -> {};

    @Override
    public void start(Map<String, String> settings) {
        Links links = open(settings);
        store = links;
        site = Shortener.of(links);
    }

    private static Links open(Map<String, String> settings) {
        for (String name : settings.keySet()) {
            if (name.startsWith(PREFIX) && !name.equals(REDIS) && !name.equals(FILE)) {
                throw new IllegalArgumentException(
                        "there is no setting " + name + ", but " + REDIS + " and " + FILE);
            }
        }
        Optional<String> redis = Optional.ofNullable(settings.get(REDIS));
        String file = settings.getOrDefault(FILE, "shortly");
        if (redis.isPresent() && settings.containsKey(FILE)) {
            throw new IllegalArgumentException("one of " + REDIS + " and " + FILE + ", not both");
        }
        try {
            return redis.isPresent() ? new RedisLinks(redis.get()) : new H2Links(Path.of(file));
        } catch (StoreException e) {
            throw new IllegalArgumentException(
                    FILE + ": " + file + ".mv.db cannot be opened: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            // What was said instead may hold a password.
            throw new IllegalArgumentException(
                    redis.isPresent()
                            ? REDIS + " is not redis://user:password@host:port/database"
                            : FILE + " is not a path");
        }
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        return site.call(environ, startResponse);
    }

    @Override
    public void stop() throws Exception {
        store.close();
    }
}
