package gateway.server.net;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Nothing that fails ends the thread that all deadlines depend on. */
@Timeout(60)
class ReaperTest {
    /** Fails whenever it is looked through. */
    private static final class Failing extends AbstractSet<Connection> {
        private final CountDownLatch tries = new CountDownLatch(3);

        @Override
        public Iterator<Connection> iterator() {
            tries.countDown();
            throw new OutOfMemoryError("on purpose");
        }

        @Override
        public int size() {
            return 0;
        }
    }

    @Test
    void goesOnAfterAnError() throws Exception {
        Failing connections = new Failing();
        Reaper reaper = new Reaper(connections, new CoarseClock());
        reaper.start();
        connections.tries.await();
        reaper.stop();
    }

    @Test
    void drivesTheClock() {
        CoarseClock clock = new CoarseClock();
        long start = clock.nanos();
        Reaper reaper = new Reaper(List.of(), clock);
        reaper.start();
        while (clock.nanos() == start) {
            Thread.onSpinWait();
        }
        reaper.stop();
    }
}
