package gateway.server.cli;

import java.util.Map;

/**
 * How slf4j-simple writes, if it is the provider and nobody has said otherwise: time, level,
 * logger, message.
 */
final class SimpleLog {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "showDateTime", "true",
                    "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                    "showThreadName", "false", // Virtual threads have none.
                    "showShortLogName", "true");

    private SimpleLog() {}

    /** Comes before the first logger is made. */
    static void configure() {
        DEFAULTS.forEach(
                (name, value) -> {
                    if (System.getProperty(PREFIX + name) == null) {
                        System.setProperty(PREFIX + name, value);
                    }
                });
    }
}
