package gateway.toolkit.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The field {@code Accept} (RFC 9110 section 12.5.1).
 *
 * @param ranges in their order; none means that everything is accepted
 */
public record AcceptMediaTypes(List<MediaRange> ranges) implements Accept {
    /** What a request without the field accepts: everything. */
    public static final AcceptMediaTypes ANY = new AcceptMediaTypes(List.of());

    /** Copies the ranges. */
    public AcceptMediaTypes {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return the ranges that were understood
     */
    public static AcceptMediaTypes parse(String text) {
        return new AcceptMediaTypes(
                Weighted.elements(text).stream().flatMap(each -> range(each).stream()).toList());
    }

    private static Optional<MediaRange> range(Weighted.Element element) {
        // Java's own client writes "*" alone.
        String essence = element.value().equals("*") ? "*/*" : element.value();
        return MediaType.parse(essence)
                .filter(type -> !type.type().equals("*") || type.subtype().equals("*"))
                .map(type -> new MediaType(type.type(), type.subtype(), element.parameters()))
                .map(type -> new MediaRange(type, element.quality()));
    }

    @Override
    public Match match(String offer) {
        Optional<MediaType> type = MediaType.parse(offer);
        if (type.isEmpty()) {
            return Match.NONE;
        }
        Match best = ranges.isEmpty() ? new Match(1000, 0) : Match.NONE;
        for (MediaRange range : ranges) {
            int specificity = range.specificity();
            boolean moreSpecific =
                    specificity > best.specificity()
                            || (specificity == best.specificity()
                                    && range.quality() > best.quality());
            if (moreSpecific && range.has(type.get())) {
                best = new Match(range.quality(), specificity);
            }
        }
        return best;
    }

    /** {@return whether a page is liked at least as much as JSON, as browsers do} */
    public boolean prefersHtml() {
        return best(List.of("text/html", "application/xhtml+xml", "application/json"))
                .filter(best -> !best.equals("application/json"))
                .isPresent();
    }

    /** {@return the field value} */
    public String headerValue() {
        return ranges.stream().map(MediaRange::headerValue).collect(Collectors.joining(", "));
    }
}
