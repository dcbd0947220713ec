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
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** {@link UdpServer} at a Unix-domain socket: all that differs is the channel, and its file. */
final class UnixDatagramServer extends UdpServer {
    private final Path path;
    private final Object inode;

    UnixDatagramServer(
            Path path,
            RequestThreads threads,
            Supplier<? extends RequestHandler<DatagramRequest>> handlers)
            throws IOException {
        super(bind(path), threads, handlers);
        this.path = path;
        this.inode = inodeOf(path);
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
        remove();
        super.close(grace);
    }

    /** While the socket is open: after that its inode can be another file's. */
    private void remove() throws IOException {
        try {
            if (inode.equals(inodeOf(path))) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Removed by somebody else.
        }
    }

    private static Object inodeOf(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }
}
