package gateway.toolkit;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;

import java.util.Map;
import java.util.Objects;

/**
 * Passes everything on to another {@link Application}, its {@link Lifecycle} included if it has one
 * (LIFE-3): the base of a middleware.
 */
public class ForwardingApplication implements Application, Lifecycle {
    private final Application inner;

    /**
     * Forwards to another one.
     *
     * @param inner answers whatever this one is asked
     * @throws NullPointerException if it is null
     */
    public ForwardingApplication(Application inner) {
        this.inner = Objects.requireNonNull(inner);
    }

    /** {@return the other one} */
    protected final Application inner() {
        return inner;
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        return inner.call(environ, startResponse);
    }

    @Override
    public void start(Map<String, String> settings) throws Exception {
        if (inner instanceof Lifecycle lifecycle) {
            lifecycle.start(settings);
        }
    }

    @Override
    public void stop() throws Exception {
        if (inner instanceof Lifecycle lifecycle) {
            lifecycle.stop();
        }
    }
}
