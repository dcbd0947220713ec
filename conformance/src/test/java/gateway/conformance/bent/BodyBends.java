package gateway.conformance.bent;

import static gateway.conformance.bent.BentBody.streaming;

import gateway.api.FileBody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** Faults of chapter 10: the body. */
@SuppressWarnings("try") // Applications throw what they like from close().
final class BodyBends {
    private BodyBends() {}

    static List<Bend> all() {
        return List.of(
                body("BODY-1", "iterator() is called twice", Twice::new),
                arrays("BODY-1", "next() is called without hasNext()", Blind::new),
                arrays("BODY-1", "hasNext() is called after the end", Doubting::new),
                arrays("BODY-2", "arrays that are null are left out", Lenient::new),
                arrays("BODY-3", "an empty array ends the body", EndsAtEmpty::new),
                body("BODY-4", "arrays are changed once they are sent", Scrambled::new),
                arrays("BODY-5", "one array is read ahead", Ahead::new),
                Bend.wire(
                        "BODY-6",
                        "whatever the client does not take is stored",
                        new WireFault() {
                            @Override
                            public boolean stores() {
                                return true;
                            }
                        }),
                Bend.wire(
                        "BODY-7",
                        "nobody notices that the client is gone",
                        new WireFault() {
                            @Override
                            public boolean hidesDepartures() {
                                return true;
                            }
                        }),
                new Bend(
                        "BODY-10",
                        "causes are not logged",
                        right -> ErrorBends.unlogged(right, "(?m)^Caused by: .*")),
                Bend.body(
                        "BODY-9",
                        "bodies are asked who they are",
                        body ->
                                body != null && body.hashCode() + body.toString().length() == 1
                                        ? List.of()
                                        : body),
                file("BODY-11", "files are sent from their begin", FromBegin::new),
                file("BODY-11", "the channel is moved", BodyBends::moved));
    }

    /** A fault in what is done with streaming bodies. */
    static Bend body(String clause, String fault, UnaryOperator<Iterable<byte[]>> change) {
        return Bend.body(clause, fault, streaming(change));
    }

    /** A fault in what is done with their iterators. */
    static Bend arrays(String clause, String fault, UnaryOperator<Iterator<byte[]>> change) {
        return body(
                clause,
                fault,
                body ->
                        new BentBody(body) {
                            @Override
                            public Iterator<byte[]> iterator() {
                                return change.apply(super.iterator());
                            }
                        });
    }

    private static Bend file(String clause, String fault, UnaryOperator<FileBody> change) {
        return Bend.body(
                clause, fault, body -> body instanceof FileBody file ? change.apply(file) : body);
    }

    private record FromBegin(FileBody inner) implements FileBody {
        @Override
        public FileChannel channel() {
            return inner.channel();
        }

        @Override
        public long position() {
            return 0;
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
        }
    }

    private static FileBody moved(FileBody file) {
        try {
            FileChannel channel = file.channel();
            channel.position(file.position() + file.count());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was sent is changed until the request is over: other cases may share these arrays. */
    private static final class Scrambled extends BentBody {
        private static final ReentrantLock LOCK = new ReentrantLock();

        private final List<byte[]> sent = new ArrayList<>();

        Scrambled(Iterable<byte[]> inner) {
            super(inner);
        }

        @Override
        public Iterator<byte[]> iterator() {
            return new BentArrays(super.iterator()) {
                private byte[] last = {};

                @Override
                public boolean hasNext() {
                    if (last.length > 0) {
                        scramble(last);
                        sent.add(last);
                        last = new byte[0];
                    }
                    return super.hasNext();
                }

                @Override
                public byte[] next() {
                    byte[] array = super.next();
                    last = array == null ? last : array;
                    return array;
                }
            };
        }

        @Override
        public void close() throws Exception {
            try {
                super.close();
            } finally {
                sent.forEach(Scrambled::scramble);
            }
        }

        /** Twice is not at all. */
        private static void scramble(byte[] array) {
            LOCK.lock();
            try {
                for (int i = 0; i < array.length; i++) {
                    array[i] ^= 0x20;
                }
            } finally {
                LOCK.unlock();
            }
        }
    }

    private static final class Twice extends BentBody {
        Twice(Iterable<byte[]> inner) {
            super(inner);
        }

        @Override
        public Iterator<byte[]> iterator() {
            Objects.requireNonNull(super.iterator());
            return super.iterator();
        }
    }

    private static final class Blind extends BentArrays {
        private boolean begun;

        Blind(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public boolean hasNext() {
            boolean first = !begun;
            begun = true;
            return first || super.hasNext();
        }
    }

    private static final class Doubting extends BentArrays {
        Doubting(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public boolean hasNext() {
            if (super.hasNext()) {
                return true;
            }
            return super.hasNext();
        }
    }

    private static final class Lenient extends BentArrays {
        Lenient(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public byte[] next() {
            byte[] array = super.next();
            return array == null ? new byte[0] : array;
        }
    }

    private static final class EndsAtEmpty extends BentArrays {
        private boolean ended;

        EndsAtEmpty(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public boolean hasNext() {
            return !ended && super.hasNext();
        }

        @Override
        public byte[] next() {
            byte[] array = super.next();
            ended = array != null && array.length == 0;
            return array;
        }
    }

    private static final class Ahead extends BentArrays {
        private final Deque<byte[]> read = new ArrayDeque<>();
        private boolean ended;

        Ahead(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public boolean hasNext() {
            while (read.size() < 2 && !ended) {
                ended = !super.hasNext();
                if (!ended) {
                    read.add(super.next());
                }
            }
            return !read.isEmpty();
        }

        @Override
        public byte[] next() {
            return read.remove();
        }
    }
}
