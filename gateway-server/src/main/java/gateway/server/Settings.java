package gateway.server;

import gateway.server.call.Concurrency;
import gateway.server.http.HttpSettings;
import gateway.server.net.Endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Everything that can be said about a {@link Gateway} but its application.
 *
 * @param endpoints where to listen, at least one
 * @param backlog connections that the system completes ahead of their acceptance, 1 to 65,535, cut
 *     to the system's own bound
 * @param http how HTTP is spoken: limits, timeouts, what else is refused
 * @param concurrency how many requests run at a time
 * @param grace how long a stop waits for running requests before it aborts them, 0 or more
 * @param application what applications get: {@code Lifecycle.start}'s settings and keys of each
 *     environ; names are lower-case letters, digits, {@code _} and at least one dot, and do not
 *     begin with {@code gateway.} (EXT-1)
 */
public record Settings(
        List<Endpoint> endpoints,
        int backlog,
        HttpSettings http,
        Concurrency concurrency,
        Duration grace,
        Map<String, String> application) {
    private static final Endpoint LOCAL = new Endpoint("127.0.0.1", 8080);

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)+");

    /** The defaults: 127.0.0.1:8080, a backlog of 1,024, a grace of 30 s. */
    public static final Settings DEFAULT =
            new Settings(
                    List.of(LOCAL),
                    1024,
                    HttpSettings.DEFAULT,
                    new Concurrency.Virtual(),
                    Duration.ofSeconds(30),
                    Map.of());

    /** Checks the ranges and copies what could change. */
    public Settings {
        endpoints = List.copyOf(endpoints);
        application = Map.copyOf(application);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("there is no endpoint to listen at");
        }
        if (backlog < 1 || backlog > 65_535) {
            throw new IllegalArgumentException("backlog " + backlog + " is not in 1 to 65535");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace " + grace + " is negative");
        }
        application.keySet().forEach(Settings::requireName);
    }

    /**
     * Checks the name of a setting for applications.
     *
     * @throws IllegalArgumentException if it may not have this name
     */
    public static void requireName(String name) {
        if (name.startsWith("gateway.")) {
            throw new IllegalArgumentException(
                    "setting '" + name + "': names that begin with gateway. are the contract's");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "setting '"
                            + name
                            + "' is not a dotted name of lower-case letters, digits and _, such as shop.color");
        }
    }
}
