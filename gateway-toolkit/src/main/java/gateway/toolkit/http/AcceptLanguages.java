package gateway.toolkit.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The field {@code Accept-Language} (RFC 9110 section 12.5.4): a range {@code en} has {@code en-GB}
 * (RFC 4647 section 3.3.1), and where nothing else fits, {@code en-GB} is content with {@code en}
 * (section 3.4).
 *
 * @param ranges in their order; none means that everything is accepted
 */
public record AcceptLanguages(List<Weighted> ranges) implements Accept {
    /** What a request without the field accepts: everything. */
    public static final AcceptLanguages ANY = new AcceptLanguages(List.of());

    // RFC 5646 section 4.4.1 asks for 35 characters at least.
    private static final int LONGEST_RANGE = 64;

    /** Copies the ranges. */
    public AcceptLanguages {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return the ranges that were understood
     */
    public static AcceptLanguages parse(String text) {
        return new AcceptLanguages(
                Weighted.parse(text).stream()
                        .filter(each -> each.value().length() <= LONGEST_RANGE)
                        .toList());
    }

    @Override
    public Match match(String offer) {
        String wanted = canonical(offer);
        Match best = ranges.isEmpty() ? new Match(1000, 0) : Match.NONE;
        for (Weighted each : ranges) {
            boolean any = each.value().equals("*");
            int specificity = any ? 1 : 1 + each.value().length();
            if ((any || isBelow(wanted, each.value())) && specificity > best.specificity()) {
                best = new Match(each.quality(), specificity);
            }
        }
        return best;
    }

    /** Tries each range again without its last subtags, the best liked first. */
    @Override
    public Optional<String> best(List<String> offers) {
        Optional<String> best = Accept.super.best(offers);
        if (best.isPresent()) {
            return best;
        }
        List<Weighted> byQuality =
                ranges.stream()
                        .filter(each -> each.quality() > 0 && !each.value().equals("*"))
                        .sorted(Comparator.comparingInt(Weighted::quality).reversed())
                        .toList();
        for (Weighted each : byQuality) {
            for (String range = shorter(each.value()); !range.isEmpty(); range = shorter(range)) {
                for (String offer : offers) {
                    if (isBelow(canonical(offer), range) && !isRefused(offer)) {
                        return Optional.of(offer);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the client names the language itself, or one above it, to have none of it. */
    private boolean isRefused(String offer) {
        return match(offer).specificity() > 1;
    }

    private static boolean isBelow(String tag, String range) {
        return tag.startsWith(range)
                && (tag.length() == range.length() || tag.charAt(range.length()) == '-');
    }

    private static String shorter(String range) {
        return range.substring(0, Math.max(0, range.lastIndexOf('-')));
    }

    private static String canonical(String tag) {
        return HttpChars.lower(tag).replace('_', '-');
    }

    /** {@return the field value} */
    public String headerValue() {
        return ranges.stream()
                .map(each -> each.text(each.value()))
                .collect(Collectors.joining(", "));
    }
}
