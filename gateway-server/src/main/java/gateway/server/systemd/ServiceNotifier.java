package gateway.server.systemd;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Tells systemd when the service is ready and when it stops, where its unit has {@code Type=notify}
 * ({@code sd_notify(3)}).
 */
public final class ServiceNotifier {
    private final DatagramAddress address;

    private ServiceNotifier(DatagramAddress address) {
        this.address = address;
    }

    /**
     * By what systemd has put into the environment; empty if it does not listen.
     *
     * @throws IllegalArgumentException if {@code NOTIFY_SOCKET} is no address
     */
    public static Optional<ServiceNotifier> from(Map<String, String> environment) {
        String name = environment.getOrDefault("NOTIFY_SOCKET", "");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServiceNotifier(DatagramAddress.parse(name)));
    }

    /**
     * The service answers requests.
     *
     * @param status a line for {@code systemctl status}
     * @throws IOException if it cannot be told
     */
    public void ready(String status) throws IOException {
        address.send("READY=1\nSTATUS=" + status.replace('\n', ' '));
    }

    /**
     * The service has begun to stop.
     *
     * @throws IOException if it cannot be told
     */
    public void stopping() throws IOException {
        address.send("STOPPING=1");
    }
}
