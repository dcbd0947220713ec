package gateway.sample.cgi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gateway.api.Environ;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;
import gateway.toolkit.testing.StreamedAnswer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Programs while they run: what they read, how they end, how many there are. */
@Timeout(120)
class RunningTest {
    private static final String HEAD = "echo Content-Type: text/plain; echo; ";

    private @TempDir Path folder;
    private Programs programs;
    private List<Path> bodiesOfOthers = List.of();

    @BeforeEach
    void make() throws IOException {
        programs = new Programs(folder);
        bodiesOfOthers = bodies();
    }

    @AfterEach
    void stop() {
        programs.close();
    }

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        new Random(count).nextBytes(octets);
        return octets;
    }

    /** More than all pipes and buffers on the way hold. */
    @Test
    void streamBothWays() throws Exception {
        programs.write("echo", HEAD + "exec cat");
        byte[] octets = octets(5_000_000);

        Answer answer = programs.start().post("/echo", Content.bytes("a/b", octets));

        assertArrayEquals(octets, answer.body());
    }

    @Test
    void mayWriteAllBeforeTheyRead() throws Exception {
        programs.write("late", HEAD + "head -c 3000000 /dev/zero; exec wc -c");

        Answer answer = programs.start().post("/late", Content.bytes("a/b", octets(3_000_000)));

        assertEquals("3000000", answer.text().replace("\0", "").strip());
    }

    /** A client that reads nothing before it has sent all must not wait for ever. */
    @Test
    void areNotHeardAtLengthBeforeTheBodyHasCome() throws Exception {
        programs.write(
                "late",
                HEAD
                        + "echo one; echo . >wrote; while ! [ -e go ]; do sleep 0.02; done; head -c 3000000 /dev/zero; exec wc -c");
        Client client = programs.start();
        byte[] octets = octets(3_000_000);
        AtomicBoolean received = new AtomicBoolean();
        InputStream body =
                new FilterInputStream(new ByteArrayInputStream(octets)) {
                    @Override
                    public int read(byte[] block, int offset, int length) throws IOException {
                        new Awaiting("wrote", false).read();
                        int count = super.read(block, offset, Math.min(length, 1000));
                        received.set(count < 0);
                        return count;
                    }
                };
        Content content = new Content(Optional.of("a/b"), Optional.of(3_000_000L), () -> body);

        try (StreamedAnswer answer =
                client.stream(client.request("POST", "/late").content(content))) {
            assertEquals("one\n", new String(answer.body().readNBytes(4), US_ASCII));
            assertFalse(received.get(), "a little is heard at once");
            Files.createFile(folder.resolve("go"));
            answer.body().readNBytes(300_000);
            assertTrue(received.get());
            assertTrue(new String(answer.body().readAllBytes(), US_ASCII).endsWith("3000000\n"));
        }
        assertEquals(List.of(), leftBehind());
    }

    @Test
    void needNotRead() throws Exception {
        programs.write("deaf", HEAD + "echo said");
        programs.write("closed", "exec <&-; " + HEAD + "echo said");
        Client client = programs.start();

        assertEquals(
                "said\n", client.post("/deaf", Content.bytes("a/b", octets(3_000_000))).text());
        assertEquals(
                "said\n", client.post("/closed", Content.bytes("a/b", octets(3_000_000))).text());
    }

    @Test
    void readToTheEndOfTheBodyAndNoFurther() throws Exception {
        programs.write("count", HEAD + "wc -c; echo $CONTENT_LENGTH");
        Client client = programs.start();

        assertEquals("0\n\n", client.get("/count").text());
        assertEquals("5\n5\n", client.post("/count", Content.text("hello")).text());
        assertEquals(
                "11\n11\n",
                client.post(
                                "/count",
                                Content.chunks(
                                        "a/b",
                                        "hello ".getBytes(US_ASCII),
                                        "world".getBytes(US_ASCII)))
                        .text(),
                "a body in chunks is collected, for its length");
        assertEquals(List.of(), leftBehind());
    }

    private List<Path> leftBehind() throws IOException {
        List<Path> left = new ArrayList<>(bodies());
        left.removeAll(bodiesOfOthers);
        return left;
    }

    private static List<Path> bodies() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("cgi-.*\\.body"))
                    .toList();
        }
    }

    @Test
    void endWithABodyThatBreaksOff() throws Exception {
        programs.write("count", "echo $$ >pid; exec cat");
        Client client = programs.start();

        assertThrows(
                IOException.class,
                () ->
                        client.post(
                                "/count",
                                new Content(
                                        Optional.of("a/b"),
                                        Optional.of(7L),
                                        () -> new Awaiting("pid", true))));
        awaitEnd("pid");
    }

    @Test
    void sendWhatTheyWriteAtOnce() throws Exception {
        programs.write("slow", HEAD + "echo one; while ! [ -e go ]; do sleep 0.02; done; echo two");
        Client client = programs.start();

        try (StreamedAnswer answer = client.stream(client.request("GET", "/slow"))) {
            assertEquals("one\n", new String(answer.body().readNBytes(4), US_ASCII));
            Files.createFile(folder.resolve("go"));
            assertEquals("two\n", new String(answer.body().readAllBytes(), US_ASCII));
        }
    }

    @Test
    void areEndedWithAllTheyStartedWhenSilentForTooLong() throws Exception {
        programs.write("hang", tree("") + "wait");
        Client client = programs.start("timeout", "500ms");

        Answer answer = client.post("/hang", after("self"));

        assertEquals(504, answer.code());
        assertTrue(answer.log().contains("/hang: was silent for 500 ms"), answer.log());
        awaitEnd("child", "orphan", "self");
    }

    @Test
    void areCutOffWhenSilentForTooLongInTheMiddle() throws Exception {
        programs.write("hang", tree("trap '' TERM;") + HEAD + "echo one; wait");
        Client client = programs.start("timeout", "500ms");

        try (StreamedAnswer answer =
                client.stream(client.request("POST", "/hang").content(after("self")))) {
            assertEquals("one\n", new String(answer.body().readNBytes(4), US_ASCII));
            assertThrows(UncheckedIOException.class, () -> answer.body().read());
        }
        awaitEnd("child", "orphan", "self");
    }

    @Test
    void areEndedWhenTheClientHasGone() throws Exception {
        programs.write("endless", tree("") + HEAD + "yes");
        Client client = programs.start();

        try (StreamedAnswer answer = client.stream(client.request("GET", "/endless"))) {
            answer.body().readNBytes(1_000_000);
            assertTrue(isAlive("self"));
        }
        awaitEnd("child", "orphan", "self");
    }

    @Test
    void areEndedWhenTheClientHasGoneWhileTheySayNothing() throws Exception {
        programs.write("hang", tree("") + "echo ready >&2; wait");
        Client client = programs.start();
        AtomicBoolean gone = new AtomicBoolean();
        BooleanSupplier watched = () -> gone.getAndSet(Files.exists(folder.resolve("self")));

        assertThrows(
                IOException.class,
                () ->
                        client.send(
                                client.request("GET", "/hang")
                                        .environ(Environ.CLIENT_DISCONNECTED, watched)));
        awaitEnd("child", "orphan", "self");
    }

    @Test
    void areEndedWithTheServer() throws Exception {
        programs.write("hang", tree("trap '' TERM;") + HEAD + "echo one; wait");
        Client client = programs.start();

        try (StreamedAnswer answer = client.stream(client.request("GET", "/hang"))) {
            assertEquals("one\n", new String(answer.body().readNBytes(4), US_ASCII));
            programs.application().stop();
            awaitEnd("child", "orphan", "self");
        } catch (UncheckedIOException e) {
            assertTrue(e.getMessage() != null);
        }
    }

    @Test
    void areNotMoreThanAllowed() throws Exception {
        programs.write("hold", HEAD + "echo one; while ! [ -e go ]; do sleep 0.02; done; echo two");
        programs.write("quick", HEAD + "echo quick");
        Client first = programs.start("processes", "1", "wait", "50ms");
        Client second = Client.of(programs.application());

        try (StreamedAnswer answer = first.stream(first.request("GET", "/hold"))) {
            answer.body().readNBytes(4);
            Answer refused = second.get("/quick");
            assertEquals(503, refused.code());
            assertEquals(Optional.of("5"), refused.header("Retry-After"));
            Files.createFile(folder.resolve("go"));
            answer.body().readAllBytes();
        }
        assertEquals("quick\n", second.get("/quick").text(), "there is a place again");
        assertEquals(404, second.get("/missing").code());
        assertEquals("quick\n", second.get("/quick").text(), "which nothing else has taken");
    }

    @Test
    void waitForAPlace() throws Exception {
        programs.write("hold", HEAD + "echo one; while ! [ -e go ]; do sleep 0.02; done; echo two");
        programs.write("quick", HEAD + "echo quick");
        Client first = programs.start("processes", "1", "wait", "1m");
        Client second = Client.of(programs.application());

        CompletableFuture<String> waiting;
        try (StreamedAnswer answer = first.stream(first.request("GET", "/hold"))) {
            answer.body().readNBytes(4);
            waiting =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return second.get("/quick").text();
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            });
            Files.createFile(folder.resolve("go"));
            answer.body().readAllBytes();
        }
        assertEquals("quick\n", waiting.get(60, TimeUnit.SECONDS));
    }

    @Test
    void mayGoOnBehindTheirAnswerAndKeepTheirPlace() throws Exception {
        programs.write(
                "behind",
                HEAD
                        + "echo $$ >self; exec >&-; while ! [ -e go ]; do sleep 0.02; done; exec touch done");
        programs.write("quick", HEAD + "echo quick");
        Client client = programs.start("processes", "1", "wait", "50ms");

        assertEquals(200, client.get("/behind").code());
        assertEquals(503, client.get("/quick").code());
        Files.createFile(folder.resolve("go"));
        awaitEnd("self");
        assertTrue(Files.exists(folder.resolve("done")));
    }

    /**
     * Shell that notes its own process, that of a child, and that of a grandchild whose parent has
     * ended. The output of all is that of the program.
     */
    private static String tree(String first) {
        return first
                + "(sleep 1000 & echo $! >orphan) & sleep 1000 & echo $! >child;"
                + " while ! [ -s orphan ]; do sleep 0.02; done; echo $$ >self; ";
    }

    /** A body that comes when a program has got so far, so that no time runs before. */
    private Content after(String file) {
        return new Content(Optional.of("a/b"), Optional.of(1L), () -> new Awaiting(file, false));
    }

    /** Waits for a file with something in it; then comes one octet, or the body breaks off. */
    private final class Awaiting extends InputStream {
        private final Path file;
        private final boolean broken;
        private boolean read;

        Awaiting(String file, boolean broken) {
            this.file = folder.resolve(file);
            this.broken = broken;
        }

        @Override
        public int read() throws IOException {
            while (!Files.exists(file) || Files.size(file) == 0) {
                Thread.onSpinWait();
            }
            if (broken) {
                throw new IOException("cut");
            }
            boolean before = read;
            read = true;
            return before ? -1 : 'x';
        }

        @Override
        public int read(byte[] block, int offset, int length) throws IOException {
            int octet = read();
            if (octet >= 0) {
                block[offset] = (byte) octet;
            }
            return octet < 0 ? -1 : 1;
        }
    }

    private long pid(String file) throws IOException {
        return Long.parseLong(Files.readString(folder.resolve(file)).strip());
    }

    private boolean isAlive(String file) throws IOException {
        return ProcessHandle.of(pid(file)).map(ProcessHandle::isAlive).orElse(false);
    }

    private void awaitEnd(String... files) throws Exception {
        for (String file : files) {
            Optional<ProcessHandle> process = ProcessHandle.of(pid(file));
            if (process.isPresent()) {
                process.get().onExit().get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void areNoneBeforeAStart() {
        assertThrows(IllegalStateException.class, () -> Client.of(new Cgi()).get("/"));
    }
}
