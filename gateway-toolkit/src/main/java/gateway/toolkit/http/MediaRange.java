package gateway.toolkit.http;

/**
 * Media types with a quality: {@code text/html}, {@code text/*}, {@code *}{@code /*;q=0.8} (RFC
 * 9110 section 12.5.1).
 *
 * @param type may have {@code *} as its subtype, or as both; its parameters have to be in an offer
 * @param quality 0 to 1000
 */
public record MediaRange(MediaType type, int quality) {
    /**
     * Checks the quality.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public MediaRange {
        if (quality < 0 || quality > 1000) {
            throw new IllegalArgumentException("quality " + quality);
        }
    }

    /** {@return whether an offer is one of these} */
    boolean has(MediaType offer) {
        boolean typeHas = type.type().equals("*") || type.type().equals(offer.type());
        boolean subtypeHas = type.subtype().equals("*") || type.subtype().equals(offer.subtype());
        return typeHas
                && subtypeHas
                && type.parameters().values().entrySet().stream()
                        .allMatch(
                                each ->
                                        offer.parameters()
                                                .get(each.getKey())
                                                .filter(each.getValue()::equalsIgnoreCase)
                                                .isPresent());
    }

    /** {@return 1 for everything, 2 for one type, 3 for one subtype, and 1 for each parameter} */
    int specificity() {
        int named = type.type().equals("*") ? 1 : type.subtype().equals("*") ? 2 : 3;
        return named + type.parameters().values().size();
    }

    /** {@return the element as it is written in the field} */
    public String headerValue() {
        return new Weighted("", quality).text(type.headerValue());
    }
}
