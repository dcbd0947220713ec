package gateway.server.cli;

import gateway.server.http.Limit;
import gateway.server.http.Limits;

import picocli.CommandLine.Model.CommandSpec;

import java.util.EnumMap;
import java.util.Map;

/** An option for each {@link Limit}. */
final class LimitOptions {
    private static final Map<Limit, Option<Long>> OPTIONS = new EnumMap<>(Limit.class);

    static {
        for (Limit limit : Limit.values()) {
            OPTIONS.put(limit, option(limit));
        }
    }

    private LimitOptions() {}

    static String name(Limit limit) {
        return switch (limit) {
            case TARGET -> "--max-target-size";
            case FIELD_LINE -> "--max-field-size";
            case HEAD -> "--max-head-size";
            case FIELDS -> "--max-fields";
            case BODY -> "--max-body-size";
            case CHUNK_LINE -> "--max-chunk-line-size";
            case CHUNK_OVERHEAD -> "--max-chunk-overhead";
            case TRAILERS -> "--max-trailer-size";
            case DRAIN -> "--max-drain-size";
            case RATE -> "--min-rate";
            case REQUESTS -> "--max-requests-per-connection";
        };
    }

    static Section section() {
        return Section.of(
                "Limits (SIZE in octets, or with KiB, MiB, GiB; the connection closes beyond any of"
                        + " them)",
                OPTIONS.values());
    }

    private static Option<Long> option(Limit limit) {
        boolean unlimited = limit.canBeUnlimited();
        return limit.unit() == Limit.Unit.OCTETS
                ? NumberOption.size(
                        name(limit), limit.range(), unlimited, "Octets " + limit.text() + ".")
                : NumberOption.count(
                        name(limit), limit.range(), unlimited, "Number " + limit.text() + ".");
    }

    /**
     * What was said.
     *
     * @throws IllegalArgumentException if it does not go together
     */
    static Limits limits(CommandSpec spec) {
        Map<Limit, Long> chosen = new EnumMap<>(Limit.class);
        OPTIONS.forEach(
                (limit, option) -> option.in(spec).ifPresent(value -> chosen.put(limit, value)));
        long head = chosen.getOrDefault(Limit.HEAD, Limit.HEAD.range().usual());
        long target = chosen.getOrDefault(Limit.TARGET, Limit.TARGET.range().usual());
        if (head < target + Limits.HEAD_REST) {
            throw new IllegalArgumentException(
                    name(Limit.HEAD)
                            + " is "
                            + head
                            + ", not at least "
                            + name(Limit.TARGET)
                            + ", "
                            + target
                            + ", and "
                            + Limits.HEAD_REST);
        }
        return Limits.of(chosen);
    }
}
