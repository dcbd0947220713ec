package gateway.toolkit.proxy;

/** A block of addresses, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32} (RFC 4632). */
final class Network {
    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Reads one.
     *
     * @param text an address, which may be followed by a slash and the number of bits that count
     * @throws IllegalArgumentException if it is none, or bits that do not count are set
     */
    static Network of(String text) {
        int slash = text.indexOf('/');
        byte[] prefix =
                IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                        .orElseThrow(() -> new IllegalArgumentException("not a network: " + text))
                        .octets();
        int most = 8 * prefix.length;
        int bits = slash < 0 ? most : bits(text, text.substring(slash + 1), most);
        for (int bit = bits; bit < most; bit++) {
            if ((prefix[bit / 8] & (0x80 >> (bit % 8))) != 0) {
                throw new IllegalArgumentException(
                        text + " has a bit behind the first " + bits + ": which network is meant?");
            }
        }
        return new Network(prefix, bits);
    }

    private static int bits(String text, String digits, int most) {
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > most) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        return Integer.parseInt(digits);
    }

    boolean contains(IpAddress address) {
        byte[] octets = address.octets();
        if (octets.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (((octets[bit / 8] ^ prefix[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
                return false;
            }
        }
        return true;
    }
}
