package gateway.toolkit;

import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Passes everything on to another {@link StartResponse}, the optional capabilities included (MW-3):
 * the base of a middleware that changes one thing and leaves the rest as it is.
 *
 * <p>A middleware that changes the body overrides {@link #trailers} and {@link #upgrade} too where
 * they no longer hold (MW-4).
 */
public class ForwardingStartResponse implements StartResponse {
    private final StartResponse outer;

    /**
     * Forwards to another one.
     *
     * @param outer takes whatever this one is told
     * @throws NullPointerException if it is null
     */
    public ForwardingStartResponse(StartResponse outer) {
        this.outer = Objects.requireNonNull(outer);
    }

    @Override
    @SuppressWarnings(
            "exports") // Users need the annotation's module neither to compile nor to run.
    public void start(String status, List<Header> headers, @Nullable Throwable error) {
        outer.start(status, headers, error);
    }

    @Override
    public boolean earlyHints(List<Header> headers) throws IOException {
        return outer.earlyHints(headers);
    }

    @Override
    public boolean flush() throws IOException {
        return outer.flush();
    }

    @Override
    public boolean trailers(Supplier<List<Header>> supplier) {
        return outer.trailers(supplier);
    }

    @Override
    public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
        return outer.upgrade(protocol, headers, handler);
    }
}
