package gateway.tck.mock;

import gateway.api.Header;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.tck.http.Version;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The {@code StartResponse} of one request (chapters 7 and 16). */
final class MockStart implements StartResponse {
    /** An upgrade that was accepted. */
    record Upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {}

    private final Response response;
    private final Fields request;
    private final MockInput input;
    private boolean started;
    private int code;
    private String phrase = "";
    private List<Header> headers = List.of();
    private Optional<Supplier<List<Header>>> trailers = Optional.empty();
    private Optional<Upgrade> upgrade = Optional.empty();
    private volatile boolean over;

    MockStart(Response response, Fields request, MockInput input) {
        this.response = response;
        this.request = request;
        this.input = input;
    }

    @Override
    public void start(String status, List<Header> given, @Nullable Throwable error) {
        requireCurrent();
        Objects.requireNonNull(status, "SR-1: no status");
        Objects.requireNonNull(given, "SR-1: no headers");
        if (error != null && response.committed()) {
            throw new ResponseCommittedException(error);
        }
        if (error == null && (started || upgrade.isPresent())) {
            throw new IllegalStateException("SR-2: started before");
        }
        int newCode = HeadRules.code(status);
        headers = HeadRules.check(given);
        code = newCode;
        phrase = status.length() > 3 ? status.substring(4) : "";
        trailers = Optional.empty();
        upgrade = Optional.empty();
        started = true;
    }

    @Override
    public boolean earlyHints(List<Header> hints) throws IOException {
        requireCurrent();
        List<Header> checked = HeadRules.checkInterim(hints);
        if (!is11() || response.committed() || upgrade.isPresent()) {
            return false;
        }
        response.interim(103, checked);
        return true;
    }

    @Override
    public boolean flush() throws IOException {
        requireCurrent();
        if (!started) {
            throw new IllegalStateException("EXT-6: flush before start");
        }
        if (!response.committed()) {
            commit(Response.UNKNOWN);
        }
        response.requireClient();
        return true;
    }

    @Override
    public boolean trailers(Supplier<List<Header>> supplier) {
        requireCurrent();
        boolean sent =
                started
                        && !response.committed()
                        && is11()
                        && !response.head()
                        && !Response.isBodiless(code)
                        && declaredLength() == Response.UNKNOWN
                        && request.lists("HTTP_TE", "trailers")
                        && trailers.isEmpty();
        if (sent) {
            trailers = Optional.of(supplier);
        }
        return sent;
    }

    @Override
    public boolean upgrade(String protocol, List<Header> given, UpgradeHandler handler) {
        requireCurrent();
        if (started) {
            throw new IllegalStateException("EXT-7: upgrade after start");
        }
        List<Header> checked = HeadRules.checkInterim(given);
        boolean accepted =
                is11()
                        && upgrade.isEmpty()
                        && request.lists("HTTP_UPGRADE", protocol)
                        && request.lists("HTTP_CONNECTION", "upgrade")
                        && input.ended();
        if (accepted) {
            upgrade = Optional.of(new Upgrade(protocol, checked, handler));
        }
        return accepted;
    }

    boolean started() {
        return started;
    }

    Optional<Upgrade> upgrade() {
        return upgrade;
    }

    /** Whether a body is sent at all. */
    boolean hasBody() {
        return !response.head() && !Response.isBodiless(code);
    }

    boolean isBodiless() {
        return Response.isBodiless(code);
    }

    boolean hasTrailers() {
        return trailers.isPresent();
    }

    long declaredLength() {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase("Content-Length"))
                .mapToLong(header -> Long.parseLong(header.value()))
                .findFirst()
                .orElse(Response.UNKNOWN);
    }

    /** Commits what was started. */
    void commit(long known) throws IOException {
        response.commit(code, phrase, headers, trailers.isPresent() ? Response.UNKNOWN : known);
    }

    /** The trailer section, asked for now. */
    List<Header> takeTrailers() {
        return trailers.isPresent() ? HeadRules.checkTrailers(trailers.get().get()) : List.of();
    }

    /** The request is over (SR-8). */
    void end() {
        over = true;
    }

    private boolean is11() {
        return response.version() == Version.HTTP_1_1;
    }

    private void requireCurrent() {
        if (over) {
            throw new IllegalStateException("SR-8: the request is over");
        }
    }
}
