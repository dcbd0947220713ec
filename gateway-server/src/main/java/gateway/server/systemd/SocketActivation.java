package gateway.server.systemd;

import java.util.Map;

/**
 * What systemd passes to a service with a socket unit ({@code sd_listen_fds(3)}). Descriptors begin
 * with 3 there, and a Java VM sees only its standard input: whoever starts it moves the first one.
 */
public final class SocketActivation {
    private SocketActivation() {}

    /** Whether there is one for this process, or more. */
    public static boolean hasSocket(Map<String, String> environment, long pid) {
        return environment.getOrDefault("LISTEN_PID", "").equals(Long.toString(pid));
    }

    /**
     * Checks that there is no more than one socket for this process.
     *
     * @throws IllegalArgumentException if there are more, which cannot be served
     */
    public static void requireOneSocket(Map<String, String> environment, long pid) {
        String sockets = environment.getOrDefault("LISTEN_FDS", "1");
        if (hasSocket(environment, pid) && !sockets.equals("1")) {
            throw new IllegalArgumentException(
                    "systemd has passed "
                            + sockets
                            + " sockets, and one can be served: give each a socket unit and a service"
                            + " of its own, or list one ListenStream only");
        }
    }
}
