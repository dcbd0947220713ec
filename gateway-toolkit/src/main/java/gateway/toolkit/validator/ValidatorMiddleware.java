package gateway.toolkit.validator;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.api.Middleware;
import gateway.api.StartResponse;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Checks both sides of itself against {@code spec.md}, and changes nothing: no octet, no header, no
 * capability (VAL-1). The server finds it between itself and the application, and the application
 * between itself and the server.
 *
 * <p>In a test:
 *
 * <pre>{@code
 * ThrowingSink sink = new ThrowingSink();
 * Application checked = ValidatorMiddleware.named("test").reportingTo(sink).wrap(application);
 * …
 * sink.verify();
 * }</pre>
 *
 * <p>Two of them tell what the middleware between them does:
 *
 * <pre>{@code
 * ValidatorMiddleware.named("outer")
 *         .andThen(compression)
 *         .andThen(ValidatorMiddleware.named("inner"))
 *         .applyTo(application);
 * }</pre>
 *
 * <p>A finding names the clause, the guilty party, and the offending value (VAL-2); each fault is
 * reported once per request. It costs time: it is made for tests and for development.
 *
 * <pre>
 *   call ──→ EnvironCheck ──→ Boundary ──→ callee          the journal of the request lies in environ:
 *               StartCheck, CapabilityCheck ←── start      the next validator further in finds it there,
 *                  CheckedInput, … ←── environ's objects   and compares
 *   body ←── CheckedBody ←────────────── body
 * </pre>
 */
public final class ValidatorMiddleware implements Middleware {
    private final String name;
    private final Consumer<Finding> sink;

    private ValidatorMiddleware(String name, Consumer<Finding> sink) {
        this.name = Objects.requireNonNull(name);
        this.sink = Objects.requireNonNull(sink);
    }

    /**
     * {@return one that writes to the log; see {@link LogSink}}
     *
     * @param name where it stands, for the findings; each of several has its own
     */
    public static ValidatorMiddleware named(String name) {
        return new ValidatorMiddleware(name, new LogSink());
    }

    /**
     * {@return the same with another sink: {@link ThrowingSink}, {@link LogSink}, or any consumer}
     *
     * @param sink called by the thread that is at fault, by the request's, or, for a body that is
     *     never closed, by one that runs after the garbage collector; so by several at a time
     */
    public ValidatorMiddleware reportingTo(Consumer<Finding> sink) {
        return new ValidatorMiddleware(name, sink);
    }

    @Override
    public Application wrap(Application inner) {
        Application validated = new ValidatedApplication(name, sink, Objects.requireNonNull(inner));
        return inner instanceof Lifecycle lifecycle
                ? new WithLifecycle(validated, lifecycle)
                : validated;
    }

    private record WithLifecycle(Application validated, Lifecycle lifecycle)
            implements Application, Lifecycle {
        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
                throws Exception {
            return validated.call(environ, startResponse);
        }

        @Override
        public void start(Map<String, String> settings) throws Exception {
            lifecycle.start(settings);
        }

        @Override
        public void stop() throws Exception {
            lifecycle.stop();
        }
    }
}
