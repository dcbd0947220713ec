package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import gateway.conformance.Readme.Block;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * README.md as a newcomer would read it: every file is written, every command is run, and every
 * answer comes, from the first block to the last, in one terminal that starts in the checkout.
 *
 * <p>Three things differ from what stands there: servers get a free port instead of 8080, they run
 * while the following blocks do, and Maven, inside which this test runs, is not started again.
 */
class ReadmeIT {
    private static final String SHOWN_HOME = "http://127.0.0.1:8080/";

    @Test
    void doesWhatItSays(@TempDir Path folder) throws Exception {
        Path checkout = Files.createDirectory(folder.toRealPath().resolve("gateway"));
        List<String> done = new ArrayList<>();
        List<Path> links = link(checkout);
        try (Terminal terminal = new Terminal(checkout)) {
            String output = "";
            for (Block block : Readme.blocks()) {
                switch (block.language()) {
                    case "sh" -> output = terminal.run(block.text());
                    case "java" -> terminal.write(block);
                    case "text" -> assertEquals(block.text(), output);
                    default -> fail("nobody runs this: " + block);
                }
                done.add(block.language());
            }
            terminal.stopServer();
            assertEquals(4, terminal.served, "servers that were asked for their page");
        } finally {
            for (Path link : links) {
                Files.delete(link);
            }
        }
        // Were the blocks not found, nothing would fail.
        assertTrue(done.containsAll(List.of("sh", "java", "text")), done.toString());
    }

    @Test
    void beginsWithTheCommandOfContinuousIntegration() throws Exception {
        assertEquals(new Block("sh", "", "./gateway run hello\n"), Readme.blocks().getFirst());
        String ci = Files.readString(Checkout.top().resolve(".ci/run"));
        assertTrue(ci.contains("\nmvn -B verify\n"), ci);
    }

    @Test
    void theStoryOfTheSamplesTellsOfEach() throws IOException {
        Path samples = Checkout.top().resolve("sample-apps");
        String story = Files.readString(samples.resolve("README.md"));
        Matcher sample =
                Pattern.compile("<module>([^<]+)</module>")
                        .matcher(Files.readString(samples.resolve("pom.xml")));
        assertTrue(sample.find());
        do {
            String name = sample.group(1);
            assertTrue(story.contains("**[" + name + "](" + name + "/README.md)"), name);
        } while (sample.find());
    }

    /** Makes a checkout of links, so that what is made beside it does not stay. */
    private static List<Path> link(Path checkout) throws IOException {
        List<Path> links = new ArrayList<>();
        try (var entries = Files.list(Checkout.top())) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                links.add(Files.createSymbolicLink(checkout.resolve(entry.getFileName()), entry));
            }
        }
        return links;
    }

    /** A shell that keeps its folder from block to block. */
    private static final class Terminal implements AutoCloseable {
        private Path folder;
        private Optional<Server> running = Optional.empty();
        private int served;

        Terminal(Path folder) {
            this.folder = folder;
        }

        /** Runs a block to its end, or until it serves; returns what it printed. */
        String run(String block) throws IOException, InterruptedException {
            if (block.equals("mvn verify\n")) {
                return "";
            }
            if (block.contains("curl ")) {
                Curl.require();
            }
            if (block.contains("gateway run ")) {
                serve(block.strip());
                return "";
            }
            String home = running.map(server -> server.home().toString()).orElse(SHOWN_HOME);
            Path folderAfter = Files.createTempFile("folder", null);
            try (Child child = shell(block.replace(SHOWN_HOME, home), folderAfter)) {
                Outcome outcome = child.end();
                assertEquals(0, outcome.code(), () -> block + outcome.err());
                folder = Path.of(Files.readString(folderAfter).strip());
                return outcome.out();
            } finally {
                Files.delete(folderAfter);
            }
        }

        void write(Block block) throws IOException {
            assertFalse(block.file().isEmpty(), () -> "no file name before " + block.text());
            Files.writeString(folder.resolve(block.file()), block.text());
        }

        void stopServer() throws InterruptedException {
            if (running.isPresent()) {
                assertEquals(0, running.get().terminate().code());
            }
        }

        @Override
        public void close() {
            running.ifPresent(Server::close);
        }

        private void serve(String command) throws IOException, InterruptedException {
            stopServer();
            Server server =
                    Server.accepting(shell("exec " + command + " --bind 127.0.0.1:0", Path.of("")));
            running = Optional.of(server);
            try (Connection connection = Connection.to(server.home())) {
                connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertEquals("Hello, World!\n", connection.answer().orElseThrow().text(), command);
            }
            served++;
        }

        private Child shell(String script, Path folderAfter) throws IOException {
            String path = Checkout.jdk().resolve("bin") + ":" + System.getenv("PATH");
            return Child.start(
                    folder,
                    Map.of("PATH", path, "GATEWAY_BUILD", "never"),
                    List.of(
                            "bash",
                            "-e",
                            "-c",
                            folderAfter.toString().isEmpty()
                                    ? script
                                    : script + "\npwd >'" + folderAfter + "'"));
        }
    }
}
