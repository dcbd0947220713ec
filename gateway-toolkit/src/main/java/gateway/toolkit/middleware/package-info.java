/**
 * Middleware: what a request passes on its way to the application.
 *
 * <p>Each is an {@link gateway.api.Application} that wraps one, and its builder is a {@link
 * gateway.api.Middleware}:
 *
 * <pre>{@code
 * Application application =
 *         ProxyFixMiddleware.builder().trusting("10.0.0.0/8").xFor(1).xProto(1)
 *                 .andThen(RequestIdMiddleware.builder())
 *                 .andThen(CompressionMiddleware.builder())
 *                 .applyTo(hello);
 * }</pre>
 *
 * <p>A builder can be used again; what it has made no longer follows its changes. All of them keep
 * the capabilities of {@link gateway.api.StartResponse} and the kind of body, except where they say
 * otherwise; none holds back a body.
 */
@NullMarked
package gateway.toolkit.middleware;

import org.jspecify.annotations.NullMarked;
