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
 * What puts connections under TLS: 1.2 or 1.3, cipher suites that authenticate and keep forward
 * secrecy, {@code http/1.1} by ALPN, no renegotiation.
 */
public final class Tls {
    /** How many handshakes run at a time where nothing else is said. */
    public static final int HANDSHAKES = 1024;

    static {
        // Read once, when the first context of the VM is made: the launcher sets it too.
        String property = "jdk.tls.rejectClientInitiatedRenegotiation";
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    private final Supplier<SSLContext> context;
    private final ClientAuth clientAuth;
    private final Semaphore handshakes;

    /**
     * With {@link #HANDSHAKES}.
     *
     * @param context asked at each handshake, by its thread: another one serves the connections
     *     that come from then on
     * @param clientAuth whether clients show a certificate, which the context's trust manager
     *     judges
     */
    public Tls(Supplier<SSLContext> context, ClientAuth clientAuth) {
        this(context, clientAuth, HANDSHAKES);
    }

    /**
     * As {@link #Tls(Supplier, ClientAuth)}.
     *
     * @param handshakes how many run at a time, at least 1; further ones wait for their turn, by
     *     their own deadline
     */
    public Tls(Supplier<SSLContext> context, ClientAuth clientAuth, int handshakes) {
        if (handshakes < 1) {
            throw new IllegalArgumentException("handshakes " + handshakes + " is not at least 1");
        }
        this.context = context;
        this.clientAuth = clientAuth;
        this.handshakes = new Semaphore(handshakes);
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
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setCipherSuites(
                Arrays.stream(parameters.getCipherSuites())
                        .filter(Tls::isSound)
                        .toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        switch (clientAuth) {
            case NONE -> parameters.setNeedClientAuth(false);
            case WANTED -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static boolean isSound(String suite) {
        boolean authenticates = suite.contains("_GCM_") || suite.contains("_CHACHA20_");
        boolean tls13 = !suite.contains("_WITH_");
        return authenticates
                && (tls13 || suite.startsWith("TLS_ECDHE_") || suite.startsWith("TLS_DHE_"));
    }
}
