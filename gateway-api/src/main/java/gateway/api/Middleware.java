package gateway.api;

import java.util.Map;

/**
 * Wraps an application in another one that does something before, after or instead of it (chapter
 * 13 of spec.md).
 *
 * <p>{@code logging.andThen(compression).applyTo(application)} reads as a request walks: through
 * logging, then compression, then into the application.
 */
@FunctionalInterface
public interface Middleware {
    /**
     * Wraps {@code inner}. What comes back obeys every clause for servers towards {@code inner},
     * and every clause for applications towards whoever calls it (MW-1).
     *
     * @param inner the application, or what the next middleware made of it
     * @return the application to call in its place
     */
    Application wrap(Application inner);

    /**
     * Puts another middleware inside this one.
     *
     * @param next through which a request walks after this one and before the application
     * @return both as one
     */
    default Middleware andThen(Middleware next) {
        return inner -> applyTo(next.applyTo(inner));
    }

    /**
     * Wraps {@code inner} and keeps its {@link Lifecycle}: if {@code inner} has one and the result
     * of {@link #wrap} has not, the application returned forwards {@code start} and {@code stop} to
     * {@code inner} (LIFE-3).
     *
     * @param inner the application
     * @return the application to call in its place
     */
    default Application applyTo(Application inner) {
        Application outer = wrap(inner);
        if (outer instanceof Lifecycle || !(inner instanceof Lifecycle lifecycle)) {
            return outer;
        }
        final class WithLifecycle implements Application, Lifecycle {
            @Override
            public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
                    throws Exception {
                return outer.call(environ, startResponse);
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
        return new WithLifecycle();
    }
}
