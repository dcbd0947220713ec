package gateway.toolkit.http;

/**
 * Octets of a representation whose length is known.
 *
 * @param first 0 or more
 * @param last the last one that belongs to it, not less than {@code first}
 */
public record ByteRange(long first, long last) {
    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if there would be no octet
     */
    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no range: " + first + "-" + last);
        }
    }

    /** {@return how many octets there are; 1 or more} */
    public long length() {
        return last - first + 1;
    }
}
