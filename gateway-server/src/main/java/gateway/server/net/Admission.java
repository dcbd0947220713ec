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
    /** For {@link #backlog}. */
    public static final Range BACKLOG = new Range(1, 65_535, 1_024);

    /** For {@link #connections}. */
    public static final Range CONNECTIONS = new Range(1, 1_000_000, 10_000);

    /** The defaults. */
    public static final Admission DEFAULT =
            new Admission(
                    (int) BACKLOG.usual(),
                    false,
                    (int) CONNECTIONS.usual(),
                    WhenFull.WAIT,
                    Endpoint.mode("660"));

    /** Checks the ranges. */
    public Admission {
        unixMode = Set.copyOf(unixMode);
        BACKLOG.require("backlog", backlog);
        CONNECTIONS.require("connections", connections);
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
