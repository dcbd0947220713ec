package gateway.server.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/**
 * A server socket that connections queue at.
 *
 * @param endpoint where it really is: with the port that the system chose
 * @param file of a Unix-domain socket of our own
 * @param inherited whether the socket outlives this process: what queues there is for the next one
 */
record BoundSocket(
        ServerSocketChannel channel,
        Endpoint endpoint,
        Optional<UnixSocketFile> file,
        boolean inherited)
        implements Closeable {
    static BoundSocket bind(Endpoint endpoint, Admission admission) throws IOException {
        // A switch over types is linked at run time, which would take 5 ms of each start.
        if (endpoint instanceof Endpoint.Tcp tcp) {
            return bind(tcp, admission);
        }
        if (endpoint instanceof Endpoint.Unix unix) {
            return bind(unix, admission);
        }
        if (endpoint instanceof Endpoint.Inherited) {
            return inherit();
        }
        throw new AssertionError(endpoint);
    }

    private static BoundSocket bind(Endpoint.Tcp tcp, Admission admission) throws IOException {
        InetAddress address = InetAddress.getByName(tcp.host());
        // A socket of the other family would listen at IPv6 for 0.0.0.0 too.
        ServerSocketChannel channel =
                ServerSocketChannel.open(
                        address instanceof Inet4Address
                                ? StandardProtocolFamily.INET
                                : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (admission.reusePort()) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.bind(new InetSocketAddress(address, tcp.port()), admission.backlog());
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            return new BoundSocket(
                    channel, new Endpoint.Tcp(tcp.host(), port), Optional.empty(), false);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static BoundSocket bind(Endpoint.Unix unix, Admission admission) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(unix.path());
            UnixSocketFile.bind(unix.path(), () -> channel.bind(address, admission.backlog()));
            UnixSocketFile file = UnixSocketFile.claim(unix.path(), admission.unixMode());
            return new BoundSocket(channel, unix, Optional.of(file), false);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static BoundSocket inherit() throws IOException {
        Channel inherited = System.inheritedChannel();
        if (!(inherited instanceof ServerSocketChannel channel)) {
            throw new BindException("standard input is not a listening socket");
        }
        return new BoundSocket(
                channel, describe(channel.getLocalAddress()), Optional.empty(), true);
    }

    private static Endpoint describe(SocketAddress address) {
        return switch (address) {
            case InetSocketAddress inet ->
                    new Endpoint.Tcp(AddressText.of(inet.getAddress()), inet.getPort());
            case UnixDomainSocketAddress unix when !unix.getPath().toString().isEmpty() ->
                    new Endpoint.Unix(unix.getPath());
            default -> new Endpoint.Inherited();
        };
    }

    /** Lets nobody find it any more, while what has found it is still served. */
    void removeFile() throws IOException {
        if (file.isPresent()) {
            file.get().remove();
        }
    }

    /**
     * Gives it up. An inherited one stays open: closing it would send standard output and standard
     * error nowhere.
     */
    @Override
    public void close() throws IOException {
        if (!inherited) {
            channel.close();
        }
    }
}
