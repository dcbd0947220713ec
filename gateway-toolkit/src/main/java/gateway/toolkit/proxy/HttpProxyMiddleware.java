package gateway.toolkit.proxy;

import gateway.api.Application;
import gateway.api.Middleware;
import gateway.toolkit.ForwardingApplication;
import gateway.toolkit.middleware.DispatcherMiddleware;

/**
 * Passes requests below certain paths on to other servers; all others go to the application.
 *
 * <ul>
 *   <li>Both bodies are passed on as they come, in blocks of at most 16 KiB. An answer that comes
 *       before the request has ended is passed on at once; if it is no error the rest of the
 *       request follows while the upstream is silent. Over TLS an answer may be seen only when the
 *       request was sent.
 *   <li>502 where there is no connection or the answer is not HTTP/1.x to the letter, 504 where
 *       there is none in time. An answer that ends early, or stalls, breaks off for the client too.
 *       Nothing is ever sent twice.
 *   <li>Fields for a single connection are left out both ways. The upstream gets Via, and
 *       X-Forwarded-For, -Proto and -Host (and -Prefix, where it is removed) in place of whatever
 *       the client has sent under these names and as Forwarded.
 *   <li>400 where the decoded path has a segment {@code .} or {@code ..}, also one that ends at a
 *       backslash, an encoded slash or a semicolon: it could lead out of the prefix.
 *   <li>Early hints and trailers of the upstream are passed on.
 *   <li>Each request has a connection of its own. An upgrade is not passed on.
 * </ul>
 */
public final class HttpProxyMiddleware extends ForwardingApplication {
    private HttpProxyMiddleware(DispatcherMiddleware dispatcher) {
        super(dispatcher);
    }

    /** {@return a builder that passes nothing on} */
    public static Builder builder() {
        return new Builder();
    }

    /** Says which paths go where. */
    public static final class Builder implements Middleware {
        private final DispatcherMiddleware.Builder mounts = DispatcherMiddleware.builder();

        private Builder() {}

        /**
         * Passes on what is at a path or below it; the longest prefix counts.
         *
         * @param prefix decoded: {@code "/…"}, {@code ""} for everything
         * @param upstream answers
         * @return this
         * @throws IllegalArgumentException if the prefix does not begin with a slash, or goes
         *     elsewhere already
         */
        public Builder forward(String prefix, Upstream upstream) {
            mounts.mount(prefix, new ProxyApplication(upstream));
            return this;
        }

        @Override
        public HttpProxyMiddleware wrap(Application inner) {
            return new HttpProxyMiddleware(mounts.wrap(inner));
        }
    }
}
