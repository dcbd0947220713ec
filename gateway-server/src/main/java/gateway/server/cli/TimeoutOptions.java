package gateway.server.cli;

import gateway.server.http.Timeout;
import gateway.server.http.Timeouts;

import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** An option for each {@link Timeout}. */
final class TimeoutOptions {
    private TimeoutOptions() {}

    static String name(Timeout timeout) {
        return switch (timeout) {
            case FIRST_OCTET -> "--first-octet-timeout";
            case KEEP_ALIVE -> "--keep-alive-timeout";
            case HEAD -> "--head-timeout";
            case BODY -> "--body-timeout";
            case WRITE -> "--write-timeout";
            case LINGER -> "--linger-timeout";
            case REQUEST -> "--request-timeout";
        };
    }

    static ArgGroupSpec group(int order) {
        ArgGroupSpec.Builder group =
                ArgGroupSpec.builder()
                        .validate(false)
                        .order(order)
                        .heading("%nDeadlines (DURATION with its unit: ms, s, m, h):%n");
        for (Timeout timeout : Timeout.values()) {
            group.addArg(option(timeout));
        }
        return group.build();
    }

    private static OptionSpec option(Timeout timeout) {
        return DurationOption.named(
                name(timeout), Timeout.LEAST, Timeout.MOST, timeout.usual(), timeout.text());
    }

    /** What was said. */
    static Timeouts timeouts(CommandSpec spec) {
        Map<Timeout, Duration> chosen = new EnumMap<>(Timeout.class);
        for (Timeout timeout : Timeout.values()) {
            Duration value = spec.findOption(name(timeout)).getValue();
            if (value != null) {
                chosen.put(timeout, value);
            }
        }
        return Timeouts.of(chosen);
    }
}
