package gateway.sample.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** Echo over UDP: no connection, and no order; each datagram comes whole, or not at all. */
final class PlainUdp {
    /** More than any datagram has. */
    private static final int LONGEST = 65_535;

    private static final int PATIENCE_MILLIS = 5_000;

    private PlainUdp() {}

    /** Sends each datagram back to where it is from. */
    static void serve(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        while (true) {
            packet.setLength(LONGEST);
            socket.receive(packet);
            socket.send(packet);
        }
    }

    /** Sends one datagram and waits for one; what got lost on the way would never come. */
    static String ask(String host, int port, String text) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] octets = text.getBytes(UTF_8);
            socket.connect(new InetSocketAddress(host, port));
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.send(new DatagramPacket(octets, octets.length));
            DatagramPacket answer = new DatagramPacket(new byte[LONGEST], LONGEST);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), UTF_8);
        }
    }
}
