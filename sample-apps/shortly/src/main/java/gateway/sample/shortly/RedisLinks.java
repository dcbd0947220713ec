package gateway.sample.shortly;

import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.util.JedisURIHelper;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Links in Redis, under the keys of Werkzeug's tutorial, which can share them:
 *
 * <pre>
 *   last-url-id       the highest number given away
 *   url-target:ID     the URL
 *   reverse-url:URL   the ID, to the base 36
 *   click-count:ID    the clicks
 * </pre>
 *
 * Redis may come and go: each use checks its connection first, and makes another one if need be.
 */
final class RedisLinks implements Links {
    private static final Set<String> SCHEMES = Set.of("redis", "rediss");

    private final RedisClient redis;

    /**
     * Finds the Redis when it is needed.
     *
     * @param address {@code redis://user:password@host:port/database}, or {@code rediss:} for TLS
     * @throws IllegalArgumentException if it is something else
     */
    RedisLinks(String address) {
        URI uri = URI.create(address);
        if (!JedisURIHelper.isValid(uri) || !SCHEMES.contains(uri.getScheme())) {
            throw new IllegalArgumentException("not redis://host:port/database");
        }
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxWait(Duration.ofSeconds(10));
        pool.setTestOnBorrow(true);
        redis =
                RedisClient.builder()
                        .hostAndPort(JedisURIHelper.getHostAndPort(uri))
                        .clientConfig(DefaultJedisClientConfig.builder(uri).build())
                        .poolConfig(pool)
                        .build();
    }

    @Override
    public long add(String url) throws StoreException {
        return ask(
                () -> {
                    String known = redis.get("reverse-url:" + url);
                    if (known != null) {
                        return number(known);
                    }
                    String id = id(redis.incr("last-url-id"));
                    // First where it leads: whoever finds the ID can follow it.
                    redis.set("url-target:" + id, url);
                    if (redis.set("reverse-url:" + url, id, SetParams.setParams().nx()) != null) {
                        return number(id);
                    }
                    // Somebody added the same at the same time; nobody has seen this ID.
                    redis.del("url-target:" + id);
                    return number(redis.get("reverse-url:" + url));
                });
    }

    private static String id(long number) {
        return Long.toString(number, ShortId.BASE);
    }

    private static long number(String id) {
        return Long.parseLong(id, ShortId.BASE);
    }

    @Override
    public Optional<Link> find(long number) throws StoreException {
        String id = id(number);
        List<String> found = ask(() -> redis.mget("url-target:" + id, "click-count:" + id));
        long clicks = Optional.ofNullable(found.get(1)).map(Long::valueOf).orElse(0L);
        return Optional.ofNullable(found.get(0)).map(url -> new Link(url, clicks));
    }

    @Override
    public void count(long number) throws StoreException {
        ask(() -> redis.incr("click-count:" + id(number)));
    }

    @Override
    public void close() {
        redis.close();
    }

    private static <T> T ask(Supplier<T> question) throws StoreException {
        try {
            return question.get();
        } catch (JedisException e) {
            throw new StoreException(e);
        }
    }
}
