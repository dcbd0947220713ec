package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.conformance.Readme.Block;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The README of {@code shortly}, command by command, in an empty folder with nothing but the
 * launcher. Servers get free ports in place of 8080 and 6379.
 */
@Timeout(300)
class ShortlyReadmeIT {
    private static final String SHOWN_HOME = "http://127.0.0.1:8080/";
    private static final String SHOWN_REDIS = "127.0.0.1:6379";

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    private Path folder;

    @Test
    void doesWhatItSays() throws Exception {
        Curl.require();
        Files.createSymbolicLink(folder.resolve("gateway"), Checkout.launcher());
        Path data = Files.createDirectory(folder.resolve("redis"));
        Shell shell = new Shell(folder);
        List<Block> blocks = SamplePage.blocks("shortly", "sh", "sh", "text", "sh", "text", "sh");

        try (Server server = shell.serve(blocks.get(0).text())) {
            String home = server.home().toString();
            for (int i = 1; i < 5; i += 2) {
                assertEquals(
                        blocks.get(i + 1).text().replace(SHOWN_HOME, home),
                        shell.run(blocks.get(i).text().replace(SHOWN_HOME, home)));
            }
        }
        assertTrue(Files.exists(folder.resolve("shortly.mv.db")));

        try (RedisServer redis = RedisServer.start(data);
                Server server =
                        shell.serve(blocks.get(5).text().replace(SHOWN_REDIS, redis.address()));
                Visitor visitor = new Visitor(server.home())) {
            assertEquals("/1", visitor.add("http://example.org/"));
        }
    }
}
