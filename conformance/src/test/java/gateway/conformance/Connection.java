package gateway.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A client's connection, octet by octet: nothing is retried, repaired or hidden. */
final class Connection implements AutoCloseable {
    private final Octets octets;
    private final ByteBuffer received = ByteBuffer.allocate(64 * 1024).flip();

    /** Over what is open already. */
    Connection(Octets octets) {
        this.octets = octets;
    }

    static Connection to(URI home) throws IOException {
        return to(new InetSocketAddress(home.getHost(), home.getPort()));
    }

    static Connection to(SocketAddress address) throws IOException {
        return new Connection(Octets.of(SocketChannel.open(address)));
    }

    int localPort() throws IOException {
        return octets.localPort();
    }

    /** Sends all of it in one write, or as few as the socket's buffer allows. */
    void send(String text) throws IOException {
        octets.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }

    /** Whether the server's FIN is here already and nothing before it; does not wait for either. */
    boolean hasEnded() throws IOException {
        if (received.hasRemaining()) {
            return false;
        }
        return fill(octets::readNow) < 0;
    }

    /**
     * Reads one final response to a request that was not HEAD; interim ones are passed over.
     *
     * @return empty if the connection ended before its first octet
     * @throws IOException if it ended, or was reset, in the middle of the response
     */
    Optional<Answer> answer() throws IOException {
        if (!received.hasRemaining() && fill() < 0) {
            return Optional.empty();
        }
        while (true) {
            String line = line();
            int status = Integer.parseInt(line.substring("HTTP/1.1 ".length()).substring(0, 3));
            Map<String, String> fields = fields();
            if (status >= 200) {
                return Optional.of(new Answer(status, fields, body(fields)));
            }
        }
    }

    /** Reads on until what came ends in {@code end}, and returns all of it. */
    String through(String end) throws IOException {
        StringBuilder came = new StringBuilder();
        while (!came.toString().endsWith(end)) {
            came.append((char) (octet() & 0xFF));
        }
        return came.toString();
    }

    private interface Reading {
        int read(ByteBuffer target) throws IOException;
    }

    @Override
    public void close() throws IOException {
        octets.close();
    }

    private String body(Map<String, String> fields) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if ("chunked".equals(fields.get("transfer-encoding"))) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                copy(size, body);
                line();
            }
            fields();
        } else {
            copy(Integer.parseInt(fields.getOrDefault("content-length", "0")), body);
        }
        return body.toString(ISO_8859_1);
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private Map<String, String> fields() throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return fields;
    }

    /** Up to the next CRLF. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < 2 || line.charAt(line.length() - 2) != '\r') {
            line.append((char) (octet() & 0xFF));
        }
        return line.substring(0, line.length() - 2);
    }

    private void copy(int count, ByteArrayOutputStream body) throws IOException {
        for (int i = 0; i < count; i++) {
            body.write(octet());
        }
    }

    private byte octet() throws IOException {
        if (!received.hasRemaining() && fill() < 0) {
            throw new EOFException("the connection ended in the middle of an answer");
        }
        return received.get();
    }

    private int fill() throws IOException {
        return fill(octets::read);
    }

    private int fill(Reading reading) throws IOException {
        received.clear();
        int count;
        try {
            count = reading.read(received);
        } finally {
            received.flip();
        }
        return count;
    }
}
