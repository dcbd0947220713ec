package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.FileBody;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Ending;
import gateway.tck.http.Reply;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Chapter 10, files: BODY-11, and the clauses on lengths for them. */
final class FileCases {
    private static final int SIZE = 300_000;
    private static final String CONTENT =
            "0123456789abcdef\n".repeat(SIZE / 17 + 1).substring(0, SIZE);

    private FileCases() {}

    static List<Case> cases() {
        return List.of(
                range("a whole file", 0, SIZE),
                range("a range of a file", 12_345, 100_001),
                range("a small range", 7, 11),
                range("an empty range", 5, 0),
                shows("BODY-11", "the position of the channel neither counts nor changes")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    Watched file = new Watched(call, 10, 100_000);
                                    file.channel().position(77);
                                    return file;
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, kit.get());
                                    Expect.that(
                                            reply.body().equals(CONTENT.substring(10, 100_010)),
                                            "other octets than those of the range");
                                    Notes notes = kit.await("close");
                                    Expect.equal("77", notes.one("position"), "position at close");
                                    notes.one("close");
                                }),
                shows("BODY-11", "a FileBody that wraps another one is sent, and closed once")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new Wrapped(call, new Watched(call, 10, 100_000));
                                })
                        .then(kit -> wrapped(kit, List.of("100000"))),
                shows("BODY-11", "a file in a body that is none is iterated, and closed once")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    Wrapped body =
                                            new Wrapped(call, new Watched(call, 10, 100_000));
                                    return new Hidden(body);
                                })
                        .then(kit -> wrapped(kit, List.of())),
                shows("BODY-11", "a file that ends before its range is a body too short")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    Watched file = new Watched(call, 0, SIZE);
                                    file.truncate(SIZE / 2);
                                    return file;
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(kit.get());
                                    Expect.that(
                                            reply.status() == 500
                                                    || reply.ending() == Ending.CUT
                                                    || reply.ending() == Ending.RESET,
                                            reply.status() + " " + reply.ending());
                                    kit.await("close").one("close");
                                }),
                shows("LEN-3", "a FileBody has the length of its range")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new Watched(call, 1, 1000);
                                })
                        .then(
                                kit ->
                                        Expect.equal(
                                                List.of("1000"),
                                                kit.send(200, kit.get()).values("Content-Length"),
                                                "Content-Length")),
                shows("LEN-1", "a FileBody longer than its length is a 500")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "10");
                                    return new Watched(call, 0, 11);
                                })
                        .then(
                                kit -> {
                                    kit.send(500, kit.get());
                                    kit.await("close").one("close");
                                }),
                shows("LEN-2", "a FileBody shorter than its length is a 500")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "12");
                                    return new Watched(call, 0, 11);
                                })
                        .then(
                                kit -> {
                                    kit.send(500, kit.get());
                                    kit.await("close").one("close");
                                }),
                head("has the length of its range", 1000),
                head("has a length also where it is 0", 0));
    }

    private static Case range(String what, int position, int count) {
        return shows("BODY-11", what + " is sent exactly")
                .when(
                        call -> {
                            call.start("200 OK");
                            return new Watched(call, position, count);
                        })
                .then(
                        kit -> {
                            Reply reply = kit.send(200, kit.get());
                            Expect.that(
                                    reply.body()
                                            .equals(CONTENT.substring(position, position + count)),
                                    "other octets than those of the range");
                            Expect.equal(
                                    List.of("" + count),
                                    reply.values("Content-Length"),
                                    "Content-Length");
                            kit.await("close").one("close");
                        });
    }

    private static Case head(String what, int count) {
        return shows("LEN-5", "to HEAD a FileBody " + what)
                .when(
                        call -> {
                            call.start("200 OK");
                            return new Watched(call, 0, count);
                        })
                .then(
                        kit -> {
                            Reply reply = kit.send(200, kit.request("HEAD", kit.mount() + "/"));
                            Expect.equal("", reply.body(), "body");
                            Expect.equal(
                                    List.of("" + count),
                                    reply.values("Content-Length"),
                                    "Content-Length");
                            Notes notes = kit.await("close");
                            Expect.equal(0, notes.count("iterator"), "iterations");
                        });
    }

    private static void wrapped(Kit kit, List<String> length) throws IOException {
        Reply reply = kit.send(200, kit.get());
        Expect.that(
                reply.body().equals(CONTENT.substring(10, 100_010)),
                "other octets than those of the range");
        Expect.equal(length, reply.values("Content-Length"), "Content-Length");
        Notes notes = kit.await("wrapper.close");
        Expect.equal(
                List.of("close", "wrapper.close"),
                notes.names(Set.of("close", "wrapper.close")),
                "calls of close");
    }

    /** What a middleware makes of a file to know when it is closed. */
    private static final class Wrapped implements FileBody {
        private final ProbeCall call;
        private final FileBody inner;

        Wrapped(ProbeCall call, FileBody inner) {
            this.call = call;
            this.inner = inner;
        }

        @Override
        public FileChannel channel() {
            return inner.channel();
        }

        @Override
        public long position() {
            return inner.position();
        }

        @Override
        public long count() {
            return inner.count();
        }

        @Override
        public Iterator<byte[]> iterator() {
            return inner.iterator();
        }

        @Override
        public void close() throws IOException {
            inner.close();
            call.note("wrapper.close");
        }
    }

    /** What a middleware makes of it that knows no files. */
    private record Hidden(Wrapped inner) implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return inner.iterator();
        }

        @Override
        public void close() throws IOException {
            inner.close();
        }
    }

    /** A body of the application's own class around an open temporary file. */
    private static final class Watched implements FileBody {
        private final ProbeCall call;
        private final Path path;
        private final FileBody file;

        Watched(ProbeCall call, long position, long count) throws IOException {
            this.call = call;
            this.path = Files.createTempFile("gateway-tck", ".txt");
            Files.write(path, ProbeCall.octets(CONTENT));
            this.file = FileBody.open(path, position, count);
        }

        void truncate(long size) throws IOException {
            try (FileChannel writing = FileChannel.open(path, StandardOpenOption.WRITE)) {
                writing.truncate(size);
            }
        }

        @Override
        public FileChannel channel() {
            return file.channel();
        }

        @Override
        public long position() {
            return file.position();
        }

        @Override
        public long count() {
            return file.count();
        }

        @Override
        public Iterator<byte[]> iterator() {
            call.note("iterator");
            return file.iterator();
        }

        @Override
        public void close() throws IOException {
            call.note("position", file.channel().isOpen() ? file.channel().position() : "closed");
            file.close();
            Files.deleteIfExists(path);
            call.note("close");
        }
    }
}
