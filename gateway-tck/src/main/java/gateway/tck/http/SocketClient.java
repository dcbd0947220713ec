package gateway.tck.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client over TCP. */
public final class SocketClient implements Client {
    private final Wire wire;

    /** Connects. */
    public SocketClient(Place place) throws IOException {
        this.wire = Wire.connect(place);
    }

    /** Connects without TLS. */
    public SocketClient(InetSocketAddress address) throws IOException {
        this(Place.plain(address));
    }

    /** The octets below. */
    public Wire wire() {
        return wire;
    }

    /** Sends octets as they are, and follows the response to the first request among them. */
    public Exchange raw(String octets) throws IOException {
        wire.send(octets);
        return following(octets.startsWith("HEAD "), false);
    }

    @Override
    public Exchange open(Request request) throws IOException {
        StringBuilder octets = new StringBuilder(head(request));
        for (String piece : request.pieces()) {
            octets.append(request.isChunked() ? chunk(piece) : piece);
        }
        if (request.isChunked() && request.whole()) {
            octets.append(lastChunk(request.trailers()));
        }
        wire.send(octets.toString());
        return following(request.method().equals("HEAD"), request.isChunked());
    }

    private Exchange following(boolean head, boolean chunked) {
        ReplyReader reader = new ReplyReader(wire, head);
        return new Exchange() {
            @Override
            public void send(String more) throws IOException {
                wire.send(chunked ? chunk(more) : more);
            }

            @Override
            public void finish(List<Field> trailers) throws IOException {
                wire.send(lastChunk(trailers));
            }

            @Override
            public void cut() throws IOException {
                wire.finishSending();
            }

            @Override
            public Event next() throws IOException {
                return reader.next();
            }

            @Override
            public boolean quiet() throws IOException {
                return wire.quiet();
            }
        };
    }

    @Override
    public Ending ended() throws IOException {
        wire.readAll();
        return wire.ending();
    }

    @Override
    public String rest() throws IOException {
        return wire.readAll();
    }

    @Override
    public void vanish() throws IOException {
        wire.vanish();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

    /** Request line and header section, with the empty line. */
    public static String head(Request request) {
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.target()).append(' ');
        head.append(request.version()).append("\r\n");
        request.fields().forEach(field -> append(head, field));
        return head.append("\r\n").toString();
    }

    private static String chunk(String data) {
        return data.isEmpty() ? "" : Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }

    private static String lastChunk(List<Field> trailers) {
        StringBuilder last = new StringBuilder("0\r\n");
        trailers.forEach(field -> append(last, field));
        return last.append("\r\n").toString();
    }

    private static void append(StringBuilder text, Field field) {
        text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }

    /** Text of UTF-8 as the octets of a request. */
    public static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
