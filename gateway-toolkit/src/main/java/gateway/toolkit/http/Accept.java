package gateway.toolkit.http;

import java.util.List;
import java.util.Optional;

/**
 * What a client accepts, of media types, charsets, codings or languages (RFC 9110 section 12.5).
 *
 * <p>A quality is given in thousandths: 1000 is {@code q=1}, 0 means not at all.
 */
public interface Accept {
    /**
     * What the client says of one offer.
     *
     * @param quality 0 to 1000
     * @param specificity the larger, the more exactly the client named it
     */
    record Match(int quality, int specificity) {
        /** Not accepted. */
        public static final Match NONE = new Match(0, 0);
    }

    /**
     * Judges an offer by the most specific thing the client says that is about it.
     *
     * @param offer what the server has
     * @return quality and specificity; {@link Match#NONE} also for an offer that is malformed
     */
    Match match(String offer);

    /**
     * {@return how much the client likes an offer, 0 to 1000}
     *
     * @param offer what the server has
     */
    default int quality(String offer) {
        return match(offer).quality();
    }

    /**
     * {@return whether the client accepts an offer at all}
     *
     * @param offer what the server has
     */
    default boolean accepts(String offer) {
        return quality(offer) > 0;
    }

    /**
     * Chooses the offer with the highest quality; among equals the one that the client names most
     * exactly; among those the first.
     *
     * @param offers what the server has, the one it prefers first
     * @return one of the offers; empty if none is accepted
     */
    default Optional<String> best(List<String> offers) {
        Optional<String> best = Optional.empty();
        Match bestMatch = Match.NONE;
        for (String offer : offers) {
            Match match = match(offer);
            boolean better =
                    match.quality() > bestMatch.quality()
                            || (match.quality() == bestMatch.quality()
                                    && match.specificity() > bestMatch.specificity());
            if (match.quality() > 0 && better) {
                best = Optional.of(offer);
                bestMatch = match;
            }
        }
        return best;
    }
}
