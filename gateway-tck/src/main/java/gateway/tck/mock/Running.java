package gateway.tck.mock;

/** A request that runs. */
final class Running {
    private final Thread thread;
    private final Output output;
    private final MockInput input;

    Running(Thread thread, Output output, MockInput input) {
        this.thread = thread;
        this.output = output;
        this.input = input;
    }

    boolean has(Output other) {
        return output.equals(other);
    }

    /** Waits for its end. */
    void join(long millis) throws InterruptedException {
        thread.join(millis);
    }

    /** Its client goes. */
    void vanish() {
        output.leave();
        input.cut();
    }

    /** A forced stop (SRV-3). */
    void abort() {
        vanish();
        thread.interrupt();
    }
}
