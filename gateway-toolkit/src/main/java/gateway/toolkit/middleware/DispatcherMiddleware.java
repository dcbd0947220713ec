package gateway.toolkit.middleware;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Lifecycle;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.toolkit.LifecycleGroup;
import gateway.toolkit.errors.HttpException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Hands each request to the application that is mounted at its path, the longest prefix first, and
 * moves the mount (ENV-7, MW-5).
 *
 * <pre>{@code
 * Application site =
 *         DispatcherMiddleware.builder().mount("/api", api).mount("/api/v2", next).wrap(pages);
 * }</pre>
 *
 * <p>A mount is compared with the decoded path and matches at its end or before a slash only; the
 * path is not normalised. The application gets an environ of its own, so that whoever is outside
 * sees the paths as they were. Mounts of the request's host come before those of any host. What
 * nothing matches, {@code OPTIONS *} included, goes to the wrapped application.
 *
 * <p>Applications are started in the order in which they were mounted, those of any host first and
 * the wrapped one last, and stopped the other way round.
 */
public final class DispatcherMiddleware implements Application, Lifecycle {
    private final Map<String, MountTable> byHost;
    private final MountTable anyHost;
    private final Application fallback;
    private final LifecycleGroup lifecycles;

    private DispatcherMiddleware(
            Map<String, MountTable> byHost, MountTable anyHost, Application fallback) {
        this.byHost = byHost;
        this.anyHost = anyHost;
        this.fallback = fallback;
        List<Application> all = new ArrayList<>(anyHost.applications());
        byHost.values().forEach(table -> all.addAll(table.applications()));
        all.add(fallback);
        this.lifecycles = LifecycleGroup.of(all);
    }

    /** {@return a builder without mounts} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        String path = Environ.pathInfo(environ);
        Optional<MountTable.Found> found = Optional.empty();
        if (!byHost.isEmpty()) {
            MountTable own = byHost.get(HostName.of(environ));
            found = own == null ? Optional.empty() : own.find(path);
        }
        if (found.isEmpty()) {
            found = anyHost.find(path);
        }
        if (found.isEmpty()) {
            return fallback.call(environ, startResponse);
        }
        String prefix = found.get().prefix();
        return found.get()
                .application()
                .call(prefix.isEmpty() ? environ : moved(environ, prefix), startResponse);
    }

    private static Map<String, Object> moved(Map<String, Object> environ, String prefix) {
        String path = Environ.pathInfo(environ);
        String rawPath = raw(environ, Environ.RAW_PATH_INFO);
        int end = rawEnd(rawPath, prefix.getBytes(StandardCharsets.UTF_8).length);
        Map<String, Object> moved = new HashMap<>(environ);
        moved.put(Environ.SCRIPT_NAME, Environ.scriptName(environ) + prefix);
        moved.put(Environ.PATH_INFO, path.substring(prefix.length()));
        moved.put(
                Environ.RAW_SCRIPT_NAME,
                raw(environ, Environ.RAW_SCRIPT_NAME) + rawPath.substring(0, end));
        moved.put(Environ.RAW_PATH_INFO, rawPath.substring(end));
        return moved;
    }

    private static String raw(Map<String, Object> environ, String key) {
        if (environ.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("STR-5: the environ has no " + key);
    }

    /** Where the first {@code octets} of the decoded path end in the raw one. */
    private static int rawEnd(String rawPath, int octets) {
        int at = 0;
        for (int i = 0; i < octets; i++) {
            at += at < rawPath.length() && rawPath.charAt(at) == '%' ? 3 : 1;
        }
        if (at > rawPath.length()) {
            throw new IllegalArgumentException("STR-5: the raw path is not that of PATH_INFO");
        }
        return at;
    }

    @Override
    public void start(Map<String, String> settings) throws Exception {
        lifecycles.start(settings);
    }

    @Override
    public void stop() throws Exception {
        lifecycles.stop();
    }

    /** Collects mounts. */
    public static final class Builder implements Middleware {
        private final Map<String, Map<String, Application>> byHost = new LinkedHashMap<>();
        private final Map<String, Application> anyHost = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Mounts an application for all hosts that have no mount of their own there.
         *
         * @param prefix decoded: {@code "/…"}; slashes at its end do not count, and {@code ""} and
         *     {@code "/"} take every path
         * @param application gets what is below
         * @return this
         * @throws IllegalArgumentException if the prefix does not begin with a slash, or has one
         *     already
         */
        public Builder mount(String prefix, Application application) {
            add(anyHost, prefix, application);
            return this;
        }

        /**
         * Mounts an application for one host.
         *
         * @param host as clients name it, without a port, in any case; IPv6 in brackets
         * @param prefix as above
         * @param application gets what is below
         * @return this
         * @throws IllegalArgumentException if the host is none, or the prefix is as above
         */
        public Builder mount(String host, String prefix, Application application) {
            String name = HostName.canonical(host);
            if (name.isEmpty() || !name.equals(HostName.withoutPort(name))) {
                throw new IllegalArgumentException("not a host without a port: " + host);
            }
            add(byHost.computeIfAbsent(name, any -> new LinkedHashMap<>()), prefix, application);
            return this;
        }

        private static void add(
                Map<String, Application> mounts, String prefix, Application application) {
            Objects.requireNonNull(application);
            if (!prefix.isEmpty() && !prefix.startsWith("/")) {
                throw new IllegalArgumentException(
                        "ENV-7: a mount begins with a slash, unlike " + prefix);
            }
            int end = prefix.length();
            while (end > 0 && prefix.charAt(end - 1) == '/') {
                end--;
            }
            if (mounts.putIfAbsent(prefix.substring(0, end), application) != null) {
                throw new IllegalArgumentException("two applications are mounted at " + prefix);
            }
        }

        /** {@return an application that answers 404 where nothing is mounted} */
        public DispatcherMiddleware build() {
            return wrap(
                    (environ, startResponse) ->
                            HttpException.notFound().call(environ, startResponse));
        }

        /**
         * {@return an application that goes to another one where nothing is mounted}
         *
         * @param inner that other one
         */
        @Override
        public DispatcherMiddleware wrap(Application inner) {
            Map<String, MountTable> hosts = new LinkedHashMap<>();
            byHost.forEach((host, mounts) -> hosts.put(host, new MountTable(mounts)));
            return new DispatcherMiddleware(
                    hosts, new MountTable(anyHost), Objects.requireNonNull(inner));
        }
    }
}
