/**
 * Proxies: being behind one, and being one.
 *
 * <p>{@link gateway.toolkit.proxy.ProxyFixMiddleware} shows the application the client instead of
 * the proxy in front of the server:
 *
 * <pre>{@code
 * Application application =
 *         ProxyFixMiddleware.builder().trusting("10.0.0.0/8").xFor(1).xProto(1).wrap(hello);
 * }</pre>
 *
 * <p>{@link gateway.toolkit.proxy.HttpProxyMiddleware} passes requests on to other servers:
 *
 * <pre>{@code
 * Application site =
 *         HttpProxyMiddleware.builder()
 *                 .forward("/api", Upstream.at("http://127.0.0.1:9000"))
 *                 .wrap(hello);
 * }</pre>
 */
@NullMarked
package gateway.toolkit.proxy;

import org.jspecify.annotations.NullMarked;
