package gateway.toolkit.request;

import gateway.api.Environ;

import java.util.Map;

/**
 * The URL of a request, octet by octet as it was asked for (STR-7).
 *
 * <pre>
 *   https://example.com/mount/path?query
 *   scheme  host       rawMount rawPath query
 * </pre>
 *
 * @param scheme {@code http} or {@code https}
 * @param host without the scheme's default port
 * @param rawMount percent-encoded: {@code ""} or {@code "/…"}
 * @param rawPath percent-encoded, below the mount
 * @param hasQuery whether there is a question mark
 * @param query without the question mark
 */
public record RequestUrl(
        String scheme, Host host, String rawMount, String rawPath, boolean hasQuery, String query) {
    /**
     * {@return the URL of a request}
     *
     * @param environ the request
     * @param host of the request, checked
     */
    static RequestUrl of(Map<String, Object> environ, Host host) {
        return new RequestUrl(
                text(environ, Environ.URL_SCHEME),
                host,
                text(environ, Environ.RAW_SCRIPT_NAME),
                text(environ, Environ.RAW_PATH_INFO),
                text(environ, Environ.REQUEST_URI).indexOf('?') >= 0,
                Environ.queryString(environ));
    }

    private static String text(Map<String, Object> environ, String key) {
        if (environ.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the environ has no " + key);
    }

    /** {@return {@code https://example.com}, without a slash at the end} */
    public String origin() {
        return scheme + "://" + host;
    }

    /** {@return {@code https://example.com/mount/}, with a slash at the end} */
    public String root() {
        return origin() + rawMount + "/";
    }

    /** {@return the URL without its query} */
    public String withoutQuery() {
        return origin() + path();
    }

    /** {@return mount and path, percent-encoded; {@code *} for {@code OPTIONS *}} */
    public String path() {
        return rawMount + rawPath;
    }

    /** {@return mount, path and query, for a link that stays on this host} */
    public String pathAndQuery() {
        return hasQuery ? path() + "?" + query : path();
    }

    /** {@return the whole URL} */
    @Override
    public String toString() {
        return origin() + pathAndQuery();
    }
}
