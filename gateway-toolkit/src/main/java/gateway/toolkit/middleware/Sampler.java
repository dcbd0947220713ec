package gateway.toolkit.middleware;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread that looks at the threads of all running requests at regular moments, and waits while
 * there is none; it ends when it has waited for a second.
 */
final class Sampler {
    /** Who is looked at. */
    interface Subject {
        /** Called at every moment. */
        void sample();
    }

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long intervalNanos;
    private final Set<Subject> subjects = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private Optional<Thread> running = Optional.empty(); // guarded by lock

    Sampler(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    void add(Subject subject) {
        subjects.add(subject);
        lock.lock();
        try {
            if (running.isEmpty()) {
                Thread thread = new Thread(this::run, "gateway-toolkit-profiler");
                thread.setDaemon(true);
                running = Optional.of(thread);
                thread.start();
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    void remove(Subject subject) {
        subjects.remove(subject);
    }

    /** Ends the thread, and returns when it has ended; the next request begins another. */
    void stop() throws InterruptedException {
        Optional<Thread> thread;
        lock.lock();
        try {
            thread = running;
            running = Optional.empty();
        } finally {
            lock.unlock();
        }
        if (thread.isPresent()) {
            thread.get().interrupt();
            thread.get().join();
        }
    }

    private void run() {
        try {
            while (awaitSubject()) {
                TimeUnit.NANOSECONDS.sleep(intervalNanos);
                subjects.forEach(Subject::sample);
            }
        } catch (InterruptedException e) {
            // It was stopped.
        }
    }

    /** False if there was none for a while. */
    private boolean awaitSubject() throws InterruptedException {
        lock.lock();
        try {
            long left = IDLE_NANOS;
            while (subjects.isEmpty()) {
                if (left <= 0) {
                    if (running.equals(Optional.of(Thread.currentThread()))) {
                        running = Optional.empty();
                    }
                    return false;
                }
                left = arrived.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
