package gateway.server.net;

import gateway.server.log.LineQuota;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * What puts connections under TLS: cipher suites that authenticate and keep forward secrecy, {@code
 * http/1.1} by ALPN, no renegotiation.
 */
public final class Tls {
    static {
        // The JDK reads it once, with the first TLS of the VM.
        String property = "jdk.tls.rejectClientInitiatedRenegotiation";
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    private final Supplier<SSLContext> context;
    private final TlsSettings settings;
    private final Semaphore handshakes;
    private final LineQuota others = LineQuota.standard();

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

    /**
     * A context of the JDK's own TLS, with renegotiation off if it is the first of the VM.
     *
     * @param trust judges the certificates of clients; without any none is good
     */
    public static SSLContext context(KeyManager keys, TrustManager... trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {keys}, trust, null);
        return context;
    }

    /** How long a handshake may take. */
    long handshakeNanos() {
        return settings.handshake().toNanos();
    }

    /** Waits for a turn to compute; false if the limit is over before. */
    boolean begin(long nanos) throws InterruptedException {
        return handshakes.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    /** Lets another one have its turn. */
    void end() {
        handshakes.release();
    }

    /** Bounds what the log says of peers that speak something else. */
    LineQuota others() {
        return others;
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
