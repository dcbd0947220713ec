/**
 * The contract between web servers and web applications: what WSGI is to Python, for Java.
 *
 * <p>A server turns each request into a map, the <i>environ</i>, and calls an {@link Application}
 * with it and with a {@link StartResponse}. The application names status and headers, and returns
 * the body:
 *
 * <pre>{@code
 * public final class Hello implements Application {
 *     private static final List<Header> HEADERS =
 *             List.of(new Header("Content-Type", "text/plain; charset=utf-8"));
 *     private static final byte[] BODY = "Hello, World!\n".getBytes(UTF_8);
 *
 *     @Override
 *     public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
 *         startResponse.start("200 OK", HEADERS);
 *         return List.of(BODY);
 *     }
 * }
 * }</pre>
 *
 * <p>Servers find it through {@link java.util.ServiceLoader}: a line with its class name in {@code
 * META-INF/services/gateway.api.Application}, or {@code provides gateway.api.Application with …} in
 * a module descriptor.
 *
 * <p>A middleware ({@link gateway.api.Middleware}) wraps an application and is one. Everything that
 * belongs to one request happens on one thread, in this order:
 *
 * <pre>
 *   server                                application
 *     call(environ, startResponse)  ──→
 *                                   ←──  startResponse.start(status, headers)    nothing is sent yet
 *                                   ←──  returns the body
 *     body.iterator(), hasNext(), next() … each array is sent before the next is asked for;
 *                                          the first one takes the head with it: the response is committed
 *     body.close()                         if it is AutoCloseable: once, whatever happened
 *     finish callbacks
 * </pre>
 *
 * <p>Ids such as {@code APP-4} in these pages are the clauses of {@code spec.md}, the normative
 * text. A <i>wire string</i> is a {@code String} whose every {@code char} is at most U+00FF and
 * stands for one octet (ISO-8859-1). Checks named here are always active.
 */
@NullMarked
package gateway.api;

import org.jspecify.annotations.NullMarked;
