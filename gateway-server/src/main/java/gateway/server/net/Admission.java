package gateway.server.net;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * How connections get in.
 *
 * @param backlog connections that the system completes ahead of their acceptance, 1 to 65,535, cut
 *     to the system's own bound (default 1,024)
 * @param reusePort whether other processes may listen at the same TCP ports, so that the system
 *     spreads connections over them ({@code SO_REUSEPORT}; default false)
 * @param connections how many may be open at a time over all listeners, 1 to 1,000,000 (default
 *     10,000)
 * @param whenFull what becomes of those that are too many (default: they wait)
 * @param unixMode permissions of the files of Unix-domain sockets (default 660)
 */
public record Admission(
        int backlog,
        boolean reusePort,
        int connections,
        WhenFull whenFull,
        Set<PosixFilePermission> unixMode) {
    /** The defaults. */
    public static final Admission DEFAULT =
            new Admission(1024, false, 10_000, WhenFull.WAIT, Endpoint.mode("660"));

    /** Checks the ranges. */
    public Admission {
        unixMode = Set.copyOf(unixMode);
        within("backlog", backlog, 65_535);
        within("connections", connections, 1_000_000);
    }

    private static void within(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    name + " " + value + " is not in 1 to " + most);
        }
    }

    /** The same with another backlog. */
    public Admission withBacklog(int newBacklog) {
        return new Admission(newBacklog, reusePort, connections, whenFull, unixMode);
    }

    /** The same with shared ports, or without. */
    public Admission withReusePort(boolean shared) {
        return new Admission(backlog, shared, connections, whenFull, unixMode);
    }

    /** The same with another limit. */
    public Admission withConnections(int most, WhenFull then) {
        return new Admission(backlog, reusePort, most, then, unixMode);
    }

    /** The same with other permissions. */
    public Admission withUnixMode(Set<PosixFilePermission> newMode) {
        return new Admission(backlog, reusePort, connections, whenFull, newMode);
    }
}
