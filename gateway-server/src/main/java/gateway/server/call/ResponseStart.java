package gateway.server.call;

import gateway.api.Header;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.server.http.Request;
import gateway.server.http.ResponseWriter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The {@link StartResponse} of one request: keeps status and headers until the response is
 * committed (chapter 7 of spec.md).
 */
final class ResponseStart implements StartResponse {
    private final ResponseWriter response;
    private final Request request;
    private boolean started;
    private Optional<Upgrade> upgrade = Optional.empty();
    private int code;
    private String reason = "";
    private List<Header> headers = List.of();
    private Optional<Supplier<List<Header>>> trailers = Optional.empty();

    /** Also read by threads that use this too late. */
    private volatile boolean over;

    ResponseStart(Request request, ResponseWriter response) {
        this.request = request;
        this.response = response;
    }

    @Override
    public void start(String status, List<Header> headers, @Nullable Throwable error) {
        requireCurrent();
        Objects.requireNonNull(status, "SR-1: the status is null");
        Objects.requireNonNull(headers, "SR-1: the header list is null");
        if (error != null && response.committed()) {
            throw new ResponseCommittedException(error);
        }
        if (error == null && (started || upgrade.isPresent())) {
            throw new IllegalStateException("SR-2: start was called before, and no error is given");
        }
        int newCode = HeadRules.code(status);
        this.headers = HeadRules.check(headers);
        this.code = newCode;
        this.reason = HeadRules.reason(status);
        this.trailers = Optional.empty();
        this.upgrade = Optional.empty();
        this.started = true;
    }

    @Override
    public boolean earlyHints(List<Header> headers) throws IOException {
        requireCurrent();
        List<Header> checked = HeadRules.checkInterim(headers);
        return upgrade.isEmpty() && response.earlyHints(checked);
    }

    @Override
    public boolean flush() throws IOException {
        requireStarted();
        if (!response.committed()) {
            commit(ResponseWriter.UNKNOWN);
        }
        response.flush();
        return true;
    }

    @Override
    public boolean trailers(Supplier<List<Header>> supplier) {
        Objects.requireNonNull(supplier, "SR-1: the supplier is null");
        requireCurrent();
        boolean possible =
                started
                        && trailers.isEmpty()
                        && !response.committed()
                        && request.head().acceptsTrailers()
                        && !request.head().isHead()
                        && !bodiless()
                        && declaredLength() == ResponseWriter.UNKNOWN;
        if (possible) {
            trailers = Optional.of(supplier);
        }
        return possible;
    }

    @Override
    public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
        requireCurrent();
        Objects.requireNonNull(protocol, "SR-1: the protocol is null");
        Objects.requireNonNull(handler, "SR-1: the handler is null");
        if (started || upgrade.isPresent()) {
            throw new IllegalStateException("EXT-7: upgrade after start");
        }
        List<Header> checked = HeadRules.checkInterim(headers);
        if (response.committed()
                || !request.body().ended()
                || !Upgrade.isOffered(request.head(), protocol)) {
            return false;
        }
        upgrade = Optional.of(new Upgrade(protocol, checked, handler));
        return true;
    }

    /** What {@code upgrade} accepted. */
    Optional<Upgrade> upgrade() {
        return upgrade;
    }

    /** True once {@code start} has been called without an exception. */
    boolean started() {
        return started;
    }

    /** The Content-Length that the application gave, or {@link ResponseWriter#UNKNOWN}. */
    long declaredLength() {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase("Content-Length")) {
                return Long.parseLong(header.value());
            }
        }
        return ResponseWriter.UNKNOWN;
    }

    /** True if a response with this status has no body (LEN-4). */
    boolean bodiless() {
        return code == 204 || code == 205 || code == 304;
    }

    /**
     * Begins the response with what was given last; a length that is known leaves no room for
     * trailers.
     */
    void commit(long length) {
        response.begin(
                code, reason, headers, trailers.isPresent() ? ResponseWriter.UNKNOWN : length);
    }

    /** Asks for the trailer fields, at the end of the body. */
    List<Header> takeTrailers() {
        return trailers.map(supplier -> HeadRules.checkTrailers(supplier.get())).orElse(List.of());
    }

    /** The request is over: every further use throws (SR-8). */
    void end() {
        over = true;
    }

    private void requireCurrent() {
        if (over) {
            throw new IllegalStateException("SR-8: the request is over");
        }
    }

    private void requireStarted() {
        requireCurrent();
        if (!started) {
            throw new IllegalStateException("EXT-6: start has not been called yet");
        }
    }
}
