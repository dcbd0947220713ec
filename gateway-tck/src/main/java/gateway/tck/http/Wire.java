package gateway.tck.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to a server, octet by octet: remembers all that came, when, and how it ended. Text
 * stands for octets, one char each.
 */
public final class Wire implements Closeable {
    /**
     * Octets that came together.
     *
     * @param nanos moment of {@link System#nanoTime} at which they were taken
     * @param count how many
     */
    public record Arrival(long nanos, int count) {}

    private static final int BLOCK = 16 * 1024;

    /** What carries the connection, also where that is under TLS. */
    private final Socket carrier;

    private final Socket socket;
    private final InputStream in;
    private final StringBuilder received = new StringBuilder();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final byte[] block = new byte[BLOCK];
    private int next;
    private Ending ending = Ending.OPEN;

    private Wire(Socket carrier, Socket socket) throws IOException {
        this.carrier = carrier;
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Connects; under TLS the handshake is over then. */
    public static Wire connect(Place place) throws IOException {
        InetSocketAddress address = place.address();
        Socket socket = new Socket();
        try {
            int patience = Math.toIntExact(Patience.limit().toMillis());
            socket.setTcpNoDelay(true);
            socket.connect(address, patience);
            socket.setSoTimeout(patience);
            return new Wire(socket, place.tls().isEmpty() ? socket : secure(socket, place));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secure(Socket carrier, Place place) throws IOException {
        SSLSocketFactory factory = place.tls().orElseThrow().getSocketFactory();
        InetSocketAddress address = place.address();
        SSLSocket socket =
                (SSLSocket)
                        factory.createSocket(
                                carrier, address.getHostString(), address.getPort(), true);
        socket.startHandshake();
        return socket;
    }

    /** The session of TLS; empty without. */
    public Optional<SSLSession> session() {
        return socket instanceof SSLSocket secure
                ? Optional.of(secure.getSession())
                : Optional.empty();
    }

    /** Sends octets; that the server has closed meanwhile shows when its answer is read. */
    public void send(String octets) throws IOException {
        try {
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketException e) {
            // A refusal may come before the request is complete, and is what the case looks at.
        }
    }

    /** Ends the sending side; the answer can still be read. */
    public void finishSending() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            // The server was faster.
        }
    }

    /** Ends the connection with a reset: whatever the server sends is refused. */
    public void vanish() throws IOException {
        carrier.setSoLinger(true, 0);
        carrier.close();
    }

    /** The next octet; -1 if none comes, {@link #ending} tells why. */
    public int read() throws IOException {
        if (next == received.length() && !fill()) {
            return -1;
        }
        return received.charAt(next++);
    }

    /** One to {@code most} octets, those that are there; empty if none comes. */
    public String readSome(long most) throws IOException {
        if (next == received.length() && !fill()) {
            return "";
        }
        int end = (int) Math.min(received.length(), next + most);
        String some = received.substring(next, end);
        next = end;
        return some;
    }

    /** All octets up to the end. */
    public String readAll() throws IOException {
        int from = next;
        while (fill()) {
            // Until the connection ends.
        }
        next = received.length();
        return received.substring(from);
    }

    /** Whether nothing has come that was not read. */
    public boolean quiet() throws IOException {
        return next == received.length() && in.available() == 0;
    }

    /**
     * How the connection ended, as far as reading has shown; {@code COMPLETE} is an orderly end.
     */
    public Ending ending() {
        return ending;
    }

    /** Everything that came, read or not. */
    public String received() {
        return received.toString();
    }

    /** When octets came. */
    public List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** The local address, as the server should see it. */
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Shrinks what the system takes in for a client that does not read, where it can. */
    public void readSlowly() throws IOException {
        socket.setReceiveBufferSize(BLOCK);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private boolean fill() throws IOException {
        if (ending != Ending.OPEN) {
            return false;
        }
        try {
            int count = in.read(block);
            if (count < 0) {
                ending = Ending.COMPLETE;
                return false;
            }
            arrivals.add(new Arrival(System.nanoTime(), count));
            received.append(new String(block, 0, count, StandardCharsets.ISO_8859_1));
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException | SSLException e) {
            // TLS that ends without close_notify is as good as a reset (ERR-3).
            ending = Ending.RESET;
            return false;
        }
    }
}
