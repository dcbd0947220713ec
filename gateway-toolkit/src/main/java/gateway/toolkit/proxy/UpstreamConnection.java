package gateway.toolkit.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection for one request. Every step on it ends in time: reads by the socket's own limit,
 * writes, which have none, by closing the socket.
 */
final class UpstreamConnection implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    /** The one that TLS runs on; closing it never waits for a writer. */
    private final Socket raw;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final int stepMillis;
    private final AtomicBoolean late = new AtomicBoolean();

    private UpstreamConnection(Socket raw, Socket socket, int stepMillis) throws IOException {
        this.raw = raw;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        this.out = socket.getOutputStream();
        this.stepMillis = stepMillis;
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "gateway-toolkit-proxy-clock");
                            thread.setDaemon(true);
                            return thread;
                        });
        clock.setRemoveOnCancelPolicy(true);
        // No thread stays behind where nothing is written.
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }

    static UpstreamConnection open(Upstream upstream) throws UpstreamException {
        Socket raw = new Socket();
        try {
            raw.connect(
                    new InetSocketAddress(upstream.hostName(), upstream.port()),
                    upstream.connectMillis());
            raw.setTcpNoDelay(true);
            raw.setSoTimeout(upstream.connectMillis());
            Socket socket = upstream.isSecure() ? secured(raw, upstream) : raw;
            raw.setSoTimeout(upstream.stepMillis());
            return new UpstreamConnection(raw, socket, upstream.stepMillis());
        } catch (IOException e) {
            closeQuietly(raw);
            throw UpstreamException.of("connect", e);
        }
    }

    private static Socket secured(Socket raw, Upstream upstream) throws IOException {
        SSLSocket secure =
                (SSLSocket)
                        upstream.tls()
                                .createSocket(raw, upstream.hostName(), upstream.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /** Whether something has come that was not read. */
    boolean hasInput() throws UpstreamException {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            throw UpstreamException.of("read", e);
        }
    }

    int read() throws UpstreamException {
        try {
            return in.read();
        } catch (IOException e) {
            throw UpstreamException.of("read", e);
        }
    }

    int read(byte[] octets, int count) throws UpstreamException {
        try {
            return in.read(octets, 0, count);
        } catch (IOException e) {
            throw UpstreamException.of("read", e);
        }
    }

    void write(byte[] octets, int count) throws UpstreamException {
        ScheduledFuture<?> limit =
                CLOCK.schedule(
                        () -> {
                            late.set(true);
                            closeQuietly(raw);
                        },
                        stepMillis,
                        TimeUnit.MILLISECONDS);
        try {
            out.write(octets, 0, count);
            out.flush();
        } catch (IOException e) {
            throw UpstreamException.of(
                    "write", late.get() ? new SocketTimeoutException("Write timed out") : e);
        } finally {
            limit.cancel(false);
        }
    }

    @Override
    public void close() {
        // First what TLS runs on: an SSLSocket would wait for its close_notify to be taken.
        closeQuietly(raw);
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
