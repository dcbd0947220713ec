/**
 * The embedding API: an application, where to listen, start, stop.
 *
 * <pre>{@code
 * try (Gateway gateway = Gateway.serving(new Hello()).on("127.0.0.1", 0).start()) {
 *     URI home = gateway.uri();
 * }
 * }</pre>
 */
@NullMarked
package gateway.server;

import org.jspecify.annotations.NullMarked;
