package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.hintAtServer;
import static gateway.toolkit.validator.Watched.octets;
import static gateway.toolkit.validator.Watched.ofApplication;

import gateway.api.Application;
import gateway.api.FileBody;
import gateway.api.Finish;
import gateway.api.Header;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** File bodies that are not what they say, and servers that send something else (BODY-11). */
class FileBodyFindingsTest {
    private final Watched watched = new Watched();

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("digits"), octets("0123456789"));
    }

    /** A body that tests bend. */
    private static class Bent implements FileBody {
        private final FileBody body;

        Bent(FileBody body) {
            this.body = body;
        }

        @Override
        public FileChannel channel() {
            return body.channel();
        }

        @Override
        public long position() {
            return body.position();
        }

        @Override
        public long count() {
            return body.count();
        }

        @Override
        public Iterator<byte[]> iterator() {
            return body.iterator();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    private static Application answering(FileBody body, Header... more) {
        return (environ, startResponse) -> {
            startResponse.start(
                    "200 OK",
                    java.util.stream.Stream.concat(TEXT.stream(), java.util.stream.Stream.of(more))
                            .toList());
            return body;
        };
    }

    private static Header length(long octets) {
        return new Header("Content-Length", String.valueOf(octets));
    }

    /** A server that sends files its own way. */
    private static FakeServer sending(Consumer<FileBody> how) {
        return new FakeServer("GET", "/a") {
            @Override
            void send(Iterable<byte[]> body) {
                how.accept((FileBody) body);
            }
        };
    }

    private FileBody range() throws IOException {
        return FileBody.open(file, 2, 5);
    }

    private FileBody yielding(String octets) throws IOException {
        return new Bent(range()) {
            @Override
            public Iterator<byte[]> iterator() {
                return List.of(octets(octets)).iterator();
            }
        };
    }

    private void serve(FileBody body, Header... more) {
        FakeServer.get().serve(watched.one(answering(body, more)));
    }

    @Test
    void findsNothingInAFile() throws IOException {
        serve(range());
        serve(range(), new Header("Content-Length", "5"));
        watched.assertFindings();
    }

    @Test
    void namesAnIterationThatIsLonger() throws IOException {
        serve(yielding("234567"));
        watched.assertFindings(
                ofApplication(
                        "BODY-11", "iterating the file yields more than count(): 6 of 5 octets"));
    }

    @Test
    void namesAnIterationThatIsShorter() throws IOException {
        serve(yielding("2345"));
        watched.assertFindings(
                ofApplication(
                        "BODY-11", "iterating the file yields less than count(): 4 of 5 octets"));
    }

    @Test
    void namesAnIterationOfOtherOctets() throws IOException {
        serve(yielding("01234"));
        watched.assertFindings(
                ofApplication(
                        "BODY-11",
                        "iterating the file yields other octets than it has: at 0: 5 octets 30 31 32"
                                + " 33 34"));
    }

    @Test
    void namesARangeBeyondTheFile() throws IOException {
        serve(
                new Bent(range()) {
                    @Override
                    public long count() {
                        return 9;
                    }

                    @Override
                    public Iterator<byte[]> iterator() {
                        throw new IllegalStateException("too short");
                    }
                });
        watched.assertFindings(
                ofApplication("BODY-11", "the file ends before its range: 10 of 11 octets"));
    }

    @Test
    void namesANegativeRange() throws IOException {
        serve(
                new Bent(range()) {
                    @Override
                    public long position() {
                        return -1;
                    }
                });
        watched.assertFindings(
                ofApplication("BODY-11", "position() or count() of the file is negative: -1, 5"));
    }

    @Test
    void namesAFileThatIsClosed() throws IOException {
        FileBody closed = yielding("23456");
        closed.close();
        serve(closed);
        watched.assertFindings(ofApplication("BODY-11", "the file is closed already"));
    }

    @Test
    void namesARangeThatIsNotContentLength() throws IOException {
        sending(body -> {}).serve(watched.one(answering(range(), length(6))));
        sending(body -> {}).serve(watched.one(answering(range(), length(4))));
        watched.assertFindings(
                ofApplication("LEN-2", "the body is shorter than Content-Length: 5 of 6 octets"),
                ofApplication("LEN-1", "the body is longer than Content-Length: 5 of 4 octets"));
    }

    @Test
    void namesARangeThatChanges() throws IOException {
        FileBody growing =
                new Bent(range()) {
                    private long count = 4;

                    @Override
                    public long count() {
                        return Math.min(++count, 6);
                    }
                };
        sending(FileBody::count).serve(watched.one(answering(growing)));
        watched.assertFindings(
                ofApplication(
                        "BODY-11", "position() or count() of the file changes: 2, 5 to 2, 6"));
    }

    @Test
    void namesAServerThatSendsAnotherRange() throws IOException {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void send(Iterable<byte[]> body) {
                        FileBody range = (FileBody) body;
                        steps.add("transfer " + range.channel() + range.position());
                    }

                    @Override
                    Finish finishRecord() {
                        return new Finish(200, 10, null);
                    }
                };
        server.serve(watched.one(answering(range())));
        watched.assertFindings(
                hintAtServer(
                        "BODY-11",
                        "a file was sent that is not the range of the FileBody: 10 for 5"));
    }
}
