package gateway.server.cli;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.StartResponse;
import gateway.server.log.LogText;

import java.io.PrintStream;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a line for each request when it is over, as Python's {@code http.server} does.
 *
 * <pre>
 *   127.0.0.1 - - [21/Nov/2026 00:18:57] "GET /a.txt HTTP/1.1" 200 1024
 * </pre>
 *
 * <p>In place of the address stands {@code -} for a peer over a Unix-domain socket. At the end
 * stand the status, {@code -} if the client got none, and the octets of the body that were sent.
 *
 * @param application answers the requests
 * @param to where the lines go
 */
record RequestLines(Application application, PrintStream to, Clock clock) implements Application {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy HH:mm:ss", Locale.ROOT);

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        String before = environ.getOrDefault(Environ.REMOTE_ADDR, "-") + " - - [";
        String after =
                "] \""
                        + shown(Environ.method(environ))
                        + " "
                        + shown(environ.getOrDefault(Environ.REQUEST_URI, "-"))
                        + " "
                        + environ.get(Environ.SERVER_PROTOCOL)
                        + "\" ";
        Environ.onFinish(
                environ, end -> to.println(before + TIME.format(now()) + after + result(end)));
        return application.call(environ, startResponse);
    }

    private ZonedDateTime now() {
        return ZonedDateTime.now(clock);
    }

    private static String result(Finish end) {
        return (end.status() == 0 ? "-" : end.status()) + " " + end.octets();
    }

    /** A client's words end neither the line nor the quotes around them. */
    private static String shown(Object words) {
        return LogText.of(String.valueOf(words).replace("\\", "\\\\")).replace("\"", "\\x22");
    }
}
