package gateway.server.cli;

import gateway.server.Observers;
import gateway.server.net.Endpoint;
import gateway.server.ops.LineFormats;
import gateway.server.ops.OpsSettings;

import picocli.CommandLine.Model.CommandSpec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The options for what an operator sees of a running server. */
final class OpsOptions {
    private static final List<String> FORMATS = List.of("common", "combined", "json");

    private static final Option<String> ACCESS_LOG =
            Option.once(
                    "--access-log",
                    "FILE",
                    OpsOptions::file,
                    "Writes a line for each request that has ended to the end of a file, or to the"
                            + " standard output for -. HUP opens the file anew. Default: off.");

    private static final Option<String> ACCESS_LOG_FORMAT =
            Option.once(
                    "--access-log-format",
                    "common|combined|json|TEMPLATE",
                    OpsOptions::format,
                    "How such a line looks; a template has directives, such as '%%h \"%%r\" %%s"
                            + " %%D'. Default: "
                            + OpsSettings.NOTHING.accessLogFormat()
                            + ".");

    private static final Option<Boolean> REQUEST_IDS =
            Option.flag(
                    "--request-ids",
                    "Gives each request an id, that of its X-Request-Id or a new one: in the access"
                            + " log, for loggers (MDC request_id), and for applications"
                            + " (gateway_server.request_id).");

    private static final Option<Endpoint> ADMIN =
            Option.once(
                    "--admin",
                    "[HOST:]PORT",
                    OpsOptions::admin,
                    "Answers /health/live, /health/ready, /metrics, /threads and /config to whoever"
                            + " can connect there; at 127.0.0.1 unless a host is given. Default: off.");

    private static final Option<Duration> DRAIN_DELAY =
            DurationOption.named(
                    "--drain-delay",
                    Duration.ZERO,
                    Observers.LONGEST_DELAY,
                    Optional.of(Duration.ZERO),
                    "How long a stop goes on to accept after TERM, when /health/ready has turned false;"
                            + " INT has no delay.");

    private static final Option<Duration> STUCK_AFTER =
            DurationOption.named(
                    "--stuck-after",
                    Duration.ofMillis(500),
                    Duration.ofDays(1),
                    Optional.empty(),
                    "How long a request may run until the log has its URL and the stack of its"
                            + " thread.");

    private static final Option<Boolean> FLIGHT_RECORDS =
            Option.flag(
                    "--flight-records",
                    "Makes events of requests, connections and refusals for Java Flight Recorder.");

    private OpsOptions() {}

    static Section section() {
        return Section.of(
                "Observing",
                List.of(
                        ACCESS_LOG,
                        ACCESS_LOG_FORMAT,
                        REQUEST_IDS,
                        ADMIN,
                        DRAIN_DELAY,
                        STUCK_AFTER,
                        FLIGHT_RECORDS));
    }

    /**
     * What was said.
     *
     * @throws IllegalArgumentException if it does not go together
     */
    static OpsSettings settings(CommandSpec spec) {
        if (ACCESS_LOG.in(spec).isEmpty() && ACCESS_LOG_FORMAT.in(spec).isPresent()) {
            throw new IllegalArgumentException(
                    ACCESS_LOG_FORMAT.name() + " is of no use without " + ACCESS_LOG.name());
        }
        return new OpsSettings(
                ACCESS_LOG.in(spec),
                ACCESS_LOG_FORMAT.in(spec).orElse(OpsSettings.NOTHING.accessLogFormat()),
                REQUEST_IDS.in(spec).orElse(false),
                ADMIN.in(spec),
                STUCK_AFTER.in(spec),
                FLIGHT_RECORDS.in(spec).orElse(false));
    }

    /** Whether there is an access log. */
    static boolean logsAccess(CommandSpec spec) {
        return ACCESS_LOG.in(spec).isPresent();
    }

    /** How long a stop is announced after TERM. */
    static Duration drainDelay(CommandSpec spec) {
        return DRAIN_DELAY.in(spec).orElse(Duration.ZERO);
    }

    private static String file(String word) {
        if (word.isEmpty()) {
            throw new IllegalArgumentException("'' is the name of no file");
        }
        return word;
    }

    private static String format(String word) {
        try {
            LineFormats.named(word);
            return word;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + Nearest.hint(word, FORMATS), e);
        }
    }

    private static Endpoint admin(String word) {
        Endpoint endpoint = Endpoint.parse(word.matches("[0-9]+") ? "127.0.0.1:" + word : word);
        if (endpoint instanceof Endpoint.Inherited) {
            throw new IllegalArgumentException("'" + word + "' is for --bind alone");
        }
        return endpoint;
    }
}
