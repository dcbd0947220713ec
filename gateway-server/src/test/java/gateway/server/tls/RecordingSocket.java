package gateway.server.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A client's socket below TLS that keeps the types and lengths of the records that come. */
final class RecordingSocket extends Socket {
    private static final int HEADER = 5; // RFC 8446 section 5.1: type, version, length.
    private static final int ALERT = 21;

    /** An alert is no longer under TLS 1.3, which hides its type, however the JDK pads it. */
    private static final int LONGEST_ALERT = 35;

    private final Socket socket;
    private final List<Integer> records = new ArrayList<>();
    private int type;
    private int at;
    private int length;

    RecordingSocket(Socket socket) {
        this.socket = socket;
    }

    List<Integer> records() {
        return records;
    }

    /** Whether the last record was an alert, such as {@code close_notify}, and no answer. */
    boolean endedInAlert() {
        return type == ALERT || records.getLast() <= LONGEST_ALERT;
    }

    void forget() {
        records.clear();
    }

    private void came(byte octet) {
        if (at == 0) {
            type = octet;
        } else if (at == HEADER - 2) {
            length = (octet & 0xFF) << 8;
        } else if (at == HEADER - 1) {
            length += octet & 0xFF;
            records.add(length);
        }
        at = at + 1 == HEADER + length && at >= HEADER - 1 ? 0 : at + 1;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream in = socket.getInputStream();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] octet = new byte[1];
                return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = in.read(target, offset, length);
                for (int i = 0; i < count; i++) {
                    came(target[offset + i]);
                }
                return count;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public void shutdownInput() throws IOException {
        socket.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public synchronized void close() throws IOException {
        socket.close();
    }
}
