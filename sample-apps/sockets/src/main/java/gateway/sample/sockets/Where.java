package gateway.sample.sockets;

import java.util.Arrays;
import java.util.Locale;

/**
 * An address on the command line.
 *
 * @param address {@code HOST:PORT}, or the path of a socket's file
 */
record Where(Kind kind, String address) {
    /** What kind of socket is there. */
    enum Kind {
        TCP,
        UDP,
        UNIX,
        UNIX_DATAGRAM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Reads {@code KIND:ADDRESS}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Where parse(String word) {
        for (Kind kind : Kind.values()) {
            if (word.startsWith(kind + ":")) {
                return new Where(kind, word.substring(kind.toString().length() + 1));
            }
        }
        throw new IllegalArgumentException(
                "'"
                        + word
                        + "' begins with none of "
                        + Arrays.toString(Kind.values())
                        + " and ':'");
    }

    /** The host of {@code HOST:PORT}. */
    String host() {
        return address.substring(0, Math.max(0, address.lastIndexOf(':')));
    }

    /**
     * The port of it.
     *
     * @throws NumberFormatException if there is none
     */
    int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
