package gateway.toolkit.middleware;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Where the time of one request went, as its thread was seen at regular moments.
 *
 * @param method of the request
 * @param path of the request, decoded: the mount and what is below it
 * @param status 100 to 599, 0 if the application named none
 * @param begin when the application was called
 * @param total from there to the end of the request
 * @param inside the part of it that was spent in the application and its body; the rest is the
 *     server's and the client's
 * @param octets of the body that the application gave, -1 where it was handed over as a whole
 * @param samples how often the thread was seen inside
 * @param methods in which it was seen, the most often on top first
 */
public record Profile(
        String method,
        String path,
        int status,
        Instant begin,
        Duration total,
        Duration inside,
        long octets,
        int samples,
        List<Spent> methods) {
    /**
     * One method.
     *
     * @param name class and method
     * @param self samples in which it was on top
     * @param all samples in which it was anywhere
     */
    public record Spent(String name, int self, int all) {}

    /** Copies the list. */
    public Profile {
        methods = List.copyOf(methods);
    }

    /** {@return the profile as a table for people} */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(printable(method + " " + path))
                .append(
                        String.format(
                                Locale.ROOT,
                                "%n%d, %d octets, %.1f ms, of which %.1f ms inside, %d samples%n",
                                status,
                                octets,
                                total.toNanos() / 1e6,
                                inside.toNanos() / 1e6,
                                samples));
        if (!methods.isEmpty()) {
            text.append(String.format(Locale.ROOT, "%8s %8s  method%n", "self", "all"));
        }
        for (Spent each : methods) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%7.1f%% %7.1f%%  %s%n",
                            100.0 * each.self() / samples,
                            100.0 * each.all() / samples,
                            each.name()));
        }
        return text.toString();
    }

    /** The path comes from the client, and the text goes to a terminal. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
