package gateway.server.net;

/** Counts the connections that are in, and lets no more in than may be. */
final class Gate {
    private final int most;
    private int inside;
    private boolean opened;

    Gate(int most) {
        this.most = most;
    }

    /** Goes in, if there is room. */
    synchronized boolean tryEnter() {
        if (inside >= most && !opened) {
            return false;
        }
        inside++;
        return true;
    }

    /** Goes in as soon as there is room. */
    synchronized void enter() {
        boolean interrupted = false;
        while (!tryEnter()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // Nobody means it: open() is what ends the wait.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void leave() {
        if (inside-- == most) {
            notifyAll();
        }
    }

    /** There is room for everybody from now on: what the system has completed is let in. */
    synchronized void open() {
        opened = true;
        notifyAll();
    }
}
