package gateway.toolkit.routing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A URL to be built: an endpoint with its arguments. Immutable; each method gives a changed copy.
 *
 * @param <E> the type of endpoints
 */
public final class UrlRequest<E> {
    private final Urls<E> urls;
    private final E endpoint;
    private final Map<String, Object> values;
    private final Optional<String> method;
    private final Site site;
    private final boolean absolute;

    UrlRequest(
            Urls<E> urls,
            E endpoint,
            Map<String, Object> values,
            Optional<String> method,
            Site site,
            boolean absolute) {
        this.urls = urls;
        this.endpoint = endpoint;
        this.values = values;
        this.method = method;
        this.site = site;
        this.absolute = absolute;
    }

    /**
     * {@return the URL with one more argument}
     *
     * @param name of a placeholder; what no placeholder of the rule has becomes part of the query
     * @param value for its converter; in the query, an {@code Iterable} gives several, and an empty
     *     {@code Optional} leaves it out
     */
    public UrlRequest<E> with(String name, Object value) {
        return with(Collections.singletonMap(name, value));
    }

    /**
     * {@return the URL with more arguments}
     *
     * @param more of them, as above
     */
    public UrlRequest<E> with(Map<String, ?> more) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        more.forEach(
                (name, value) -> {
                    if (!(value instanceof Optional<?> optional)) {
                        all.put(name, Values.normal(value));
                    } else if (optional.isPresent()) {
                        all.put(name, Values.normal(optional.get()));
                    }
                });
        return new UrlRequest<>(urls, endpoint, all, method, site, absolute);
    }

    /**
     * {@return the URL of a rule for a method; otherwise one for GET is preferred}
     *
     * @param name such as {@code "POST"}
     */
    public UrlRequest<E> method(String name) {
        return new UrlRequest<>(urls, endpoint, values, Optional.of(name), site, absolute);
    }

    /**
     * {@return the URL as seen from a site: below its mount, and with a host only where that is
     * another one}
     *
     * @param other usually {@link Site#of} the request
     */
    public UrlRequest<E> at(Site other) {
        return new UrlRequest<>(urls, endpoint, values, method, other, absolute);
    }

    /** {@return the URL with scheme and host in any case} */
    public UrlRequest<E> absolute() {
        return new UrlRequest<>(urls, endpoint, values, method, site, true);
    }

    /**
     * {@return the URL in ASCII, {@code "/path?query"} or {@code "http://host/path?query"}}
     *
     * @throws UnbuildableUrlException if no rule of the endpoint fits: an argument is missing or
     *     has no text that would be matched as the same again
     */
    public String build() {
        return urls.build(endpoint, values, method, site, absolute);
    }
}
