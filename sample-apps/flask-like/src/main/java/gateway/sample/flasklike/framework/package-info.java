/**
 * A web framework of 600 lines of code, made of the toolkit: routes to functions, with templates,
 * JSON, sessions, flashed messages, static files, error pages and blueprints.
 *
 * <pre>{@code
 * App app = new App("demo", Demo.class);
 * app.get("/hello/<name>", "hello", c -> "Hello " + c.text("name"));
 * app.run(true);
 * }</pre>
 *
 * <p>An {@link gateway.sample.flasklike.framework.App} is told everything before it is started, and
 * is an {@link gateway.api.Application} from then on. The walk of a request:
 *
 * <pre>
 * Debug ─ Session ─ Dispatch: Table ─► before… ─► View ─► after… ─► body ─► teardown…
 *                                        └── an exception ──► error handler ─► after… ─► body
 * </pre>
 */
@NullMarked
package gateway.sample.flasklike.framework;

import org.jspecify.annotations.NullMarked;
