package gateway.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What many hand to one: bounded, and nothing is lost. */
@Timeout(60)
class WaitingTest {
    private static void awaitWait(Waiting<?> waiting, long count) {
        while (waiting.waits() < count) {
            Thread.onSpinWait(); // The test's time limit ends it.
        }
    }

    @Test
    void whoeverIsOneTooManyWaitsForRoom() throws Exception {
        Waiting<Integer> waiting = new Waiting<>(2);
        assertTrue(waiting.add(1));
        assertTrue(waiting.add(2));
        Thread third = Thread.ofVirtual().start(() -> waiting.add(3));
        awaitWait(waiting, 1);
        assertEquals(2, waiting.size());
        assertEquals(List.of(1, 2), waiting.take(new ArrayList<>()));
        third.join();
        assertEquals(List.of(3), waiting.take(new ArrayList<>()));
    }

    @Test
    void anInterruptLosesNothing() throws Exception {
        Waiting<Integer> waiting = new Waiting<>(1);
        waiting.add(1);
        List<Boolean> interrupted = new ArrayList<>();
        Thread second =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    waiting.add(2);
                                    interrupted.add(Thread.interrupted());
                                });
        awaitWait(waiting, 1);
        second.interrupt();
        assertEquals(List.of(1), waiting.take(new ArrayList<>()));
        second.join();
        assertEquals(List.of(2), waiting.take(new ArrayList<>()));
        assertEquals(List.of(true), interrupted);
    }

    @Test
    void afterTheCloseWhatIsThereIsTakenAndNothingAdded() {
        Waiting<Integer> waiting = new Waiting<>(2);
        waiting.add(1);
        waiting.close();
        assertFalse(waiting.add(2));
        assertEquals(List.of(1), waiting.take(new ArrayList<>()));
        assertEquals(List.of(), waiting.take(new ArrayList<>()));
    }

    @Test
    void manyThreadsLoseNothingAndKeepTheirOrder() throws Exception {
        int threads = 8;
        int each = 20_000;
        Waiting<int[]> waiting = new Waiting<>(16);
        List<Thread> adding =
                IntStream.range(0, threads)
                        .mapToObj(
                                thread ->
                                        Thread.ofVirtual()
                                                .start(
                                                        () -> {
                                                            for (int i = 0; i < each; i++) {
                                                                waiting.add(new int[] {thread, i});
                                                            }
                                                        }))
                        .toList();
        int[] next = new int[threads];
        List<int[]> batch = new ArrayList<>();
        for (int count = 0; count < threads * each; ) {
            batch = waiting.take(batch);
            assertTrue(batch.size() <= 16);
            count += batch.size();
            for (int[] one : batch) {
                assertEquals(next[one[0]]++, one[1]);
            }
        }
        for (Thread thread : adding) {
            thread.join();
        }
        assertEquals(0, waiting.size());
    }
}
