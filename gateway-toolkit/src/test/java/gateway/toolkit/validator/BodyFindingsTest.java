package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.answering;
import static gateway.toolkit.validator.Watched.hintAtServer;
import static gateway.toolkit.validator.Watched.lazily;
import static gateway.toolkit.validator.Watched.octets;
import static gateway.toolkit.validator.Watched.ofApplication;
import static gateway.toolkit.validator.Watched.ofServer;

import gateway.api.Application;
import gateway.api.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Bodies that break the contract, and servers that misuse them (chapters 2, 9 and 10). */
// Nulls are among the faults, and calls whose result nobody wants.
@SuppressWarnings({"NullAway", "ReturnValueIgnored"})
class BodyFindingsTest {
    private final Watched watched = new Watched();

    private static List<Header> length(long octets) {
        return List.of(TEXT.get(0), new Header("Content-Length", String.valueOf(octets)));
    }

    private static Application sized(long octets, Iterable<byte[]> body) {
        return (environ, startResponse) -> {
            startResponse.start("200 OK", length(octets));
            return body;
        };
    }

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

    @Test
    void namesABodyLongerThanItsLength() {
        serve(sized(4, lazily("abc", "", "def", "ghi")));
        watched.assertFindings(
                ofApplication(
                        "LEN-1", "the body is longer than Content-Length: array 3: 6 of 4 octets"),
                ofServer(
                        "LEN-1",
                        "the body is iterated on after it exceeded Content-Length: hasNext() after"
                                + " array 3"),
                hintAtServer(
                        "EXT-9",
                        "the finish callback gets another number of octets than was yielded: 9 for"
                                + " 4"));
    }

    @Test
    void findsNothingInAServerThatStops() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void send(Iterable<byte[]> body) {
                        body.iterator().hasNext();
                    }
                };
        server.serve(watched.one(sized(4, lazily("abc", "def"))));
        watched.assertFindings();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesABodyShorterThanItsLength(boolean isCollection) {
        serve(sized(10, isCollection ? List.of(octets("123456789")) : lazily("1234", "56789")));
        watched.assertFindings(
                ofApplication(
                        "LEN-2",
                        "the body is shorter than Content-Length: 9 of 10 octets in "
                                + (isCollection ? 1 : 2)
                                + " arrays"));
    }

    @Test
    void acceptsAnyLengthForHead() {
        new FakeServer("HEAD", "/a").serve(watched.one(sized(4242, List.of())));
        new FakeServer("HEAD", "/a").serve(watched.one(sized(4, List.of(octets("abcd")))));
        new FakeServer("HEAD", "/a").serve(watched.one(sized(4, lazily("abcd"))));
        watched.assertFindings();
    }

    @Test
    void namesAServerThatIteratesForHead() {
        FakeServer server =
                new FakeServer("HEAD", "/a") {
                    @Override
                    void send(Iterable<byte[]> body) {
                        body.forEach(array -> {});
                    }
                };
        server.serve(watched.one(answering(lazily("abc"))));
        watched.assertFindings(
                ofServer(
                        "LEN-6",
                        "the body is iterated for HEAD or for a status without a body: \"HEAD\""
                                + " 200"));
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

    /** Says it has so many arrays. */
    private static final class Lying extends AbstractCollection<byte[]> {
        private final int size;
        private final AtomicInteger round = new AtomicInteger();

        Lying(int size) {
            this.size = size;
        }

        @Override
        public Iterator<byte[]> iterator() {
            return List.of(octets("a"), octets("b" + round.incrementAndGet())).iterator();
        }

        @Override
        public int size() {
            return size;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void namesACollectionThatLiesAboutItsSize(int size) {
        serve(answering(new Lying(size)));
        watched.assertFindings(
                ofApplication(
                        "BODY-8",
                        "size() of the Collection is not the number of its arrays: "
                                + (size == 1 ? "1 for 2 or more" : "3 for 2")));
    }

    @Test
    void namesACollectionThatChangesItsArrays() {
        iterating(
                        body -> {
                            body.forEach(array -> {});
                            body.forEach(array -> {});
                        })
                .serve(watched.one(answering(new Lying(2))));
        assertFindingsBut(
                "EXT-9",
                ofApplication(
                        "BODY-8",
                        "another iteration of the Collection yields other arrays: array 2"));
    }

    /** A server that only iterates has sent nothing, which its finish callback shows. */
    private void assertFindingsBut(String clause, String... expected) {
        watched.findings.removeIf(finding -> finding.clause().id().equals(clause));
        watched.assertFindings(expected);
    }
}
