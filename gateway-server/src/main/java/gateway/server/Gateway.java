package gateway.server;

import gateway.api.Application;
import gateway.server.call.Concurrency;
import gateway.server.call.Mount;
import gateway.server.call.MountedExchange;
import gateway.server.http.Exchange;
import gateway.server.http.HttpConnection;
import gateway.server.http.HttpSettings;
import gateway.server.http.Limits;
import gateway.server.http.Strictness;
import gateway.server.http.Timeouts;
import gateway.server.net.Admission;
import gateway.server.net.Binding;
import gateway.server.net.Endpoint;
import gateway.server.net.SocketServer;
import gateway.server.net.Tls;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running container: serves its applications until it is stopped.
 *
 * <p>{@link #serving} begins a builder, {@link Builder#start} returns the running container, {@link
 * #close} or {@link #stop} ends it gracefully. Several may run in one JVM, and each can be started
 * and stopped without a trace.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /** How many aborted requests the log names. */
    private static final int SHOWN = 20;

    /** The grace of {@link #stopQuickly}: for answers that are as good as made. */
    private static final Duration QUICK = Duration.ofSeconds(1);

    private final List<Mount> mounts;
    private final Settings settings;
    private final Exchange exchange;
    private final SocketServer server;
    private final Lifecycles lifecycles = new Lifecycles();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean serving;

    private Gateway(List<Mount> mounts, Settings settings, Exchange exchange, SocketServer server) {
        this.mounts = mounts;
        this.settings = settings;
        this.exchange = exchange;
        this.server = server;
    }

    /** Begins to describe a container for {@code application}. */
    public static Builder serving(Application application) {
        return new Builder(Objects.requireNonNull(application));
    }

    /**
     * Starts a container.
     *
     * @param mounts at least one, no two with the same prefix
     * @throws IllegalArgumentException if they are not
     * @throws IOException if an endpoint cannot be bound
     * @throws ApplicationFailedException if an application's own start failed
     */
    public static Gateway start(List<Mount> mounts, Settings settings)
            throws IOException, ApplicationFailedException {
        Mount.requireDistinct(mounts);
        Exchange exchange =
                MountedExchange.of(mounts, settings.application(), settings.concurrency());
        SocketServer server =
                new SocketServer(
                        settings.bindings(),
                        settings.admission(),
                        HttpConnection.handler(
                                exchange, settings.http(), settings.observers().requests()),
                        settings.observers().server(),
                        Thread.ofVirtual()::unstarted);
        Gateway gateway = new Gateway(List.copyOf(mounts), settings, exchange, server);
        try {
            gateway.lifecycles.start(gateway.mounts, gateway.settings.application());
        } catch (ApplicationFailedException e) {
            gateway.stop(Duration.ZERO);
            throw e;
        }
        server.start();
        gateway.serving = true;
        return gateway;
    }

    /**
     * Where it listens: {@code http://HOST:PORT/}, or {@code https:} under TLS, with the first
     * endpoint's host as it was given, and the port really bound; {@code unix:PATH} for a
     * Unix-domain socket.
     */
    public URI uri() {
        return uris().getFirst();
    }

    /** Where it listens, for each endpoint. */
    public List<URI> uris() {
        List<Endpoint> endpoints = server.endpoints();
        List<URI> uris = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            boolean tls = settings.bindings().get(i).tls().isPresent();
            uris.add(uri(tls ? "https" : "http", endpoints.get(i)));
        }
        return uris;
    }

    /** Stops with the grace of the settings. */
    @Override
    public void close() {
        stop(settings.grace());
    }

    /**
     * Refuses new connections; what the system has completed is still accepted, and what is running
     * goes on, with {@code Connection: close} in its answer.
     *
     * @return what is running: method and path of each request
     */
    public List<String> drain() {
        return server.drain();
    }

    /**
     * Drains, and aborts the requests that are left after {@code grace}. Returns when everything
     * has ended: at once if nothing is running, and at most 2 s after the grace if requests ignore
     * their abort. A later call waits for the first; its own grace counts only if that one still
     * waits for the drain delay, which it then ends. An interrupt ends the grace.
     *
     * <p>An application is not called for a stop; it can ask {@code gateway_server.stopping}, a
     * {@code BooleanSupplier} in each environ. One whose answer never ends is aborted when the
     * grace is over: {@code gateway.client_disconnected} turns true, its thread is interrupted, and
     * its body is closed.
     *
     * @return what was aborted: method and path of each request
     */
    public List<String> stop(Duration grace) {
        return stop(grace, settings.observers().drainDelay());
    }

    /**
     * As {@link #stop} for whoever sits before it and waits: no drain delay, and a grace of a
     * second, or that of the settings if it is shorter.
     */
    public void stopQuickly() {
        Duration grace = settings.grace();
        stop(grace.compareTo(QUICK) < 0 ? grace : QUICK, Duration.ZERO);
    }

    private List<String> stop(Duration grace, Duration drainDelay) {
        boolean first = stopping.compareAndSet(false, true);
        boolean told = first && serving;
        if (told) {
            announce(drainDelay);
        }
        int open = server.open();
        if (told) {
            LOG.info(
                    "stopping: {} connections are open, {} requests run and have {} ms",
                    open,
                    server.running().size(),
                    grace.toMillis());
        }
        List<String> aborted = server.stop(grace);
        boolean last = ended.compareAndSet(false, true);
        if (last) {
            lifecycles.stop();
            exchange.close();
        }
        if (told) {
            tell(aborted);
        }
        if (last) {
            stopped.countDown(); // Whoever waits may end the VM, and nothing is said after that.
        }
        return aborted;
    }

    private void announce(Duration delay) {
        if (delay.isPositive()) {
            LOG.info("stopping: not ready any more, and accepts for {} ms", delay.toMillis());
        }
        server.announceStop(delay);
    }

    private void tell(List<String> aborted) {
        int left = server.open();
        if (aborted.isEmpty() && left == 0) {
            LOG.info("stopped: 0 requests were aborted");
        } else {
            String those = String.join(", ", aborted.subList(0, Math.min(SHOWN, aborted.size())));
            LOG.warn(
                    "stopped: {} requests were aborted ({}{}), {} still run",
                    aborted.size(),
                    those,
                    aborted.size() > SHOWN ? ", …" : "",
                    left);
        }
    }

    /** Ends the grace of a {@link #stop} that is waiting, and of one to come. */
    public void abort() {
        server.abort();
    }

    /** Waits until it is stopped. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Waits until it is stopped, or {@code limit} is over; returns whether it is stopped. */
    public boolean awaitStop(Duration limit) throws InterruptedException {
        return stopped.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static URI uri(String scheme, Endpoint endpoint) {
        // Not by a switch over types, which is linked at run time, 1 ms of each start.
        if (endpoint instanceof Endpoint.Tcp) {
            return URI.create(scheme + "://" + endpoint + "/");
        }
        if (endpoint instanceof Endpoint.Unix unix) {
            return URI.create("unix:" + unix.path().toUri().getRawPath());
        }
        if (endpoint instanceof Endpoint.Inherited) {
            return URI.create("fd:" + endpoint);
        }
        throw new AssertionError(endpoint);
    }

    /** Describes a container before it starts; a builder can start several. */
    public static final class Builder {
        private final Application application;
        private final List<Mount> others = new ArrayList<>();
        private final List<Binding> bindings = new ArrayList<>();
        private final Map<String, String> named = new HashMap<>();
        private String prefix = "";
        private Admission admission = Settings.DEFAULT.admission();
        private HttpSettings http = Settings.DEFAULT.http();
        private Concurrency concurrency = Settings.DEFAULT.concurrency();
        private Duration grace = Settings.DEFAULT.grace();
        private Observers observers = Settings.DEFAULT.observers();

        private Builder(Application application) {
            this.application = application;
        }

        /**
         * Mounts the application at a path prefix instead of the root.
         *
         * @param newPrefix decoded: {@code "/…"} without a slash at its end; {@code ""} is the root
         */
        public Builder mountedAt(String newPrefix) {
            prefix = newPrefix;
            return this;
        }

        /**
         * Serves another application below {@code otherPrefix}; the longest prefix that matches
         * wins.
         */
        public Builder mount(String otherPrefix, Application other) {
            others.add(new Mount(otherPrefix, other));
            return this;
        }

        /**
         * Listens at one more endpoint; without any it is 127.0.0.1:8080.
         *
         * @param host a name or an address; IPv6 without brackets
         * @param port 0 to 65535; 0 lets the system choose, and {@link Gateway#uri} tells
         */
        public Builder on(String host, int port) {
            bindings.add(Binding.plain(Endpoint.tcp(host, port)));
            return this;
        }

        /**
         * As {@link #on}, under TLS.
         *
         * @param tls from files by {@code gateway.server.tls.TlsFiles}, or of a context of your own
         */
        public Builder onTls(String host, int port, Tls tls) {
            bindings.add(new Binding(Endpoint.tcp(host, port), Optional.of(tls)));
            return this;
        }

        /**
         * Listens at one more Unix-domain socket. A file that was left behind there is replaced,
         * and it is removed at the stop.
         */
        public Builder on(Path socket) {
            bindings.add(Binding.plain(new Endpoint.Unix(socket)));
            return this;
        }

        /** Listens at one more endpoint. */
        public Builder on(Binding binding) {
            bindings.add(binding);
            return this;
        }

        /** Sets how connections get in, and how many. */
        public Builder admission(Admission newAdmission) {
            admission = newAdmission;
            return this;
        }

        /** Sets how much a client may send; the default is {@link Limits#DEFAULT}. */
        public Builder limits(Limits limits) {
            http = http.with(limits);
            return this;
        }

        /** Sets how long a client may take; the default is {@link Timeouts#DEFAULT}. */
        public Builder timeouts(Timeouts timeouts) {
            http = http.with(timeouts);
            return this;
        }

        /** Sets what is refused beyond the rules; by default nothing. */
        public Builder strictness(Strictness strictness) {
            http = http.with(strictness);
            return this;
        }

        /**
         * Sets how many requests run at a time, and on what threads; by default each on a virtual
         * thread.
         */
        public Builder concurrency(Concurrency newConcurrency) {
            concurrency = newConcurrency;
            return this;
        }

        /** Sets how long {@link Gateway#close} waits for running requests; the default is 30 s. */
        public Builder grace(Duration newGrace) {
            grace = newGrace;
            return this;
        }

        /** Sets who is told of what happens; by default nobody. */
        public Builder observers(Observers newObservers) {
            observers = newObservers;
            return this;
        }

        /** Sets a value for the applications, by dotted name. */
        public Builder set(String name, String value) {
            named.put(name, value);
            return this;
        }

        /**
         * Starts the container: when this returns it accepts connections.
         *
         * @throws IllegalArgumentException if a setting is out of range
         * @throws IOException if an endpoint cannot be bound
         * @throws ApplicationFailedException if an application's own start failed
         */
        public Gateway start() throws IOException, ApplicationFailedException {
            List<Mount> mounts = new ArrayList<>(others);
            mounts.addFirst(new Mount(prefix, application));
            List<Binding> where = bindings.isEmpty() ? Settings.DEFAULT.bindings() : bindings;
            return Gateway.start(
                    mounts,
                    new Settings(where, admission, http, concurrency, grace, named, observers));
        }
    }
}
