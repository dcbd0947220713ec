package gateway.server;

import gateway.server.call.Concurrency;
import gateway.server.http.HttpSettings;
import gateway.server.net.Admission;
import gateway.server.net.Binding;
import gateway.server.net.Endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Everything that can be said about a {@link Gateway} but its application.
 *
 * @param bindings where to listen and how connections begin there, at least one
 * @param admission how connections get in, and how many
 * @param http how HTTP is spoken: limits, timeouts, what else is refused
 * @param concurrency how many requests run at a time
 * @param grace how long a stop waits for running requests before it aborts them, 0 to 24 h (default
 *     30 s)
 * @param application what applications get: {@code Lifecycle.start}'s settings and keys of each
 *     environ; names are lower-case letters, digits, {@code _} and at least one dot, and do not
 *     begin with {@code gateway.} (EXT-1)
 * @param observers who is told of what happens (default: nobody)
 */
public record Settings(
        List<Binding> bindings,
        Admission admission,
        HttpSettings http,
        Concurrency concurrency,
        Duration grace,
        Map<String, String> application,
        Observers observers) {
    private static final Binding LOCAL = Binding.plain(Endpoint.tcp("127.0.0.1", 8080));

    /** What a grace may be at the most. */
    public static final Duration LONGEST_GRACE = Duration.ofDays(1);

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)+");

    /** The defaults: 127.0.0.1:8080, and a grace of 30 s. */
    public static final Settings DEFAULT =
            new Settings(
                    List.of(LOCAL),
                    Admission.DEFAULT,
                    HttpSettings.DEFAULT,
                    new Concurrency.Virtual(),
                    Duration.ofSeconds(30),
                    Map.of(),
                    Observers.NONE);

    /** With nobody who is told. */
    public Settings(
            List<Binding> bindings,
            Admission admission,
            HttpSettings http,
            Concurrency concurrency,
            Duration grace,
            Map<String, String> application) {
        this(bindings, admission, http, concurrency, grace, application, Observers.NONE);
    }

    /** The same with others who are told. */
    public Settings with(Observers newObservers) {
        return new Settings(
                bindings, admission, http, concurrency, grace, application, newObservers);
    }

    /** Checks the ranges and copies what could change. */
    public Settings {
        bindings = List.copyOf(bindings);
        application = Map.copyOf(application);
        if (bindings.isEmpty()) {
            throw new IllegalArgumentException("there is no endpoint to listen at");
        }
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new IllegalArgumentException("grace " + grace + " is not in 0 to 24 h");
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
                            + "' is not a dotted name of lower-case letters, digits and _, such as"
                            + " shop.color");
        }
    }
}
