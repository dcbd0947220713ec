package gateway.server.http;

/**
 * What may be refused beyond the rules. There is no option for less.
 *
 * @param refuseOddHeaderNames answer 400 to a field name with anything but letters, digits and
 *     {@code -}, instead of dropping the field (HDR-2)
 * @param refuseEncodedSlash answer 400 to {@code %2F} and {@code %5C} in a path, instead of
 *     decoding them (STR-6)
 */
public record Strictness(boolean refuseOddHeaderNames, boolean refuseEncodedSlash) {
    /** Neither. */
    public static final Strictness DEFAULT = new Strictness(false, false);
}
