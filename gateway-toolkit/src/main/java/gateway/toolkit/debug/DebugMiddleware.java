package gateway.toolkit.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingApplication;
import gateway.toolkit.page.Html;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Shows an exception that an application does not catch: for development.
 *
 * <pre>{@code
 * Application debugged = new DebugMiddleware(application);
 * }</pre>
 *
 * <ul>
 *   <li>A browser gets a page with status 500: frames with excerpts of their source, causes,
 *       suppressed exceptions, the environ without secrets, and all of it as text to copy. Whoever
 *       does not ask for {@code text/html} gets that text.
 *   <li>It is shown only if the Host field names this machine, the peer is this machine, and no
 *       proxy is between them. For everybody else the middleware is not there: the exception goes
 *       to the server.
 *   <li>No code can be run from the page, and it loads nothing.
 *   <li>An exception out of the body is shown as long as nothing of the body has left. After that,
 *       and after a flush, it goes on to the server, which breaks the answer off (ERR-3). So does
 *       one that follows a failure of the client.
 *   <li>Every exception that is shown is also written to {@code gateway.errors}.
 *   <li>A body that is a {@code Collection} or a {@link FileBody} is passed on as it is; what fails
 *       while the server iterates it goes to the server.
 * </ul>
 *
 * <p><strong>Not for production:</strong> a proxy on the same machine that says nothing of itself
 * and sets a Host of its own looks like a developer's browser.
 */
public final class DebugMiddleware extends ForwardingApplication {
    private static final List<Path> USUAL_ROOTS =
            List.of(
                    Path.of("src", "main", "java"),
                    Path.of("src", "main", "kotlin"),
                    Path.of("src", "test", "java"));

    private final Trust trust;
    private final Secrets secrets;
    private final List<Path> roots;

    /**
     * Wraps an application, with the usual settings.
     *
     * @param inner the application
     */
    public DebugMiddleware(Application inner) {
        this(builder(), inner);
    }

    private DebugMiddleware(Builder settings, Application inner) {
        super(inner);
        this.trust = new Trust(settings.hosts, settings.peers);
        this.secrets = new Secrets(settings.secrets);
        this.roots =
                Stream.concat(settings.roots.stream(), USUAL_ROOTS.stream())
                        .filter(Files::isDirectory)
                        .toList();
    }

    /** {@return the usual settings, to be changed} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return whether the usual settings would show an exception to whoever sent a request; for
     * others that have something to hide}
     *
     * @param environ of the request
     */
    public static boolean trusts(Map<String, Object> environ) {
        return new Trust(Trust.LOCAL_HOSTS, Trust::isLoopback).allows(environ);
    }

    /** Settings; a middleware itself. */
    public static final class Builder implements Middleware {
        private final Set<String> hosts = new HashSet<>(Trust.LOCAL_HOSTS);
        private Predicate<String> peers = Trust::isLoopback;
        private final List<Path> roots = new ArrayList<>();
        private final Set<String> secrets = new HashSet<>();

        private Builder() {}

        /**
         * Trusts a name in the Host field, besides {@code localhost}, {@code *.localhost}, {@code
         * 127.0.0.1} and {@code [::1]}.
         *
         * @param host without a port, an IPv6 address in brackets; {@code .example.org} stands for
         *     all names below {@code example.org}
         * @return this
         */
        public Builder trustHost(String host) {
            hosts.add(host.toLowerCase(Locale.ROOT));
            return this;
        }

        /**
         * Trusts other peers than those with a loopback address.
         *
         * @param trusted judges {@code REMOTE_ADDR}; a request without one is never trusted
         * @return this
         */
        public Builder trustPeers(Predicate<String> trusted) {
            peers = Objects.requireNonNull(trusted);
            return this;
        }

        /**
         * Adds a folder of sources, besides {@code src/main/java}, {@code src/main/kotlin} and
         * {@code src/test/java} of the working directory. Sources on the class path are found too.
         *
         * @param root the folder that has the packages
         * @return this
         */
        public Builder sourceRoot(Path root) {
            roots.add(Objects.requireNonNull(root));
            return this;
        }

        /**
         * Hides more than credentials, cookies, tokens, passwords and the like.
         *
         * @param part of the names of keys, headers and query parameters; case and punctuation do
         *     not matter
         * @return this
         */
        public Builder hide(String part) {
            secrets.add(Objects.requireNonNull(part));
            return this;
        }

        @Override
        public DebugMiddleware wrap(Application inner) {
            return new DebugMiddleware(this, inner);
        }
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        // Asked now: what is inside may change the environ.
        if (!trust.allows(environ)) {
            return super.call(environ, startResponse);
        }
        Attempt attempt = new Attempt(startResponse);
        InputStream input = Environ.input(environ);
        WatchedInput watched = new WatchedInput(input);
        environ.put(Environ.INPUT, watched);
        try {
            Iterable<byte[]> body = answered(super.call(environ, attempt), attempt);
            return body instanceof Collection || body instanceof FileBody
                    ? body
                    : new GuardedBody(body, attempt, e -> page(e, environ, attempt, watched));
        } catch (Throwable e) {
            Optional<byte[]> page = page(e, environ, attempt, watched);
            if (page.isEmpty()) {
                throw e;
            }
            return List.of(page.get());
        }
    }

    private static Iterable<byte[]> answered(Iterable<byte[]> body, Attempt attempt)
            throws Exception {
        if (body == null) {
            throw new IllegalStateException("APP-3: call returned null");
        }
        if (!attempt.isAnswered()) {
            if (body instanceof AutoCloseable closeable) {
                closeable.close();
            }
            throw new IllegalStateException("APP-4: call returned without start or upgrade");
        }
        return body;
    }

    /** Starts the page; empty if the exception must go on. */
    private Optional<byte[]> page(
            Throwable e, Map<String, Object> environ, Attempt attempt, WatchedInput input) {
        boolean fatal = e instanceof VirtualMachineError && !(e instanceof StackOverflowError);
        if (fatal
                || e instanceof ResponseCommittedException
                || attempt.isCommitted()
                || attempt.isClientGone()
                || input.hasFailed()) {
            return Optional.empty();
        }
        boolean html = Html.isAskedFor(environ);
        byte[] octets;
        try {
            TracePage page = describe(e, environ);
            log(e, environ);
            octets = (html ? page.html() : page.text()).getBytes(UTF_8);
        } catch (RuntimeException failure) {
            e.addSuppressed(failure);
            return Optional.empty();
        }
        attempt.start("500 Internal Server Error", headers(html, octets.length), e);
        return Optional.of(octets);
    }

    private TracePage describe(Throwable e, Map<String, Object> environ) {
        ClassLoader loader =
                Objects.requireNonNullElseGet(
                        Thread.currentThread().getContextClassLoader(),
                        ClassLoader::getSystemClassLoader);
        Map<String, String> shown = secrets.shown(environ);
        Trace trace =
                Trace.of(e, new Sources(roots, loader), text -> secrets.without(environ, text));
        String target = shown.getOrDefault(Environ.REQUEST_URI, "");
        String request =
                environ.get(Environ.REQUEST_METHOD) + " " + target.replaceAll("^\"|\"$", "");
        return new TracePage(Visible.line(request), trace, shown);
    }

    private static void log(Throwable e, Map<String, Object> environ) {
        PrintWriter errors = Environ.errors(environ);
        e.printStackTrace(errors);
        errors.flush();
    }

    private static List<Header> headers(boolean html, int length) {
        return List.of(
                new Header(
                        "Content-Type",
                        html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8"),
                new Header("Content-Length", Integer.toString(length)),
                new Header("Cache-Control", "no-store"),
                new Header("Content-Security-Policy", TracePage.POLICY),
                new Header("Cross-Origin-Resource-Policy", "same-origin"),
                new Header("Referrer-Policy", "no-referrer"),
                new Header("X-Content-Type-Options", "nosniff"),
                new Header("X-Frame-Options", "DENY"));
    }
}
