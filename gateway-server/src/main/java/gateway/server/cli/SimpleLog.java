package gateway.server.cli;

import org.slf4j.LoggerFactory;

import java.util.Locale;
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

    /** Formats of dates take slf4j-simple some 50 to 100 ms, which need not be waited for. */
    private static final Thread FIRST =
            Thread.ofPlatform().daemon().name("first logger").unstarted(SimpleLog::makeFirst);

    private SimpleLog() {}

    /** Says how, and begins to make the first logger: until {@link #await} nothing may need one. */
    static void configure() {
        DEFAULTS.forEach(
                (name, value) -> {
                    if (System.getProperty(PREFIX + name) == null) {
                        System.setProperty(PREFIX + name, value);
                    }
                });
        FIRST.start();
    }

    /** Waits until the first logger is made, if one is being made. */
    static void await() throws InterruptedException {
        FIRST.join();
    }

    /** Its times are ISO 8601 wherever that is: slf4j-simple asks for the language just once. */
    private static void makeFirst() {
        Locale language = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        try {
            LoggerFactory.getLogger(SimpleLog.class);
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, language);
        }
    }
}
