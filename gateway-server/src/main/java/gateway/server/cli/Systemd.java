package gateway.server.cli;

import gateway.server.systemd.ServiceNotifier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells systemd how far the server is, if systemd wants to know. What it cannot be told is logged.
 */
record Systemd(Optional<ServiceNotifier> notifier) {
    static Systemd of(Map<String, String> environment) {
        try {
            return new Systemd(ServiceNotifier.from(environment));
        } catch (IllegalArgumentException e) {
            log().warn("NOTIFY_SOCKET: {}", e.getMessage());
            return new Systemd(Optional.empty());
        }
    }

    void ready(List<URI> uris) {
        notifier.ifPresent(
                it -> {
                    try {
                        it.ready("Listening at: " + uris);
                    } catch (IOException e) {
                        log().warn(
                                        "systemd cannot be told that the service is ready: {}",
                                        e.getMessage());
                    }
                });
    }

    void stopping() {
        notifier.ifPresent(
                it -> {
                    try {
                        it.stopping();
                    } catch (IOException e) {
                        log().warn(
                                        "systemd cannot be told that the service stops: {}",
                                        e.getMessage());
                    }
                });
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Systemd.class);
    }
}
