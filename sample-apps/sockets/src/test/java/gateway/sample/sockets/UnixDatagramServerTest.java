package gateway.sample.sockets;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.server.net.RequestThreads;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The file of its socket. */
class UnixDatagramServerTest {
    private static UnixDatagramServer at(Path path) throws IOException {
        return new UnixDatagramServer(path, RequestThreads.serial(), () -> request -> {});
    }

    @Test
    void removesItsOwnFileOnly(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("socket");
        at(path).close(Duration.ZERO);
        assertFalse(Files.exists(path));

        UnixDatagramServer server = at(path);
        Files.move(path, folder.resolve("moved"));
        Files.createFile(path);
        server.close(Duration.ZERO);
        assertTrue(Files.exists(path), "it is somebody else's");
    }
}
