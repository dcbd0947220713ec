package gateway.sample.sockets;

import gateway.server.net.DatagramRequest;
import gateway.server.net.RequestHandler;
import gateway.server.net.RequestThreads;
import gateway.server.net.UdpServer;

import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** {@link UdpServer} at a Unix-domain socket: all that differs is the channel, and its file. */
final class UnixDatagramServer extends UdpServer {
    private final Path path;

    UnixDatagramServer(
            Path path,
            RequestThreads threads,
            Supplier<? extends RequestHandler<DatagramRequest>> handlers)
            throws IOException {
        super(bind(path), threads, handlers);
        this.path = path;
    }

    private static DatagramChannel bind(Path path) throws IOException {
        AFUNIXDatagramChannel channel = AFUNIXDatagramChannel.open();
        try {
            return channel.bind(AFUNIXSocketAddress.of(path));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close(Duration grace) throws IOException {
        super.close(grace);
        Files.deleteIfExists(path);
    }
}
