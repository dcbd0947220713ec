package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.answering;
import static gateway.toolkit.validator.Watched.octets;
import static gateway.toolkit.validator.Watched.ofServer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gateway.api.Environ;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Servers that close a body never, twice, or the wrong object (chapter 11). */
@Tag("VAL-3")
@SuppressWarnings("NullAway") // The fake server's null body is of no interest here.
class CloseFindingsTest {
    private final Watched watched = new Watched();

    private static final class Counting implements Iterable<byte[]>, AutoCloseable {
        int closed;

        @Override
        public Iterator<byte[]> iterator() {
            return new CloseableIterator(List.of(octets("a")).iterator());
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private record CloseableIterator(Iterator<byte[]> arrays)
            implements Iterator<byte[]>, AutoCloseable {
        @Override
        public boolean hasNext() {
            return arrays.hasNext();
        }

        @Override
        public byte[] next() {
            return arrays.next();
        }

        @Override
        public void close() {}
    }

    private static final String NOT_CLOSED =
            "the body was not closed: a " + Counting.class.getName();

    private static FakeServer forgetting() {
        return new FakeServer("GET", "/a") {
            @Override
            void close(@Nullable Iterable<byte[]> body) {}
        };
    }

    @Test
    void findsNothingWhereItIsClosedOnce() {
        Counting body = new Counting();
        FakeServer.get().serve(watched.one(answering(body)));
        assertEquals(1, body.closed);
        watched.assertFindings();
    }

    @Test
    void namesABodyThatIsOpenWhenTheRequestFinishes() {
        forgetting().serve(watched.one(answering(new Counting())));
        watched.assertFindings(ofServer("CLOSE-1", NOT_CLOSED));
    }

    @Test
    @Timeout(60)
    void namesABodyThatIsDroppedWhereNoFinishIsTold() throws InterruptedException {
        BlockingQueue<Finding> found = new LinkedBlockingQueue<>();
        forgetting()
                .without(Environ.ON_FINISH)
                .serve(
                        ValidatorMiddleware.named("v")
                                .reportingTo(found::add)
                                .wrap(answering(new Counting())));
        Finding finding = null;
        while (finding == null) {
            System.gc();
            finding = found.poll(10, TimeUnit.MILLISECONDS);
        }
        assertEquals(ofServer("CLOSE-1", NOT_CLOSED), finding.toString());
    }

    @Test
    void namesABodyThatIsClosedTwice() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void close(Iterable<byte[]> body) throws Exception {
                        super.close(body);
                        super.close(body);
                    }
                };
        server.serve(watched.one(answering(new Counting())));
        watched.assertFindings(ofServer("CLOSE-1", "the body is closed twice"));
    }

    @Test
    void namesAServerThatClosesTheIterator() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void send(Iterable<byte[]> body) throws Exception {
                        ((AutoCloseable) body.iterator()).close();
                    }
                };
        server.serve(watched.one(answering(new Counting())));
        watched.assertFindings(ofServer("CLOSE-4", "the iterator is closed instead of the body"));
    }

    @Test
    void passesAnExceptionOfCloseOn() {
        class Failing implements Iterable<byte[]>, AutoCloseable {
            @Override
            public Iterator<byte[]> iterator() {
                return List.of(octets("a")).iterator();
            }

            @Override
            public void close() {
                throw new ArithmeticException("close");
            }
        }
        FakeServer server = FakeServer.get();
        server.serve(watched.one(answering(new Failing())));
        assertEquals("java.lang.ArithmeticException: close", String.valueOf(server.failure));
        watched.assertFindings();
    }
}
