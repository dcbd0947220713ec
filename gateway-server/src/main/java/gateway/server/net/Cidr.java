package gateway.server.net;

import java.net.InetAddress;

/**
 * A block of IP addresses.
 *
 * @param address any of it
 * @param prefix how many leading bits they have in common
 */
public record Cidr(InetAddress address, int prefix) {
    /** Checks the prefix's range. */
    public Cidr {
        int bits = address.getAddress().length * 8;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("prefix " + prefix + " is not in 0 to " + bits);
        }
    }

    /**
     * Reads {@code ADDRESS} or {@code ADDRESS/PREFIX}, of IPv4 or IPv6.
     *
     * @throws IllegalArgumentException if it is anything else, a name for example
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean numeric =
                address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
                        || (address.indexOf(':') >= 0 && address.matches("[0-9A-Fa-f:.]+"));
        if (numeric && (slash < 0 || text.substring(slash + 1).matches("[0-9]{1,3}"))) {
            InetAddress parsed = InetAddress.ofLiteral(address);
            int bits = parsed.getAddress().length * 8;
            return new Cidr(parsed, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not ADDRESS/PREFIX, such as 10.0.0.0/8 or fd00::/8");
    }

    /** Whether {@code other} is of the same kind and in this block. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit += 8) {
            int mask = 0xFF << (8 - Math.min(8, prefix - bit));
            if (((mine[bit / 8] ^ its[bit / 8]) & mask & 0xFF) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return AddressText.of(address) + "/" + prefix;
    }
}
