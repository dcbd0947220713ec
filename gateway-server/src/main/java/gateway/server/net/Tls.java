package gateway.server.net;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * What puts connections under TLS: cipher suites that authenticate and keep forward secrecy, {@code
 * http/1.1} by ALPN, no renegotiation.
 */
public final class Tls {
    static {
        // Read once, when the first context of the VM is made: the launcher sets it too.
        String property = "jdk.tls.rejectClientInitiatedRenegotiation";
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    private final Supplier<SSLContext> context;
    private final TlsSettings settings;
    private final Semaphore handshakes;

    /**
     * Describes it.
     *
     * @param context asked at each handshake, by its thread: another one serves the connections
     *     that come from then on. Its trust manager judges the certificates of clients
     */
    public Tls(Supplier<SSLContext> context, TlsSettings settings) {
        this.context = context;
        this.settings = settings;
        this.handshakes = new Semaphore(settings.handshakes());
    }

    /** How long a handshake may take. */
    long handshakeNanos() {
        return settings.handshake().toNanos();
    }

    /** Waits for its turn; false if the limit is over before. */
    boolean begin(long nanos) throws InterruptedException {
        return handshakes.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    /** Lets another one have its turn. */
    void end() {
        handshakes.release();
    }

    /** A socket above {@code lower} before its handshake, which is the server's. */
    SSLSocket above(LowerSocket lower) throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        context.get()
                                .getSocketFactory()
                                .createSocket(
                                        lower,
                                        lower.getInetAddress().getHostAddress(),
                                        lower.getPort(),
                                        false);
        socket.setUseClientMode(false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(orLater(settings.oldest()));
        parameters.setCipherSuites(
                Arrays.stream(parameters.getCipherSuites())
                        .filter(Tls::isSound)
                        .toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        switch (settings.clientAuth()) {
            case NONE -> parameters.setNeedClientAuth(false);
            case WANTED -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static String[] orLater(TlsVersion oldest) {
        return switch (oldest) {
            case TLS_1_2 -> new String[] {"TLSv1.3", "TLSv1.2"};
            case TLS_1_3 -> new String[] {"TLSv1.3"};
        };
    }

    private static boolean isSound(String suite) {
        boolean authenticates = suite.contains("_GCM_") || suite.contains("_CHACHA20_");
        boolean tls13 = !suite.contains("_WITH_");
        return authenticates
                && (tls13 || suite.startsWith("TLS_ECDHE_") || suite.startsWith("TLS_DHE_"));
    }
}
