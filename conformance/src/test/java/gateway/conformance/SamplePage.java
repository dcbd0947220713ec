package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import gateway.conformance.Readme.Block;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The README of a sample, played as it stands there, in the top folder of the checkout: a block of
 * {@code sh} that begins with {@code ./gateway} or {@code java} serves until the next one does, any
 * other one runs to its end, and a block of {@code text} is what the one before it has printed,
 * with {@code …} for whatever it is.
 *
 * <p>Two things differ: a server gets a free port instead of 8080, and line ends behind the last
 * word do not count.
 */
final class SamplePage implements AutoCloseable {
    private static final String SHOWN_HOME = "http://127.0.0.1:8080/";
    private static final Pattern PROGRAM = Pattern.compile("(?m)^(?!cd )([a-z0-9]+) ");

    /** How a {@code main} that handles no signals ends by TERM. */
    private static final int TERMINATED = 143;

    private final String page;
    private final Shell shell;
    private Optional<Server> running = Optional.empty();

    private SamplePage(String page) throws IOException {
        this.page = page;
        this.shell = new Shell(Checkout.top());
    }

    /** Plays {@code sample-apps/NAME/README.md}; returns what its commands have printed. */
    static List<String> play(String name) throws IOException, InterruptedException {
        return play(name, UnaryOperator.identity());
    }

    /** The same, with each of its commands changed before it runs. */
    static List<String> play(String name, UnaryOperator<String> change)
            throws IOException, InterruptedException {
        try (SamplePage page = new SamplePage(path(name))) {
            return page.play(change);
        }
    }

    /** The blocks of such a page, for a test that knows how many there are, and of what kind. */
    static List<Block> blocks(String name, String... languages) throws IOException {
        List<Block> blocks = Readme.blocks(path(name));
        assertEquals(List.of(languages), blocks.stream().map(Block::language).toList());
        return blocks;
    }

    private static String path(String name) {
        return "sample-apps/" + name + "/README.md";
    }

    private List<String> play(UnaryOperator<String> change)
            throws IOException, InterruptedException {
        List<String> printed = new ArrayList<>();
        String output = "";
        int compared = 0;
        for (Block block : Readme.blocks(page)) {
            switch (block.language()) {
                case "sh" -> {
                    String command = change.apply(block.text());
                    if (command.startsWith("./gateway ") || command.startsWith("java ")) {
                        stop();
                        running = Optional.of(shell.serve(command));
                    } else {
                        output = run(command);
                        printed.add(output);
                    }
                }
                case "text" -> {
                    assertLike(block.text(), output);
                    compared++;
                }
                case "java" -> {} // To be read.
                default -> fail("nobody runs this: " + block);
            }
        }
        assertTrue(compared > 0, page + " shows nothing that a command prints");
        stop();
        return printed;
    }

    private void stop() throws InterruptedException {
        if (running.isPresent()) {
            int code = running.get().terminate().code();
            assertTrue(code == 0 || code == TERMINATED, page + ": a server ended with " + code);
            running = Optional.empty();
        }
    }

    private String run(String command) throws IOException, InterruptedException {
        for (Matcher program = PROGRAM.matcher(command); program.find(); ) {
            new Tool(program.group(1)).require();
        }
        String home = running.map(server -> server.home().toString()).orElse(SHOWN_HOME);
        return shell.run(command.replace(SHOWN_HOME, home))
                .replace("\r\n", "\n")
                .replace(home, SHOWN_HOME);
    }

    static void assertLike(String shown, String output) {
        String said = output.stripTrailing();
        StringBuilder pattern = new StringBuilder();
        for (String part : shown.stripTrailing().split("…", -1)) {
            pattern.append(pattern.isEmpty() ? "" : "(?s:.*?)").append(Pattern.quote(part));
        }
        if (!Pattern.matches(pattern.toString(), said)) {
            assertEquals(shown.stripTrailing(), said);
        }
    }

    @Override
    public void close() {
        running.ifPresent(Server::close);
    }
}
