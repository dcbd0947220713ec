package gateway.tck.app;

import gateway.tck.http.Patience;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The notes of one run of a case, and the signals that its client gives to its application. */
public final class Journal {
    private final List<Note> notes = new ArrayList<>();
    private final Set<String> signals = new HashSet<>();

    /** Empty. */
    public Journal() {}

    /** Adds a note of this thread. */
    public synchronized void note(String name, String value) {
        notes.add(new Note(Thread.currentThread().getId(), name, value));
        notifyAll();
    }

    /** What was noted so far. */
    public synchronized Notes notes() {
        return new Notes(notes);
    }

    /** Waits until a name was noted so often, or patience ends; what was noted then. */
    public synchronized Notes await(String name, int times) throws InterruptedException {
        await(() -> notes().count(name) >= times);
        return notes();
    }

    /** Gives a signal; it stays given. */
    public synchronized void signal(String name) {
        signals.add(name);
        notifyAll();
    }

    /** Waits for a signal; false if it was not given in time. */
    public synchronized boolean awaitSignal(String name) throws InterruptedException {
        await(() -> signals.contains(name));
        return signals.contains(name);
    }

    private synchronized void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = Patience.deadline();
        long millis = Patience.limit().toMillis();
        while (!condition.getAsBoolean() && millis > 0) {
            wait(millis);
            millis = (deadline - System.nanoTime()) / 1_000_000;
        }
    }
}
