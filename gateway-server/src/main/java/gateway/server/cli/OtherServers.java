package gateway.server.cli;

import java.util.Map;
import java.util.Set;

/**
 * What options are called that operators bring from other servers: gunicorn's, for the most part.
 */
final class OtherServers {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("-b", "--bind"),
                    Map.entry("--host", "--bind"),
                    Map.entry("--port", "--bind"),
                    Map.entry("--listen", "--bind"),
                    Map.entry("-c", "--config"),
                    Map.entry("-w", "--concurrency"),
                    Map.entry("--workers", "--concurrency"),
                    Map.entry("--threads", "--concurrency"),
                    Map.entry("--worker-class", "--concurrency"),
                    Map.entry("--worker-connections", "--max-connections"),
                    Map.entry("-t", "--request-timeout"),
                    Map.entry("--timeout", "--request-timeout"),
                    Map.entry("--graceful-timeout", "--grace"),
                    Map.entry("--limit-request-line", "--max-target-size"),
                    Map.entry("--limit-request-fields", "--max-fields"),
                    Map.entry("--limit-request-field_size", "--max-field-size"),
                    Map.entry("--forwarded-allow-ips", "--forwarded-from"),
                    Map.entry("--proxy-allow-from", "--proxy-from"),
                    Map.entry("--proxy-protocol", "--bind proxy:HOST:PORT"),
                    Map.entry("--certfile", "--certificate"),
                    Map.entry("--keyfile", "--key"),
                    Map.entry("--ca-certs", "--client-ca"),
                    Map.entry("--cert-reqs", "--client-auth"),
                    Map.entry("--access-logfile", "--access-log"),
                    Map.entry("--access-logformat", "--access-log-format"),
                    Map.entry("--pid", "--pid-file"),
                    Map.entry("-p", "--pid-file"),
                    Map.entry("--reload", "--dev"));

    private static final String LOG =
            "the log goes to the standard error: 2>>FILE sends it elsewhere, and so does"
                    + " conf/logback.xml of a distribution";

    /** What no option is for. */
    private static final Map<String, String> NO_OPTIONS =
            Map.of(
                    "--log-level",
                    "the level is set in conf/logback.xml of a distribution, or in a checkout by"
                            + " GATEWAY_JAVA_OPTS=-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                    "--error-logfile",
                    LOG,
                    "--error-log",
                    LOG,
                    "--log-file",
                    LOG,
                    "--daemon",
                    "it stays in the foreground, for systemd or a container to run");

    private OtherServers() {}

    /**
     * The end of a sentence, as {@link Nearest#hint}; nothing for a name that nobody has, nor for
     * one that means nothing to the command.
     *
     * @param known what the command has
     */
    static String hint(String name, Set<String> known) {
        if (NO_OPTIONS.containsKey(name) && known.contains("--bind")) {
            return "; " + NO_OPTIONS.get(name);
        }
        String ours = NAMES.getOrDefault(name, "");
        return known.contains(ours.replaceFirst(" .*", "")) ? "; perhaps " + ours : "";
    }
}
