package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.answering;
import static gateway.toolkit.validator.Watched.lazily;
import static gateway.toolkit.validator.Watched.octets;
import static gateway.toolkit.validator.Watched.ofApplication;
import static gateway.toolkit.validator.Watched.ofServer;

import gateway.api.Application;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Bodies that break the contract, and servers that misuse them (chapters 2 and 10). */
// Nulls are among the faults, and calls whose result nobody wants.
@SuppressWarnings({"NullAway", "ReturnValueIgnored"})
class BodyFindingsTest {
    private final Watched watched = new Watched();

    private FakeServer serve(Application application) {
        return FakeServer.get().serve(watched.one(application));
    }

    @Test
    void namesACallThatReturnsNull() {
        serve(answering((Iterable<byte[]>) null));
        watched.assertFindings(ofApplication("APP-3", "call returned null"));
    }

    @Test
    void namesACallThatReturnsWithoutStart() {
        serve((environ, startResponse) -> List.of());
        watched.assertFindings(ofApplication("APP-4", "call returned without start"));
    }

    @Test
    void letsACallThrow() {
        serve(
                (environ, startResponse) -> {
                    throw new IOException("no");
                });
        watched.assertFindings();
    }

    @Test
    void namesANullArray() {
        serve(answering(Arrays.asList(octets("a"), null)));
        watched.assertFindings(ofApplication("BODY-2", "the body yields null: array 2"));
    }

    @Test
    void countsANullArrayOfACollection() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void send(Iterable<byte[]> body) {
                        for (byte[] array : body) {
                            steps.add(String.valueOf(array == null));
                        }
                        throw new IllegalStateException("BODY-2");
                    }
                };
        server.serve(watched.one(answering(Arrays.asList(octets("a"), null))));
        watched.assertFindings(ofApplication("BODY-2", "the body yields null: array 2"));
    }

    @Test
    void hintsAtACheckedExceptionThatIsNoFailureOfIo() {
        serve(
                answering(
                        () ->
                                new Iterator<>() {
                                    @Override
                                    public boolean hasNext() {
                                        BodyFindingsTest.<RuntimeException>sneak(
                                                new Exception("other"));
                                        return false;
                                    }

                                    @Override
                                    public byte[] next() {
                                        throw new NoSuchElementException();
                                    }
                                }));
        watched.assertFindings(
                Watched.hint(
                        "BODY-10",
                        "hasNext() throws a checked exception: java.lang.Exception \"other\""));
    }

    @Test
    void namesANullIterator() {
        serve(answering(() -> null));
        watched.assertFindings(ofApplication("BODY-1", "iterator() returned null"));
    }

    @Test
    void namesAnIteratorThatPromisesTooMuch() {
        serve(
                answering(
                        () ->
                                new Iterator<>() {
                                    @Override
                                    public boolean hasNext() {
                                        return true;
                                    }

                                    @Override
                                    public byte[] next() {
                                        throw new NoSuchElementException();
                                    }
                                }));
        watched.assertFindings(
                ofApplication(
                        "BODY-1",
                        "next() throws NoSuchElementException though hasNext() returned true: after"
                                + " array 0"));
    }

    @Test
    void namesACheckedExceptionOfAnIterator() {
        serve(
                answering(
                        () ->
                                new Iterator<>() {
                                    @Override
                                    public boolean hasNext() {
                                        BodyFindingsTest.<RuntimeException>sneak(
                                                new IOException("disk"));
                                        return false;
                                    }

                                    @Override
                                    public byte[] next() {
                                        throw new NoSuchElementException();
                                    }
                                }));
        watched.assertFindings(
                ofApplication(
                        "BODY-10",
                        "hasNext() throws a checked exception: java.io.IOException \"disk\""));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private static FakeServer iterating(java.util.function.Consumer<Iterable<byte[]>> how) {
        return new FakeServer("GET", "/a") {
            @Override
            void send(Iterable<byte[]> body) {
                how.accept(body);
            }
        };
    }

    @Test
    void namesAServerThatIteratesTwice() {
        iterating(
                        body -> {
                            body.iterator();
                            body.iterator();
                        })
                .serve(watched.one(answering(new OneShot())));
        watched.assertFindings(
                ofServer("BODY-1", "iterator() is called twice: a " + OneShot.class.getName()));
    }

    private static final class OneShot implements Iterable<byte[]> {
        @Override
        public Iterator<byte[]> iterator() {
            return Stream.of(octets("a")).iterator();
        }
    }

    @Test
    void allowsACollectionToBeIteratedTwice() {
        iterating(
                        body -> {
                            body.forEach(array -> {});
                            body.forEach(array -> {});
                        })
                .serve(watched.one(answering("a", "b")));
        assertFindingsBut("EXT-9");
    }

    @Test
    void namesNextWithoutHasNext() {
        iterating(body -> body.iterator().next()).serve(watched.one(answering(lazily("a"))));
        watched.assertFindings(
                ofServer(
                        "BODY-1",
                        "next() is called without a hasNext() that returned true: after array 0"));
    }

    @Test
    void hintsAtHasNextTwice() {
        iterating(
                        body -> {
                            Iterator<byte[]> arrays = body.iterator();
                            arrays.hasNext();
                            arrays.hasNext();
                        })
                .serve(watched.one(answering(lazily("a"))));
        watched.assertFindings(
                "BODY-1 warning: the server outside 'v': hasNext() is called again without next()"
                        + " in between: after array 0");
    }

    private static final class Closeable extends AbstractCollection<byte[]>
            implements AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return Stream.of(octets("a"), octets("b")).iterator();
        }

        @Override
        public int size() {
            return 2;
        }

        @Override
        public void close() {}
    }

    @Test
    void namesIterationAfterClose() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void send(Iterable<byte[]> body) {}

                    @Override
                    void close(Iterable<byte[]> body) throws Exception {
                        Iterator<byte[]> arrays = body.iterator();
                        super.close(body);
                        arrays.hasNext();
                    }
                };
        server.serve(watched.one(answering(new Closeable())));
        watched.assertFindings(ofServer("BODY-1", "the body is iterated after close(): hasNext()"));
    }

    @Test
    void namesAnIteratorAskedForAfterClose() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void send(Iterable<byte[]> body) {}

                    @Override
                    void close(Iterable<byte[]> body) throws Exception {
                        super.close(body);
                        body.iterator();
                    }
                };
        server.serve(watched.one(answering(new Closeable())));
        watched.assertFindings(
                ofServer("BODY-1", "the body is iterated after close(): iterator()"));
    }

    @Test
    void namesAnApplicationThatModifiesWhatItYielded() {
        byte[] shared = octets("aaaa");
        AtomicInteger rounds = new AtomicInteger();
        serve(
                answering(
                        () ->
                                new Iterator<>() {
                                    @Override
                                    public boolean hasNext() {
                                        return rounds.get() < 3;
                                    }

                                    @Override
                                    public byte[] next() {
                                        Arrays.fill(shared, (byte) rounds.incrementAndGet());
                                        return shared;
                                    }
                                }));
        watched.assertFindings(
                ofApplication(
                        "BODY-4",
                        "an array was modified after it was yielded: array 1, during next()"));
    }

    @Test
    void namesAnApplicationThatModifiesWhatItYieldedWhileItCloses() {
        byte[] array = octets("aaaa");
        class Clearing extends OneArray implements AutoCloseable {
            Clearing() {
                super(array);
            }

            @Override
            public void close() {
                Arrays.fill(array, (byte) 0);
            }
        }
        serve(answering(new Clearing()));
        watched.assertFindings(
                ofApplication(
                        "BODY-4",
                        "an array was modified after it was yielded: array 1, during close()"));
    }

    private static class OneArray implements Iterable<byte[]> {
        private final byte[] array;

        OneArray(byte[] array) {
            this.array = array;
        }

        @Override
        public Iterator<byte[]> iterator() {
            return List.of(array).iterator();
        }
    }

    @Test
    void namesAServerThatModifiesWhatItGot() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void write(byte[] array) {
                        array[0] ^= 1;
                    }
                };
        server.serve(watched.one(answering(lazily("a", "b"))));
        watched.assertFindings(
                ofServer(
                        "BODY-4",
                        "an array was modified after it was yielded: array 1, while the caller had"
                                + " it"));
    }

    @Test
    void remembersTheLastArraysOnly() {
        YieldedArrays arrays = new YieldedArrays();
        byte[][] yielded = new byte[YieldedArrays.ARRAYS + 1][1];
        for (int i = 0; i < yielded.length; i++) {
            arrays.remember(i + 1, yielded[i]);
        }
        yielded[0][0] = 1;
        org.junit.jupiter.api.Assertions.assertTrue(arrays.modified().isEmpty());
        yielded[1][0] = 1;
        org.junit.jupiter.api.Assertions.assertEquals(2, arrays.modified().orElseThrow());
        org.junit.jupiter.api.Assertions.assertTrue(arrays.modified().isEmpty());
        byte[] large = new byte[YieldedArrays.OCTETS + 1];
        arrays.remember(99, large);
        yielded[5][0] = 1;
        large[9] = 1;
        org.junit.jupiter.api.Assertions.assertEquals(99, arrays.modified().orElseThrow());
    }

    /** A server that only iterates has sent nothing, which its finish callback shows. */
    private void assertFindingsBut(String clause, String... expected) {
        watched.findings.removeIf(finding -> finding.clause().id().equals(clause));
        watched.assertFindings(expected);
    }
}
