package gateway.server.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * The file of a Unix-domain socket, from {@link #bind} and {@link #claim} to {@link #remove}.
 *
 * @param inode what tells it from a file that has taken its place
 */
record UnixSocketFile(Path path, Object inode) {
    private static final int TYPE = 0170000;
    private static final int SOCKET = 0140000;

    /** Makes the file, where there is none. */
    interface Binder {
        void bind() throws IOException;
    }

    /**
     * Binds, in place of a socket's file that was left behind. Of several processes that find it at
     * a time one does so, behind a lock: {@code PATH.lock}, which stays, as a lock that is removed
     * is none.
     *
     * @throws BindException if somebody listens there, or it is no socket
     */
    static void bind(Path path, Binder binder) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            binder.bind(); // Of several one succeeds.
            return;
        }
        synchronized (UnixSocketFile.class) { // A VM cannot lock a file twice.
            Path lock = path.resolveSibling(path.getFileName() + ".lock");
            requireLeftBehind(path);
            try (FileChannel file =
                            FileChannel.open(
                                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = file.lock()) {
                requireLeftBehind(path);
                Files.deleteIfExists(path);
                binder.bind();
            }
        }
    }

    private static void requireLeftBehind(Path path) throws IOException {
        int mode;
        try {
            mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return;
        }
        if ((mode & TYPE) != SOCKET) {
            throw new BindException("there is a file that is not a socket");
        }
        if (isServed(path)) {
            throw new BindException("another process listens there");
        }
    }

    /** Without waiting where the queue is full: then there is somebody too, and this throws. */
    private static boolean isServed(Path path) throws IOException {
        try (SocketChannel there = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            there.configureBlocking(false);
            there.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    /** Sets the permissions of the file that binding has made. */
    static UnixSocketFile claim(Path path, Set<PosixFilePermission> mode) throws IOException {
        Files.setPosixFilePermissions(path, mode);
        return new UnixSocketFile(path, inodeOf(path));
    }

    /**
     * Removes it, unless another process has put its own there since. To be called while the socket
     * is open: after that its inode can be another file's.
     */
    void remove() throws IOException {
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
