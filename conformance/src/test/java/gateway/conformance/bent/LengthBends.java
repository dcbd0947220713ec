package gateway.conformance.bent;

import static gateway.conformance.bent.ResponseBends.headers;
import static gateway.conformance.bent.ResponseBends.is;
import static gateway.conformance.bent.ResponseBends.reply;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Faults of chapter 9: framing. */
@SuppressWarnings("try") // Applications throw what they like from close().
final class LengthBends {
    private LengthBends() {}

    static List<Bend> all() {
        return List.of(
                Bend.between("LEN-1", "what is too long is cut and forgotten", LengthBends::cut),
                Bend.between("LEN-2", "what is too short is filled up", LengthBends::fill),
                Bend.body(
                        "LEN-3",
                        "the length of a Collection is not looked at",
                        body -> body instanceof Collection ? new BentBody(body) : body),
                reply(
                        "LEN-4",
                        "a 204 has a length",
                        "^(HTTP/1\\.1 204[^\\r]*\\r\\n)",
                        "$1Content-Length: 0\r\n"),
                reply(
                        "LEN-4",
                        "a 205 has no length",
                        "(?s)^(HTTP/1\\.1 205.*?)Content-Length: 0\\r\\n",
                        "$1"),
                reply("LEN-4", "a 304 has a body", "(?s)^(HTTP/1\\.1 304.*)$", "$1body"),
                Bend.wire("LEN-5", "the length for HEAD is dropped", new DropsLength()),
                Bend.wire("LEN-5", "HEAD gets a body", new SendsBody()),
                headers(
                        "LEN-5",
                        "the application's length is dropped for all",
                        list -> list.stream().filter(h -> !is(h, "Content-Length")).toList()),
                Bend.between("LEN-6", "a body is iterated for HEAD", LengthBends::iterate),
                seventh());
    }

    /** Bodies end at their length as if they had been made so; the server is not told. */
    private static Application cut(Application inner) {
        return withLength(
                inner,
                (body, length) ->
                        new BentBody(body) {
                            @Override
                            public Iterator<byte[]> iterator() {
                                return new Counted(super.iterator(), length) {
                                    @Override
                                    public boolean hasNext() {
                                        return left() > 0 && super.hasNext();
                                    }

                                    @Override
                                    public byte[] next() {
                                        long before = left();
                                        byte[] array = super.next();
                                        return array.length <= before
                                                ? array
                                                : Arrays.copyOf(array, (int) before);
                                    }
                                };
                            }
                        });
    }

    private static Application fill(Application inner) {
        return withLength(
                inner,
                (body, length) ->
                        new BentBody(body) {
                            @Override
                            public Iterator<byte[]> iterator() {
                                return new Counted(super.iterator(), length) {
                                    private boolean ended;

                                    @Override
                                    public boolean hasNext() {
                                        ended = ended || !super.hasNext();
                                        return !ended || left() > 0;
                                    }

                                    @Override
                                    public byte[] next() {
                                        return ended ? filling() : super.next();
                                    }
                                };
                            }
                        });
    }

    /** Counts what is left of a length. */
    private static class Counted extends BentArrays {
        private long left;

        Counted(Iterator<byte[]> inner, long length) {
            super(inner);
            this.left = length;
        }

        final long left() {
            return left;
        }

        final byte[] filling() {
            byte[] zeros = new byte[(int) left];
            left = 0;
            return zeros;
        }

        @Override
        public byte[] next() {
            byte[] array = super.next();
            left -= array == null ? 0 : array.length;
            return array;
        }
    }

    private interface Change {
        Iterable<byte[]> of(Iterable<byte[]> body, long length);
    }

    /** Changes streaming bodies whose application has set a length. */
    private static Application withLength(Application inner, Change change) {
        return (environ, right) -> {
            AtomicLong length = new AtomicLong(-1);
            Iterable<byte[]> body =
                    inner.call(
                            environ,
                            BentStart.of(
                                    right,
                                    (to, status, headers, error) -> {
                                        to.start(status, headers, error);
                                        length.set(lengthOf(headers));
                                    }));
            boolean head = Environ.method(environ).equals("HEAD");
            return !head && length.get() >= 0 && BentBody.isStreaming(body)
                    ? change.of(body, length.get())
                    : body;
        };
    }

    private static long lengthOf(List<Header> headers) {
        return headers.stream()
                .filter(header -> is(header, "Content-Length"))
                .mapToLong(header -> Long.parseLong(header.value()))
                .findFirst()
                .orElse(-1);
    }

    private static Application iterate(Application inner) {
        return (environ, right) -> {
            Iterable<byte[]> body = inner.call(environ, right);
            if (Environ.method(environ).equals("HEAD") && BentBody.isStreaming(body)) {
                for (byte[] array : body) {
                    if (array.length > 0) {
                        break;
                    }
                }
            }
            return body;
        };
    }

    private static final class DropsLength implements WireFault {
        @Override
        public String reply(String request, String piece) {
            return request.startsWith("HEAD ")
                    ? piece.replaceFirst("Content-Length: \\d+\r\n", "")
                    : piece;
        }
    }

    private static final class SendsBody implements WireFault {
        @Override
        public String reply(String request, String piece) {
            return request.startsWith("HEAD ") ? piece + "body" : piece;
        }
    }

    /** HTTP/1.0 is answered as if it were HTTP/1.1; the application is not told. */
    private static Bend seventh() {
        return PathBends.wire(
                        "LEN-7",
                        "chunks are sent to HTTP/1.0",
                        "^(\\S+ \\S+) HTTP/1\\.0\\r\\n",
                        "$1 HTTP/1.1\r\nBent-Version: 1.0\r\n")
                .with(
                        Bend.environ(
                                "LEN-7",
                                "",
                                environ -> {
                                    if (environ.remove("HTTP_BENT_VERSION") != null) {
                                        environ.put(Environ.SERVER_PROTOCOL, "HTTP/1.0");
                                    }
                                }));
    }
}
