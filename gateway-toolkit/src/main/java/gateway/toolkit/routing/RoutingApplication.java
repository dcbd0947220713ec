package gateway.toolkit.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.toolkit.LifecycleGroup;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.page.Html;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * An application that hands each request to the endpoint of its rule.
 *
 * <ul>
 *   <li>The endpoint finds its arguments by {@link #arguments}, which are behind the environ's key
 *       {@link #ARGUMENTS}. The environ is otherwise handed on as it is: the mount does not move.
 *   <li>A rule for GET is one for HEAD too; the server leaves out the body (LEN-5).
 *   <li>OPTIONS is answered with 204 and Allow, unless a rule has that method or any.
 *   <li>The other answers are 308 with Location, 405 with Allow, and 404.
 * </ul>
 *
 * <p>Endpoints that are a {@link Lifecycle} are started and stopped with it (LIFE-3).
 */
public final class RoutingApplication implements Application, Lifecycle {
    /**
     * {@code Function<Map<String, Object>, Arguments>}: asks for the arguments of the request that
     * an environ is for (MW-8); see {@link #arguments}.
     */
    public static final String ARGUMENTS = "gateway_toolkit.routing.arguments";

    private static final String OPTIONS = "OPTIONS";

    private final Routes<Application> routes;
    private final LifecycleGroup lifecycles;

    private final boolean throwing;

    private RoutingApplication(Routes<Application> routes, boolean throwing) {
        this.routes = routes;
        this.lifecycles = LifecycleGroup.of(routes.endpoints());
        this.throwing = throwing;
    }

    /**
     * {@return an application of routes to applications}
     *
     * @param routes to follow
     */
    public static RoutingApplication of(Routes<Application> routes) {
        return new RoutingApplication(routes, false);
    }

    /**
     * {@return an application of routes to something else, usually names}
     *
     * @param routes to follow
     * @param applications gives the application of each endpoint; asked once for each, now
     * @param <E> the type of endpoints
     * @throws NullPointerException if it gives null for one of them
     */
    public static <E> RoutingApplication of(
            Routes<E> routes, Function<? super E, ? extends Application> applications) {
        Map<E, Application> known = new HashMap<>();
        for (E endpoint : routes.endpoints()) {
            known.put(endpoint, Objects.requireNonNull(applications.apply(endpoint)));
        }
        return new RoutingApplication(
                routes.map(endpoint -> Objects.requireNonNull(known.get(endpoint))), false);
    }

    /**
     * {@return the same, but 404 and 405 are thrown}
     *
     * <p>For a middleware around it that gives all errors pages of one's own: {@link
     * HttpException#answered(Function)}.
     */
    public RoutingApplication throwing() {
        return new RoutingApplication(routes, true);
    }

    /**
     * {@return the arguments of a request that was handed to an endpoint}
     *
     * <p>They are matched again if somebody has rewritten the path in the meantime; moving the
     * mount along the path is no rewriting.
     *
     * @param environ as the endpoint was given it
     * @throws IllegalArgumentException if no {@code RoutingApplication} was on the way, or the path
     *     was rewritten to one that its rules do not match
     */
    @SuppressWarnings("unchecked") // The key's type.
    public static Arguments arguments(Map<String, Object> environ) {
        if (environ.get(ARGUMENTS) instanceof Function<?, ?> function) {
            return ((Function<Map<String, Object>, Arguments>) function).apply(environ);
        }
        throw new IllegalArgumentException("the environ has no " + ARGUMENTS);
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        RouteRequest request = RouteRequest.of(environ);
        Resolution<Application> resolution = routes.match(request);
        if (resolution instanceof Resolution.Match<Application> match) {
            environ.put(
                    ARGUMENTS,
                    (Function<Map<String, Object>, Arguments>)
                            now -> current(request, match.arguments(), now));
            return match.endpoint().call(environ, startResponse);
        }
        if (resolution instanceof Resolution.Redirect<Application> redirect) {
            return moved(redirect.location(), startResponse);
        }
        if (resolution instanceof Resolution.MethodNotAllowed<Application> other) {
            return disallowed(request.method(), other.allowed(), environ, startResponse);
        }
        // OPTIONS * is about the server as a whole (RFC 9110 §9.3.7).
        return request.rawPath().equals("*")
                ? disallowed(request.method(), routes.methods(), environ, startResponse)
                : refused(HttpException.notFound(), environ, startResponse);
    }

    private Arguments current(
            RouteRequest matched, Arguments arguments, Map<String, Object> environ) {
        String script = matched.site().rawScriptName();
        String path = Site.of(environ).rawScriptName() + RouteRequest.of(environ).rawPath();
        if (path.equals(script + matched.rawPath())) {
            return arguments;
        }
        if (path.startsWith(script)
                && routes.match(
                                new RouteRequest(
                                        matched.site(),
                                        matched.method(),
                                        path.substring(script.length()),
                                        matched.query()))
                        instanceof Resolution.Match<Application> match) {
            return match.arguments();
        }
        throw new IllegalArgumentException("the path was rewritten, and no rule matches it now");
    }

    private Iterable<byte[]> refused(
            HttpException error, Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        if (throwing) {
            throw error;
        }
        return error.call(environ, startResponse);
    }

    private Iterable<byte[]> disallowed(
            String method,
            Collection<String> methods,
            Map<String, Object> environ,
            StartResponse startResponse)
            throws Exception {
        Set<String> allowed = new TreeSet<>(methods);
        allowed.add(OPTIONS);
        if (!method.equals(OPTIONS)) {
            return refused(HttpException.methodNotAllowed(allowed), environ, startResponse);
        }
        startResponse.start(
                "204 No Content", List.of(new Header("Allow", String.join(", ", allowed))));
        return List.of();
    }

    private static Iterable<byte[]> moved(String location, StartResponse startResponse) {
        startResponse.start(
                Resolution.Redirect.STATUS + " Permanent Redirect",
                List.of(
                        new Header("Location", location),
                        new Header("Content-Type", "text/html; charset=utf-8")));
        String link = Html.escape(location);
        return List.of(
                ("<!doctype html>\n<html lang=en>\n<title>308 Permanent Redirect</title>\n"
                                + "<h1>Permanent Redirect</h1>\n<p>This is now at <a href=\""
                                + link
                                + "\">"
                                + link
                                + "</a>.</p>\n")
                        .getBytes(UTF_8));
    }

    /** Starts each endpoint once; those started before one that fails are stopped again. */
    @Override
    public void start(Map<String, String> settings) throws Exception {
        lifecycles.start(settings);
    }

    /**
     * Stops what was started, the last first; the first exception passes after all were stopped.
     */
    @Override
    public void stop() throws Exception {
        lifecycles.stop();
    }
}
