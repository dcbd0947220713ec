package gateway.conformance.bent;

import static gateway.api.Environ.INPUT;
import static gateway.conformance.bent.PathBends.wire;

import gateway.api.Environ;
import gateway.server.http.Limits;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.SequenceInputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Faults of chapter 6: input and error log. */
@SuppressWarnings("try") // Applications throw what they like from close().
final class InputBends {
    private InputBends() {}

    static List<Bend> all() {
        return List.of(
                Bend.environ(
                        "IN-1",
                        "there is no input where there is no body",
                        environ -> {
                            if (Environ.inputLength(environ) == 0) {
                                environ.remove(INPUT);
                            }
                        }),
                Bend.environ("IN-2", "reads after the end fail", BentInput.of(FailsAfterEnd::new)),
                Bend.environ(
                        "IN-3",
                        "the first chunk size is delivered",
                        environ -> {
                            if (Environ.inputLength(environ) < 0) {
                                BentInput.of(InputBends::withChunkSize).accept(environ);
                            }
                        }),
                Bend.environ(
                        "IN-4", "a body cut short looks complete", BentInput.of(Forgiving::new)),
                Bend.environ("IN-5", "reads wait until the array is full", BentInput.of(Full::new)),
                Bend.environ(
                        "IN-6", "marks are promised and not kept", BentInput.of(Promising::new)),
                Bend.environ("IN-7", "closing the input fails", BentInput.of(FailsToClose::new)),
                Bend.environ(
                        "IN-7", "reads after close find the end", BentInput.of(EndsByClose::new)),
                wire(
                        "IN-8",
                        "a body that looks like a request is taken for one",
                        "(?s)^(POST \\S+ HTTP/1\\.1\\r\\n.*?)Content-Length: \\d+\\r\\n(.*?\\r\\n\\r\\nGET )",
                        "$1$2"),
                wire(
                        "IN-9",
                        "no 100 is ever sent",
                        "(?s)^(.*?\\r\\n)Expect: 100-continue\\r\\n",
                        "$1"),
                wire(
                        "IN-9",
                        "any expectation is let in",
                        "(?s)^(.*?\\r\\n)Expect: (?!100-continue)[^\\r]*\\r\\n",
                        "$1"),
                Bend.wire("IN-9", "a 100 is always sent", new AlwaysContinues()),
                Bend.wire("IN-9", "the connection is not said to close", new KeepsAlive()),
                onceIterated(),
                new Bend(
                        "IN-11",
                        "more is taken than the limit says",
                        right -> new RightServer(Limits.DEFAULT, RightServer.GRACE)),
                Bend.environ(
                        "ELOG-1",
                        "what applications log is lost",
                        environ ->
                                environ.put(Environ.ERRORS, new PrintWriter(Writer.nullWriter()))),
                Bend.between(
                        "ELOG-1",
                        "closing the log ends it for all",
                        inner -> {
                            PrintWriter shared = new PrintWriter(new SharedLog(), true);
                            return (environ, startResponse) -> {
                                environ.put(Environ.ERRORS, shared);
                                return inner.call(environ, startResponse);
                            };
                        }));
    }

    private static InputStream withChunkSize(InputStream in) {
        byte[] size = "5\r\n".getBytes(StandardCharsets.US_ASCII);
        return new SequenceInputStream(new java.io.ByteArrayInputStream(size), in);
    }

    /** No read is possible once the body is iterated (IN-10). */
    private static Bend onceIterated() {
        return Bend.between(
                "IN-10",
                "reads fail once the response has begun",
                inner ->
                        (environ, startResponse) -> {
                            AtomicBoolean begun = new AtomicBoolean();
                            InputStream in = Environ.input(environ);
                            environ.put(INPUT, new EndsByResponse(in, begun));
                            Iterable<byte[]> body = inner.call(environ, startResponse);
                            return BentBody.streaming(
                                            b ->
                                                    new BentBody(b) {
                                                        @Override
                                                        public java.util.Iterator<byte[]>
                                                                iterator() {
                                                            begun.set(true);
                                                            return super.iterator();
                                                        }
                                                    })
                                    .apply(body);
                        });
    }

    private static final class EndsByResponse extends BentInput {
        private final AtomicBoolean begun;

        EndsByResponse(InputStream inner, AtomicBoolean begun) {
            super(inner);
            this.begun = begun;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (begun.get()) {
                throw new IOException("the response has begun");
            }
            return super.read(into, offset, length);
        }
    }

    private static final class FailsAfterEnd extends BentInput {
        private boolean ended;

        FailsAfterEnd(InputStream inner) {
            super(inner);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (ended) {
                throw new IOException("read after the end");
            }
            int count = super.read(into, offset, length);
            ended = count < 0;
            return count;
        }
    }

    private static final class Forgiving extends BentInput {
        Forgiving(InputStream inner) {
            super(inner);
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            try {
                return super.read(into, offset, length);
            } catch (IOException e) {
                return -1;
            }
        }
    }

    private static final class Full extends BentInput {
        Full(InputStream inner) {
            super(inner);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.readNBytes(into, offset, length);
            return count == 0 && length > 0 ? -1 : count;
        }
    }

    private static final class Promising extends BentInput {
        Promising(InputStream inner) {
            super(inner);
        }

        @Override
        public boolean markSupported() {
            return true;
        }
    }

    private static final class FailsToClose extends BentInput {
        FailsToClose(InputStream inner) {
            super(inner);
        }

        @Override
        public void close() throws IOException {
            throw new IOException("the input is the server's");
        }
    }

    private static final class EndsByClose extends BentInput {
        private boolean closed;

        EndsByClose(InputStream inner) {
            super(inner);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return closed ? -1 : super.read(into, offset, length);
        }

        @Override
        public void close() throws IOException {
            closed = true;
            super.close();
        }
    }

    private static final class AlwaysContinues implements WireFault {
        @Override
        public String reply(String request, String piece) {
            return (expects(request) ? "HTTP/1.1 100 Continue\r\n\r\n" : "") + piece;
        }
    }

    private static final class KeepsAlive implements WireFault {
        @Override
        public String reply(String request, String piece) {
            return expects(request) ? piece.replaceFirst("Connection: close\r\n", "") : piece;
        }
    }

    private static boolean expects(String request) {
        return request.contains("\r\nExpect: 100-continue\r\n");
    }

    /** A log that can be closed. */
    private static final class SharedLog extends Writer {
        private boolean closed;

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("closed");
            }
            System.err.print(new String(text, offset, length));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            closed = true;
        }
    }
}
