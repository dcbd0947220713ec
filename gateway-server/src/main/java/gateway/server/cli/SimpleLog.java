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

    /**
     * A format of dates takes slf4j-simple 48 ms of CPU time, for which a processor may be free.
     */
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

    /**
     * With the root locale, for ISO 8601 whatever the language is: slf4j-simple asks for it once.
     * Nothing of an application runs meanwhile.
     */
    private static void makeFirst() {
        if (!isProvider()) {
            LoggerFactory.getLogger(SimpleLog.class);
            return;
        }
        Locale language = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        try {
            LoggerFactory.getLogger(SimpleLog.class);
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, language);
        }
    }

    /** Whether it may be: another one has a language of its own. */
    private static boolean isProvider() {
        try {
            Class.forName("org.slf4j.simple.SimpleLogger", false, SimpleLog.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
