package gateway.server.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.function.Supplier;

/** Serves datagrams: each is a request. */
public class UdpServer extends RequestServer<DatagramRequest> {
    /** More than any datagram over UDP has. */
    private static final int LONGEST = 65_535;

    private final DatagramChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST);

    /**
     * Binds a UDP port; datagrams queue from here on.
     *
     * @param host a name or an address; IPv6 without brackets
     * @param port 0 to 65535; 0 lets the system choose
     * @param handlers makes a handler for each datagram
     * @throws IOException if it cannot be bound
     */
    public UdpServer(
            String host,
            int port,
            RequestThreads threads,
            Supplier<? extends RequestHandler<? super DatagramRequest>> handlers)
            throws IOException {
        this(bind(host, port), threads, handlers);
    }

    /**
     * Takes over a channel of any kind that is bound, and closes it at the end.
     *
     * @param channel becomes non-blocking
     * @param handlers makes a handler for each datagram
     */
    public UdpServer(
            DatagramChannel channel,
            RequestThreads threads,
            Supplier<? extends RequestHandler<? super DatagramRequest>> handlers)
            throws IOException {
        super(channel, channel, threads, handlers);
        this.channel = channel;
    }

    private static DatagramChannel bind(String host, int port) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        DatagramChannel channel =
                DatagramChannel.open(
                        address instanceof Inet4Address
                                ? StandardProtocolFamily.INET
                                : StandardProtocolFamily.INET6);
        try {
            return channel.bind(new InetSocketAddress(address, port));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Where it really is: with the port that the system chose. */
    public SocketAddress address() throws IOException {
        return channel.getLocalAddress();
    }

    @Override
    Optional<DatagramRequest> take() throws IOException {
        buffer.clear();
        SocketAddress client = channel.receive(buffer);
        if (client == null) {
            return Optional.empty();
        }
        byte[] octets = new byte[buffer.flip().remaining()];
        buffer.get(octets);
        return Optional.of(new DatagramRequest(octets, client, channel));
    }
}
