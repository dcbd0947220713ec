package gateway.server.dev;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.StartResponse;
import gateway.server.log.LogText;
import gateway.toolkit.ForwardingApplication;

import java.io.PrintStream;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a line for each request when it is over: time, status, method, target, octets of the body,
 * duration, and how it ended if that was not well.
 *
 * <pre>
 *   14:07:02 200 GET /a.txt 1024 B 3.1 ms
 * </pre>
 */
final class RequestLog extends ForwardingApplication {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final String ESC = "\u001b[";

    private final PrintStream to;
    private final Clock clock;
    private final boolean coloured;

    RequestLog(Application inner, PrintStream to, Clock clock, boolean coloured) {
        super(inner);
        this.to = to;
        this.clock = clock;
        this.coloured = coloured;
    }

    /**
     * Whether to colour what goes to standard output.
     *
     * @param environment that of the process: {@code NO_COLOR} (no-color.org) and {@code TERM}
     * @param terminal whether it is one
     */
    static boolean colours(Map<String, String> environment, boolean terminal) {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        long begin = System.nanoTime();
        String request =
                LogText.of(
                        Environ.method(environ)
                                + " "
                                + environ.getOrDefault(Environ.REQUEST_URI, "-"));
        Environ.onFinish(environ, end -> to.println(line(request, end, System.nanoTime() - begin)));
        return super.call(environ, startResponse);
    }

    private String line(String request, Finish end, long nanos) {
        int status = end.status();
        String failure =
                end.failure() == null
                        ? ""
                        : " " + painted("31", LogText.of(end.failure().getClass().getSimpleName()));
        return painted("2", TIME.format(ZonedDateTime.now(clock)))
                + " "
                + painted(colour(status), status == 0 ? "---" : Integer.toString(status))
                + " "
                + request
                + painted(
                        "2",
                        String.format(
                                Locale.ROOT, " %d B %.1f ms", end.octets(), nanos / 1_000_000.0))
                + failure;
    }

    private static String colour(int status) {
        return switch (status / 100) {
            case 2 -> "32"; // green
            case 1, 3 -> "36"; // cyan
            case 4 -> "33"; // yellow
            default -> "31"; // red
        };
    }

    private String painted(String colour, String text) {
        return coloured ? ESC + colour + "m" + text + ESC + "0m" : text;
    }
}
