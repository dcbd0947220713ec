package gateway.server.ops;

import gateway.server.http.RequestListener;
import gateway.server.net.ServerListener;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that observes one server. Opened before the server starts, and told by its events;
 * closes when the server has stopped, or by {@link #close} where it never started.
 */
public final class Operations implements AutoCloseable {
    private final List<RequestListener> requests = new ArrayList<>();
    private final List<ServerListener> servers = new ArrayList<>();
    private final Readiness readiness = new Readiness();
    private Optional<AccessLog> accessLog = Optional.empty();
    private Optional<AdminListener> admin = Optional.empty();

    private Operations() {}

    /**
     * Opens what is wanted.
     *
     * @param config what the admin listener tells of the settings
     * @throws IllegalArgumentException if a setting is out of range
     * @throws IOException if a file or an endpoint cannot be opened
     */
    public static Operations open(OpsSettings settings, Supplier<String> config)
            throws IOException {
        Operations operations = new Operations();
        try {
            operations.openAll(settings, config);
            return operations;
        } catch (IOException | RuntimeException | Error e) {
            operations.close();
            throw e;
        }
    }

    private void openAll(OpsSettings settings, Supplier<String> config) throws IOException {
        if (settings.requestIds()) {
            requests.add(new RequestIds());
        }
        if (settings.accessLog().isPresent()) {
            LineFormat format = LineFormats.named(settings.accessLogFormat());
            AccessLog log = AccessLog.open(settings.accessLog().get(), format);
            accessLog = Optional.of(log);
            requests.add(log);
            whenStopped(log::close);
        }
        if (settings.flightRecords()) {
            FlightRecords records = new FlightRecords();
            requests.add(records);
            servers.add(records);
        }
        if (settings.admin().isPresent() || settings.stuckAfter().isPresent()) {
            servers.add(readiness);
        }
        Optional<StuckWatch> stuck =
                settings.stuckAfter().map(most -> new StuckWatch(readiness, most));
        stuck.ifPresent(servers::add);
        if (settings.admin().isPresent()) {
            Figures figures = new Figures();
            requests.add(figures);
            servers.add(figures);
            Exposition exposition = new Exposition(figures, readiness, accessLog, stuck);
            AdminListener listener =
                    AdminListener.open(
                            settings.admin().get(), new AdminPages(readiness, exposition, config));
            admin = Optional.of(listener);
            whenStopped(listener::close);
        }
        stuck.ifPresent(StuckWatch::start);
    }

    private void whenStopped(Runnable action) {
        servers.add(
                new ServerListener() {
                    @Override
                    public void stopped() {
                        action.run();
                    }
                });
    }

    /** To be told of requests. */
    public RequestListener requests() {
        return requests.isEmpty() ? RequestListener.NONE : AllRequests.of(requests);
    }

    /** To be told of the server. */
    public ServerListener server() {
        return servers.isEmpty() ? ServerListener.NONE : AllServers.of(servers);
    }

    /** The access log, if there is one. */
    public Optional<AccessLog> accessLog() {
        return accessLog;
    }

    /** The admin listener, if there is one. */
    public Optional<AdminListener> admin() {
        return admin;
    }

    @Override
    public void close() {
        server().stopped();
    }
}
