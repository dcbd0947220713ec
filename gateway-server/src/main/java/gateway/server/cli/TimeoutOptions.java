package gateway.server.cli;

import gateway.server.http.Phase;
import gateway.server.http.Timeouts;

import picocli.CommandLine.Model.CommandSpec;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** An option for each {@link Phase}. */
final class TimeoutOptions {
    private static final Map<Phase, Option<Duration>> OPTIONS = new EnumMap<>(Phase.class);

    static {
        for (Phase phase : Phase.values()) {
            OPTIONS.put(
                    phase,
                    DurationOption.named(
                            name(phase), Phase.LEAST, Phase.MOST, phase.usual(), phase.text()));
        }
    }

    private TimeoutOptions() {}

    static String name(Phase phase) {
        return switch (phase) {
            case FIRST_OCTET -> "--first-octet-timeout";
            case KEEP_ALIVE -> "--keep-alive";
            case HEAD -> "--head-timeout";
            case BODY -> "--body-timeout";
            case WRITE -> "--write-timeout";
            case LINGER -> "--linger-timeout";
            case REQUEST -> "--request-timeout";
        };
    }

    static Section section() {
        return Section.of("Deadlines (DURATION with its unit: ms, s, m, h)", OPTIONS.values());
    }

    /** What was said. */
    static Timeouts timeouts(CommandSpec spec) {
        Map<Phase, Duration> chosen = new EnumMap<>(Phase.class);
        OPTIONS.forEach(
                (phase, option) -> option.in(spec).ifPresent(value -> chosen.put(phase, value)));
        return Timeouts.of(chosen);
    }
}
