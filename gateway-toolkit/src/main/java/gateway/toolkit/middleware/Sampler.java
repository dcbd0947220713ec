package gateway.toolkit.middleware;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread that looks at the threads of all running requests at regular moments, and sleeps while
 * there is none. It ends with its virtual machine.
 */
final class Sampler {
    /** Who is looked at. */
    interface Subject {
        /** Called at every moment. */
        void sample();
    }

    private final long intervalNanos;
    private final Set<Subject> subjects = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private boolean started;

    Sampler(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    void add(Subject subject) {
        subjects.add(subject);
        lock.lock();
        try {
            if (!started) {
                started = true;
                Thread thread = new Thread(this::run, "gateway-toolkit-profiler");
                thread.setDaemon(true);
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

    private void run() {
        try {
            while (true) {
                lock.lock();
                try {
                    while (subjects.isEmpty()) {
                        arrived.await();
                    }
                } finally {
                    lock.unlock();
                }
                TimeUnit.NANOSECONDS.sleep(intervalNanos);
                subjects.forEach(Subject::sample);
            }
        } catch (InterruptedException e) {
            // Nobody does this but who wants it to end.
            Thread.currentThread().interrupt();
        }
    }
}
