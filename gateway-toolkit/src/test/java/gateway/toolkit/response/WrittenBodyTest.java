package gateway.toolkit.response;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Code that writes as a body: all octets in order, bounded memory, failures, and the end. */
@Timeout(60)
class WrittenBodyTest {
    private static byte[] collect(WrittenBody body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (body) {
            body.forEach(
                    array -> {
                        assertTrue(array.length > 0);
                        all.writeBytes(array);
                    });
        }
        return all.toByteArray();
    }

    @Test
    void givesAllOctetsInOrder() {
        Random random = new Random(5);
        for (int capacity : new int[] {1, 7, 1000, WrittenBody.CAPACITY}) {
            byte[] octets = new byte[capacity < 10 ? 500 : 300_000];
            random.nextBytes(octets);
            WrittenBody body =
                    new WrittenBody(
                            out -> {
                                int at = 0;
                                while (at < octets.length) {
                                    int some = Math.min(random.nextInt(4000), octets.length - at);
                                    if (some == 1) {
                                        out.write(octets[at]);
                                    } else {
                                        out.write(octets, at, some);
                                    }
                                    at += some;
                                }
                            },
                            capacity);
            assertArrayEquals(octets, collect(body));
        }
    }

    @Test
    void nothingWrittenIsAnEmptyBody() {
        assertEquals(0, collect(new WrittenBody(out -> {})).length);
        assertEquals(0, collect(new WrittenBody(OutputStream::flush)).length);
        assertEquals(0, collect(new WrittenBody(OutputStream::close)).length);
    }

    @Test
    void aFlushHandsOverWhatIsThere() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        WrittenBody body =
                new WrittenBody(
                        out -> {
                            out.write('a');
                            out.flush();
                            taken.await();
                            out.write('b');
                        });
        Iterator<byte[]> arrays = body.iterator();
        assertArrayEquals(new byte[] {'a'}, arrays.next());
        taken.countDown();
        assertArrayEquals(new byte[] {'b'}, arrays.next());
        assertFalse(arrays.hasNext());
        assertThrows(NoSuchElementException.class, arrays::next);
        body.close();
    }

    @Test
    void anArrayThatIsWrittenMayBeUsedAgain() {
        byte[] used = new byte[100];
        byte[] all =
                collect(
                        new WrittenBody(
                                out -> {
                                    for (int i = 0; i < 1000; i++) {
                                        Arrays.fill(used, (byte) i);
                                        out.write(used);
                                        out.flush();
                                    }
                                },
                                300));
        for (int i = 0; i < all.length; i++) {
            assertEquals((byte) (i / 100), all[i]);
        }
    }

    /** However slow the client is, the code gets ahead by the capacity and one block at most. */
    @Test
    void waitsForTheClient() throws Exception {
        AtomicLong written = new AtomicLong();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        WrittenBody body =
                new WrittenBody(
                        out -> {
                            thread.complete(Thread.currentThread());
                            for (int i = 0; i < 2_000; i++) {
                                out.write(new byte[100]);
                                written.addAndGet(100);
                            }
                        },
                        1000);
        Iterator<byte[]> arrays = body.iterator();
        long taken = 0;
        boolean more = true;
        while (more) {
            awaitStandstill(thread.get());
            long ahead = written.get() - taken;
            assertTrue(ahead <= 2000, "ahead by " + ahead);
            more = arrays.hasNext();
            taken += more ? arrays.next().length : 0;
        }
        assertEquals(200_000, taken);
        body.close();
    }

    /** Until it waits, or has come to its end. */
    private static void awaitStandstill(Thread thread) {
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
    }

    @Test
    void runsOnAThreadOfItsOwnAndOnlyWhenIterated() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        WrittenBody body = new WrittenBody(out -> thread.complete(Thread.currentThread()));
        assertFalse(thread.isDone());
        assertFalse(body.iterator().hasNext());
        assertNotSame(Thread.currentThread(), thread.get());
        assertTrue(thread.get().isDaemon());
        assertThrows(IllegalStateException.class, body::iterator);
        body.close();
    }

    @Test
    void afterCloseWritesThrow() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        WrittenBody body =
                new WrittenBody(
                        out -> {
                            started.countDown();
                            try {
                                while (true) {
                                    out.write(new byte[100]);
                                }
                            } catch (Throwable e) {
                                // It stays so, whatever is tried.
                                Thread.interrupted();
                                assertThrows(IOException.class, () -> out.write('a'));
                                assertThrows(IOException.class, out::flush);
                                thrown.complete(e);
                            }
                        },
                        1000);
        Iterator<byte[]> arrays = body.iterator();
        started.await();
        assertTrue(arrays.hasNext());
        body.close();
        body.close();
        assertInstanceOf(IOException.class, thrown.get());
    }

    @Test
    void closeInterruptsCodeThatWaitsForSomethingElse() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        WrittenBody body =
                new WrittenBody(
                        out -> {
                            started.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.complete(true);
                            }
                        });
        Iterator<byte[]> arrays = body.iterator();
        started.await();
        body.close();
        assertFalse(arrays.hasNext());
        assertTrue(interrupted.get());
    }

    @Test
    void aBodyThatIsNeverIteratedNeverStarts() {
        AtomicInteger runs = new AtomicInteger();
        new WrittenBody(out -> runs.incrementAndGet()).close();
        assertEquals(0, runs.get());
    }

    @Test
    void failuresComeAfterWhatWasWritten() {
        IOException io = new IOException("disk");
        IllegalArgumentException unchecked = new IllegalArgumentException("argument");
        Error error = new AssertionError("error");
        Exception checked = new Exception("checked");
        assertSame(io, assertThrows(UncheckedIOException.class, () -> fail(io)).getCause());
        assertSame(unchecked, assertThrows(IllegalArgumentException.class, () -> fail(unchecked)));
        assertSame(error, assertThrows(AssertionError.class, () -> fail(error)));
        assertSame(
                checked, assertThrows(IllegalStateException.class, () -> fail(checked)).getCause());
    }

    private static void fail(Throwable reason) {
        WrittenBody body =
                new WrittenBody(
                        out -> {
                            out.write(new byte[10]);
                            out.flush();
                            if (reason instanceof Error error) {
                                throw error;
                            }
                            throw (Exception) reason;
                        });
        try (body) {
            Iterator<byte[]> arrays = body.iterator();
            assertEquals(10, arrays.next().length);
            assertFalse(arrays.hasNext());
        }
    }

    @Test
    void anInterruptOfTheRequestEndsTheWait() {
        CountDownLatch never = new CountDownLatch(1);
        try (WrittenBody body = new WrittenBody(out -> never.await())) {
            Iterator<byte[]> arrays = body.iterator();
            Thread.currentThread().interrupt();
            assertThrows(UncheckedIOException.class, arrays::hasNext);
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void refusesNoCapacity() {
        assertThrows(IllegalArgumentException.class, () -> new WrittenBody(out -> {}, 0));
    }
}
