package gateway.tck.subject;

import gateway.tck.http.Client;
import gateway.tck.http.Place;
import gateway.tck.http.SocketClient;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running server behind a socket. */
public final class ServerUnderTest implements Subject {
    private final Place place;
    private final Options options;
    private final AutoCloseable stop;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * Describes a server that accepts connections.
     *
     * @param host where the kit connects to
     * @param port 1 to 65,535
     * @param options what is known about it
     * @param stop stops it gracefully and returns when it has stopped; called once
     */
    public ServerUnderTest(String host, int port, Options options, AutoCloseable stop) {
        this(Place.plain(new InetSocketAddress(host, port)), options, stop);
    }

    /**
     * Describes a server that accepts connections, under TLS where the variant asks for it.
     *
     * @param place where the kit connects to
     * @param options what is known about it
     * @param stop stops it gracefully and returns when it has stopped; called once
     */
    public ServerUnderTest(Place place, Options options, AutoCloseable stop) {
        this.place = place;
        this.options = options;
        this.stop = stop;
    }

    @Override
    public Client connect() throws IOException {
        return new SocketClient(place);
    }

    @Override
    public Optional<InetSocketAddress> address() {
        return Optional.of(place.address());
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public void close() throws IOException {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        try {
            stop.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (Exception e) {
            throw new IOException("the server did not stop", e);
        }
    }
}
