package gateway.server.cli;

import gateway.server.net.Cidr;
import gateway.server.net.Proxied;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The words after {@code --proxy-from}. */
final class ProxyPeers {
    private static final String UNIX = "unix";

    private ProxyPeers() {}

    /**
     * Reads blocks of addresses, and {@code unix} for the peers over Unix-domain sockets.
     *
     * @throws IllegalArgumentException if a word is anything else, or there is none
     */
    static Proxied parse(List<String> words, Duration limit) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(
                    "--bind proxy:… needs --proxy-from: the addresses of the proxies, such as"
                            + " 10.0.0.0/8");
        }
        List<Cidr> peers = new ArrayList<>();
        for (String word : words) {
            if (!word.equals(UNIX)) {
                try {
                    peers.add(Cidr.parse(word));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("--proxy-from: " + e.getMessage(), e);
                }
            }
        }
        return new Proxied(peers, words.contains(UNIX), limit);
    }
}
