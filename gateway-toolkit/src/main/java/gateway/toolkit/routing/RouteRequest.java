package gateway.toolkit.routing;

import gateway.api.Environ;

import java.util.Map;

/**
 * What a match looks at.
 *
 * @param site host and mount
 * @param method as received; case matters
 * @param rawPath the path below the mount, percent-encoded as received: a {@code %2F} in it is part
 *     of a segment
 * @param query as received, {@code ""} for none; redirects keep it
 */
public record RouteRequest(Site site, String method, String rawPath, String query) {
    /**
     * {@return a request of the root mount of an unknown host}
     *
     * @param method such as {@code "GET"}
     * @param rawPath such as {@code "/a%20b"}; characters beyond ASCII may stand for themselves
     */
    public static RouteRequest of(String method, String rawPath) {
        return new RouteRequest(Site.UNKNOWN, method, rawPath, "");
    }

    /**
     * {@return what an application was called with}
     *
     * @param environ the request
     */
    public static RouteRequest of(Map<String, Object> environ) {
        Object raw = environ.get(Environ.RAW_PATH_INFO);
        return new RouteRequest(
                Site.of(environ),
                Environ.method(environ),
                raw instanceof String text ? text : PathText.encode(Environ.pathInfo(environ)),
                Environ.queryString(environ));
    }

    /**
     * {@return the same at another site}
     *
     * @param other host and mount
     */
    public RouteRequest at(Site other) {
        return new RouteRequest(other, method, rawPath, query);
    }

    /**
     * {@return the same with another query}
     *
     * @param other percent-encoded, without the question mark
     */
    public RouteRequest withQuery(String other) {
        return new RouteRequest(site, method, rawPath, other);
    }
}
