package gateway.toolkit.validator;

import gateway.api.Finish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * {@code gateway.on_finish} with both sides watched: callbacks run once, last in first out, after
 * the body was closed, on the request's thread (EXT-9, THR-1).
 */
final class CheckedOnFinish implements Consumer<Consumer<Finish>> {
    private final Consumer<Consumer<Finish>> register;
    private final Journal journal;
    private final Turns turns;
    private final Deque<Consumer<Finish>> waiting = new ArrayDeque<>();

    CheckedOnFinish(Consumer<Consumer<Finish>> register, Journal journal, Turns turns) {
        this.register = register;
        this.journal = journal;
        this.turns = turns;
    }

    @Override
    public void accept(Consumer<Finish> callback) {
        if (callback == null) {
            journal.callee().error(Clause.EXT_9, "a finish callback is null", "");
            register.accept(callback);
            return;
        }
        Callback checked = new Callback(callback);
        synchronized (waiting) {
            waiting.push(checked);
        }
        try {
            register.accept(checked);
        } catch (Throwable refused) {
            isNext(checked); // It will not run.
            throw refused;
        }
    }

    private boolean isNext(Callback callback) {
        synchronized (waiting) {
            boolean isNext = waiting.peek() == callback;
            waiting.remove(callback);
            return isNext;
        }
    }

    private final class Callback implements Consumer<Finish> {
        private final Consumer<Finish> callback;
        private final AtomicBoolean run = new AtomicBoolean();

        Callback(Consumer<Finish> callback) {
            this.callback = callback;
        }

        @Override
        public void accept(Finish finish) {
            Reporter.afterTheFact(() -> check(finish));
            callback.accept(finish);
        }

        private void check(Finish finish) {
            turns.checkThread("a finish callback");
            Complaints caller = journal.caller();
            if (run.getAndSet(true)) {
                caller.error(Clause.EXT_9, "a finish callback runs twice", "");
            } else if (!isNext(this)) {
                caller.error(Clause.EXT_9, "finish callbacks do not run last in first out", "");
            }
            if (finish == null) {
                caller.error(Clause.EXT_9, "a finish callback gets null", "");
            }
        }
    }
}
