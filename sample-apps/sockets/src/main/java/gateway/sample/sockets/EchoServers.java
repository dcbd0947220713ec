package gateway.sample.sockets;

import gateway.server.net.DatagramRequest;
import gateway.server.net.Endpoint;
import gateway.server.net.RequestHandler;
import gateway.server.net.RequestServer;
import gateway.server.net.RequestThreads;
import gateway.server.net.StreamRequest;
import gateway.server.net.TcpServer;
import gateway.server.net.UdpServer;
import gateway.server.net.UnixStreamServer;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The same echo on {@code gateway.server.net}: what to do with a request stands here, and where
 * requests come from, on which thread, and how it all ends does not.
 */
final class EchoServers {
    private static final RequestHandler<StreamRequest> STREAM =
            request -> request.input().transferTo(request.output());

    private static final RequestHandler<DatagramRequest> DATAGRAM =
            request -> request.reply(request.octets());

    private EchoServers() {}

    /** Makes the server for an address; a port of 0 lets the system choose. */
    static RequestServer<?> at(Where where, RequestThreads threads) throws IOException {
        return switch (where.kind()) {
            case TCP ->
                    new TcpServer(Endpoint.tcp(where.host(), where.port()), threads, () -> STREAM);
            case UDP -> new UdpServer(where.host(), where.port(), threads, () -> DATAGRAM);
            case UNIX -> new UnixStreamServer(Path.of(where.address()), threads, () -> STREAM);
            case UNIX_DATAGRAM ->
                    new UnixDatagramServer(Path.of(where.address()), threads, () -> DATAGRAM);
        };
    }

    /** Where it really is. */
    static String name(RequestServer<?> server) throws IOException {
        return switch (server) {
            case TcpServer tcp -> "tcp:" + tcp.endpoint();
            case UnixStreamServer unix -> unix.endpoint().toString();
            case UnixDatagramServer unix -> "unix-datagram:" + unix.path();
            case UdpServer udp -> "udp:" + udp.address().toString().substring(1);
            default -> throw new IllegalArgumentException(server.toString());
        };
    }
}
