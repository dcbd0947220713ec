package gateway.conformance.bent;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.tck.subject.Variant;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Faults of chapter 14: threads. */
final class ThreadBends {
    private ThreadBends() {}

    static List<Bend> all() {
        return List.of(
                BodyBends.arrays(
                        "THR-1", "arrays are asked for on another thread", OtherThread::new),
                Bend.between("THR-2", "one call blocks all", ThreadBends::oneAtATime),
                BodyBends.arrays("THR-3", "arrays are asked for under a lock", Locked::new),
                Bend.between(
                        "THR-3", "each call runs inside a monitor", ThreadBends::insideMonitor),
                Bend.between(
                        "THR-3", "each call holds a lock of its own", ThreadBends::holdingLock),
                Bend.between(
                        "THR-4", "calls run on threads that are used again", ThreadBends::pooled),
                Bend.between(
                        "THR-5", "who has lost a client is interrupted", ThreadBends::interrupting),
                new Bend(
                        "THR-6",
                        "requests are never serial",
                        right ->
                                (probe, variant) ->
                                        right.start(
                                                probe,
                                                variant == Variant.SERIAL
                                                        ? Variant.PLAIN
                                                        : variant)));
    }

    private static final class OtherThread extends BentArrays {
        OtherThread(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public boolean hasNext() {
            try {
                return Elsewhere.call(super::hasNext);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Nobody else wants it, so that nothing but the holder shows it. */
    private static Application insideMonitor(Application inner) {
        return (environ, right) -> {
            Object monitor = new Object();
            synchronized (monitor) {
                return inner.call(environ, right);
            }
        };
    }

    private static Application holdingLock(Application inner) {
        return (environ, right) -> {
            ReentrantLock lock = new ReentrantLock();
            lock.lock();
            try {
                return inner.call(environ, right);
            } finally {
                lock.unlock();
            }
        };
    }

    private static Application oneAtATime(Application inner) {
        ReentrantLock lock = new ReentrantLock();
        return (environ, right) -> {
            lock.lock();
            try {
                return inner.call(environ, right);
            } finally {
                lock.unlock();
            }
        };
    }

    private static final class Locked extends BentArrays {
        private static final ReentrantLock LOCK = new ReentrantLock();

        Locked(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public byte[] next() {
            LOCK.lock();
            try {
                return super.next();
            } finally {
                LOCK.unlock();
            }
        }
    }

    private static Application pooled(Application inner) {
        ExecutorService pool = Executors.newCachedThreadPool();
        return (environ, right) -> {
            try {
                return pool.submit(() -> inner.call(environ, right)).get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        };
    }

    private static Application interrupting(Application inner) {
        return (environ, right) -> {
            if (environ.containsKey("HTTP_TCK_SIGNAL")) {
                LockSupport.parkNanos(100_000_000); // So that it is the interrupt that comes first.
            }
            AtomicBoolean over = new AtomicBoolean(Environ.inputLength(environ) != 0);
            Thread request = Thread.currentThread();
            Thread.ofVirtual().start(() -> watch(environ, request, over));
            try {
                return inner.call(environ, right);
            } finally {
                over.set(true);
            }
        };
    }

    private static void watch(Map<String, Object> environ, Thread request, AtomicBoolean over) {
        while (!over.get()) {
            LockSupport.parkNanos(5_000_000);
            if (!over.get() && Environ.clientDisconnected(environ)) {
                request.interrupt();
                over.set(true);
            }
        }
    }
}
