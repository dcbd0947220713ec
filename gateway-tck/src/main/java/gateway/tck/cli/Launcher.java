package gateway.tck.cli;

/** Starts the command. */
public final class Launcher {
    private Launcher() {}

    /** Runs. */
    public static void main(String[] words) {
        System.exit(2);
    }
}
