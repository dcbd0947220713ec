package gateway.toolkit.routing;

/** Counts the steps of one match: nodes visited, look-ups made and patterns tried. */
final class StepCounter {
    private long steps;

    void step() {
        steps++;
    }

    long steps() {
        return steps;
    }
}
