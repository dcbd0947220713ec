package gateway.conformance.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Somebody who only wants an answer, again and again, on one connection. */
final class NormalClient implements AutoCloseable {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final List<Long> nanos = new ArrayList<>();

    NormalClient(URI home) throws IOException {
        socket = new Socket(home.getHost(), home.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = socket.getInputStream();
    }

    /** Asks, and reads the answer; fails if it is none of {@link Answering}. */
    void ask() throws IOException {
        long start = System.nanoTime();
        socket.getOutputStream().write(REQUEST);
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n" + Answering.TEXT)) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the connection ended after " + answer);
            }
            answer.append((char) octet);
        }
        if (!answer.toString().startsWith("HTTP/1.1 200 ")) {
            throw new IOException(answer.toString());
        }
        nanos.add(System.nanoTime() - start);
    }

    /** Asks several times, and returns how long each answer took, the shortest first. */
    List<Long> ask(int times) throws IOException {
        nanos.clear();
        for (int i = 0; i < times; i++) {
            ask();
        }
        return sorted();
    }

    /** How long each answer took since the last {@link #ask(int)}, the shortest first. */
    List<Long> sorted() {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        nanos.clear();
        return sorted;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
