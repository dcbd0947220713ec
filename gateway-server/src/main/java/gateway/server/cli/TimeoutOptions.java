package gateway.server.cli;

import gateway.server.http.Phase;
import gateway.server.http.Timeouts;

import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** An option for each {@link Phase}. */
final class TimeoutOptions {
    private TimeoutOptions() {}

    static String name(Phase phase) {
        return switch (phase) {
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
        for (Phase phase : Phase.values()) {
            group.addArg(option(phase));
        }
        return group.build();
    }

    private static OptionSpec option(Phase phase) {
        return DurationOption.named(
                name(phase), Phase.LEAST, Phase.MOST, phase.usual(), phase.text());
    }

    /** What was said. */
    static Timeouts timeouts(CommandSpec spec) {
        Map<Phase, Duration> chosen = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            Duration value = spec.findOption(name(phase)).getValue();
            if (value != null) {
                chosen.put(phase, value);
            }
        }
        return Timeouts.of(chosen);
    }
}
