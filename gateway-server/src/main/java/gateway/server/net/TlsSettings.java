package gateway.server.net;

import java.time.Duration;

/**
 * How TLS is spoken.
 *
 * @param oldest the least version that is accepted (default 1.2)
 * @param clientAuth whether clients show certificates (default none)
 * @param handshakes how many compute at a time, at least 1; further ones wait for their turn, by
 *     their own deadline, and so do those whose peer has gone on (default: the number of
 *     processors). Fewer leave more of the machine to connections that are past theirs
 * @param handshake from accepting a connection to the end of its handshake, positive and at most a
 *     day; then a reset, or a silent close where nothing had come (default 10 s)
 */
public record TlsSettings(
        TlsVersion oldest, ClientAuth clientAuth, int handshakes, Duration handshake) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** The defaults. */
    public static final TlsSettings DEFAULT =
            new TlsSettings(
                    TlsVersion.TLS_1_2,
                    ClientAuth.NONE,
                    Runtime.getRuntime().availableProcessors(),
                    Duration.ofSeconds(10));

    /** Checks the ranges. */
    public TlsSettings {
        if (handshakes < 1) {
            throw new IllegalArgumentException("handshakes " + handshakes + " is not at least 1");
        }
        if (!handshake.isPositive() || handshake.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "handshake " + handshake + " is not positive and at most a day");
        }
    }

    /** The same with another least version. */
    public TlsSettings from(TlsVersion version) {
        return new TlsSettings(version, clientAuth, handshakes, handshake);
    }

    /** The same with certificates of clients, or without. */
    public TlsSettings with(ClientAuth auth) {
        return new TlsSettings(oldest, auth, handshakes, handshake);
    }

    /** The same with another bound for handshakes that compute at a time. */
    public TlsSettings handshakesAtATime(int most) {
        return new TlsSettings(oldest, clientAuth, most, handshake);
    }

    /** The same with another limit for each handshake. */
    public TlsSettings handshakeWithin(Duration limit) {
        return new TlsSettings(oldest, clientAuth, handshakes, limit);
    }
}
