package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.ofApplication;
import static gateway.toolkit.validator.Watched.ofServer;

import gateway.api.Application;
import gateway.api.Environ;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Inputs that break their contract, and applications that misuse them (chapter 6). */
class InputFindingsTest {
    private final Watched watched = new Watched();

    /** What an application does with its input. */
    interface Use {
        void on(InputStream input) throws Exception;
    }

    private static Application using(Use use) {
        return (environ, startResponse) -> {
            use.on(Environ.input(environ));
            startResponse.start("200 OK", TEXT);
            return List.of();
        };
    }

    /** Gives these results, one for each call of whatever method. */
    private static final class Scripted extends InputStream {
        private final Deque<Integer> results = new ArrayDeque<>();

        Scripted(Integer... results) {
            this.results.addAll(List.of(results));
        }

        @Override
        public int read() {
            return results.pop();
        }

        @Override
        public int read(byte[] octets, int offset, int length) {
            return results.pop();
        }

        @Override
        public int readNBytes(byte[] octets, int offset, int length) {
            return results.pop();
        }

        @Override
        public long skip(long octets) {
            return results.pop();
        }

        @Override
        public long transferTo(OutputStream out) {
            return results.pop();
        }

        @Override
        public int available() {
            return results.pop();
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void reset() throws IOException {
            throw new IOException("no mark");
        }

        @Override
        public void close() throws IOException {
            throw new IOException("no");
        }
    }

    static Stream<Arguments> faults() {
        byte[] eight = new byte[8];
        return Stream.of(
                of(
                        "IN-2",
                        "gateway.input delivers octets after its end: 1 octets",
                        -1,
                        input -> {
                            input.read();
                            input.read();
                        },
                        -1,
                        65),
                of(
                        "IN-2",
                        "gateway.input delivers more than gateway.input_length: 8 of 5 octets",
                        5,
                        input -> input.read(eight),
                        8),
                of(
                        "IN-4",
                        "gateway.input ends before gateway.input_length: 3 of 5 octets",
                        5,
                        input -> {
                            input.read(eight);
                            input.read(eight);
                        },
                        3,
                        -1),
                of(
                        "IN-4",
                        "gateway.input ends before gateway.input_length: 4 of 5 octets",
                        5,
                        input -> input.transferTo(OutputStream.nullOutputStream()),
                        4),
                of(
                        "IN-4",
                        "gateway.input ends before gateway.input_length: 4 of 5 octets",
                        5,
                        input -> input.readNBytes(eight, 0, 8),
                        4),
                of(
                        "IN-5",
                        "gateway.input: read() returned neither an octet nor -1: 256",
                        -1,
                        InputStream::read,
                        256),
                of(
                        "IN-5",
                        "gateway.input: read(byte[]) returned neither -1 nor 1 to what was asked"
                                + " for: 0",
                        -1,
                        input -> input.read(eight),
                        0),
                of(
                        "IN-5",
                        "gateway.input: a read of no octets returned something else than 0: -1",
                        -1,
                        input -> input.read(eight, 0, 0),
                        -1),
                of(
                        "IN-5",
                        "gateway.input: read(byte[], int, int) accepts what is outside the array: 2",
                        -1,
                        input -> input.read(eight, 7, 2),
                        2),
                of(
                        "IN-5",
                        "gateway.input: readNBytes(byte[], int, int) accepts what is outside the"
                                + " array: 2",
                        -1,
                        input -> input.readNBytes(eight, 7, 2),
                        2),
                of(
                        "IN-5",
                        "gateway.input: readNBytes returned less than nothing or more than was asked"
                                + " for: -1",
                        -1,
                        input -> input.readNBytes(eight, 0, 8),
                        -1),
                of(
                        "IN-5",
                        "gateway.input: skip returned less than nothing or more than was asked for:"
                                + " 9",
                        -1,
                        input -> input.skip(8),
                        9),
                of(
                        "IN-5",
                        "gateway.input: transferTo returned less than nothing: -1",
                        -1,
                        input -> input.transferTo(OutputStream.nullOutputStream()),
                        -1),
                of(
                        "IN-5",
                        "gateway.input: available() returned less than nothing: -1",
                        -1,
                        InputStream::available,
                        -1),
                of(
                        "IN-5",
                        "gateway.input: available() returned more than there is: 6",
                        5,
                        InputStream::available,
                        6),
                of(
                        "IN-7",
                        "closing gateway.input fails: java.io.IOException \"no\"",
                        -1,
                        InputStream::close));
    }

    private static Arguments of(
            String clause, String finding, long length, Use use, Integer... results) {
        // A supplier, since JUnit would close the stream.
        Supplier<InputStream> input = () -> new Scripted(results);
        return Arguments.of(clause, finding, length, use, input);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void namesTheServersFault(
            String clause, String finding, long length, Use use, Supplier<InputStream> input) {
        FakeServer server = FakeServer.get();
        if (length >= 0) {
            server.put(Environ.CONTENT_LENGTH, String.valueOf(length));
        }
        server.put(Environ.INPUT_LENGTH, length).put(Environ.INPUT, input.get());
        server.serve(watched.one(using(use)));
        watched.assertFindings(ofServer(clause, finding));
    }

    @Test
    void namesABlindReset() {
        FakeServer server = FakeServer.get().put(Environ.INPUT, new Scripted());
        server.serve(watched.one(using(InputStream::reset)));
        watched.assertFindings(
                ofApplication(
                        "IN-6",
                        "gateway.input was reset without a mark, or though it supports none"));
    }

    @Test
    @Tag("APP-6")
    void namesAReadAfterTheRequest() {
        InputStream[] kept = new InputStream[1];
        FakeServer.post("hello")
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    kept[0] = Environ.input(environ);
                                    startResponse.start("200 OK", TEXT);
                                    return List.of();
                                }));
        org.junit.jupiter.api.Assertions.assertThrows(IOException.class, () -> kept[0].read());
        watched.assertFindings(ofApplication("SR-8", "gateway.input was used after the request"));
    }

    @Test
    void namesAServerWhoseInputOutlivesTheRequest() throws IOException {
        InputStream[] kept = new InputStream[1];
        FakeServer.get()
                .put(Environ.INPUT, new ByteArrayInputStream(new byte[0]))
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    kept[0] = Environ.input(environ);
                                    startResponse.start("200 OK", TEXT);
                                    return List.of();
                                }));
        kept[0].read();
        watched.assertFindings(
                ofApplication("SR-8", "gateway.input was used after the request"),
                ofServer("SR-8", "gateway.input can be read after the request"));
    }

    static Stream<Use> rightUses() {
        return Stream.of(
                input -> input.readAllBytes(),
                input -> input.transferTo(OutputStream.nullOutputStream()),
                input -> {
                    input.skipNBytes(2);
                    input.skip(1);
                    input.available();
                    input.readNBytes(9);
                },
                input -> {
                    byte[] octets = new byte[3];
                    while (input.read(octets) >= 0) {
                        input.read(octets, 0, 0);
                    }
                    input.read();
                    input.read(octets);
                    input.close();
                },
                input -> {
                    while (input.read() >= 0) {
                        input.readNBytes(new byte[9], 1, 1);
                    }
                },
                input -> {
                    input.mark(9);
                    input.readNBytes(2);
                    input.reset();
                    input.readAllBytes();
                    input.reset();
                    input.readAllBytes();
                });
    }

    @ParameterizedTest
    @MethodSource("rightUses")
    void findsNothingInRightUse(Use use) {
        FakeServer server = FakeServer.post("hello");
        // One that supports marks.
        server.put(Environ.INPUT, new ByteArrayInputStream(Watched.octets("hello")));
        server.serve(watched.one(using(use)));
        org.junit.jupiter.api.Assertions.assertNull(server.failure);
        watched.assertFindings();
    }

    @Test
    void passesAFailureOn() {
        FakeServer server = FakeServer.post("hello");
        server.put(
                Environ.INPUT,
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("cut short");
                    }

                    @Override
                    public int read(byte[] octets, int offset, int length) throws IOException {
                        return read();
                    }
                });
        server.serve(watched.one(using(InputStream::read)));
        org.junit.jupiter.api.Assertions.assertEquals(
                "java.io.IOException: cut short", String.valueOf(server.failure));
        watched.assertFindings();
    }
}
