package gateway.conformance.bent;

import gateway.tck.subject.ServerUnderTest;
import gateway.tck.subject.Subject;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before a server and passes octets on, both ways, with a fault; ends and resets of one side
 * are passed on to the other.
 */
final class Relay implements AutoCloseable {
    /** Clauses of which no case can pass: the server's peer is the relay. */
    static final Set<String> SEEN_BY = Set.of("ENV-16");

    private static final Pattern REQUEST =
            Pattern.compile("\\S+ \\S+ HTTP/\\d\\.\\d\\r\\n.*", Pattern.DOTALL);
    private static final Pattern INTERIM =
            Pattern.compile("HTTP/1\\.1 1(?!01)\\d\\d .*?\\r\\n\\r\\n", Pattern.DOTALL);
    private static final int BLOCK = 256 * 1024;

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final WireFault fault;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Relay(InetSocketAddress server, WireFault fault) throws IOException {
        this.server = server;
        this.fault = fault;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** What the kit sees: the server with the fault. */
    static Subject before(Subject right, WireFault fault) throws IOException {
        Relay relay = new Relay(right.address().orElseThrow(), fault);
        return new ServerUnderTest(
                "127.0.0.1",
                relay.listener.getLocalPort(),
                right.options(),
                () -> {
                    try (relay) {
                        right.close();
                    }
                });
    }

    /**
     * A server whose stop begins with the end of its connections: it takes new ones for longer than
     * it serves old ones, so that nobody who sees it stop can still be answered.
     */
    static Subject cutAtStop(Subject right) throws IOException {
        Relay relay = new Relay(right.address().orElseThrow(), new WireFault() {});
        return new ServerUnderTest(
                "127.0.0.1",
                relay.listener.getLocalPort(),
                right.options(),
                () -> {
                    relay.cut();
                    try (relay) {
                        right.close();
                    }
                });
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void cut() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> join(client));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void join(Socket client) {
        Socket upstream = new Socket();
        open.add(client);
        open.add(upstream);
        try {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            upstream.connect(server);
            Passage passage = new Passage(client, upstream);
            Thread there = Thread.ofVirtual().start(passage::there);
            passage.back();
            there.join();
        } catch (IOException e) {
            abort(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            open.remove(upstream);
            quietly(client::close);
            quietly(upstream::close);
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void quietly(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            // The other end is gone already.
        }
    }

    /** Ends a connection with a reset. */
    private static void abort(Socket socket) {
        quietly(() -> socket.setSoLinger(true, 0));
        quietly(socket::close);
    }

    /** One connection. */
    private final class Passage {
        private final Socket client;
        private final Socket upstream;
        private volatile String request = "";

        Passage(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        /** From the client to the server. */
        void there() {
            try {
                OutputStream out = upstream.getOutputStream();
                copy(client.getInputStream(), piece -> out.write(octets(request(piece))));
                upstream.shutdownOutput();
            } catch (IOException e) {
                if (!fault.hidesDepartures()) {
                    abort(upstream);
                }
            }
        }

        /** From the server to the client. */
        void back() {
            try {
                try (Outlet outlet = new Outlet(client.getOutputStream(), fault.stores())) {
                    copy(upstream.getInputStream(), piece -> back(outlet, piece));
                }
                client.shutdownOutput();
            } catch (IOException e) {
                abort(client);
                abort(upstream);
            }
        }

        private void back(Outlet outlet, String piece) throws IOException {
            try {
                outlet.write(octets(reply(piece)));
            } catch (IOException e) {
                if (!fault.hidesDepartures()) {
                    throw e;
                }
            }
        }

        private String request(String piece) {
            if (REQUEST.matcher(piece).matches()) {
                request = piece;
                return fault.request(piece);
            }
            return fault.piece(piece);
        }

        private String reply(String piece) {
            Matcher interim = INTERIM.matcher(piece);
            if (interim.lookingAt()) {
                String rest = piece.substring(interim.end());
                return fault.interim(interim.group()) + (rest.isEmpty() ? "" : reply(rest));
            }
            return piece.startsWith("HTTP/1.") ? fault.reply(request, piece) : fault.rest(piece);
        }
    }

    private interface Sink {
        void take(String piece) throws IOException;
    }

    private static void copy(InputStream in, Sink sink) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            sink.take(new String(block, 0, n, StandardCharsets.ISO_8859_1));
        }
    }

    private static byte[] octets(String wireString) {
        return wireString.getBytes(StandardCharsets.ISO_8859_1);
    }
}
