package gateway.server.call;

import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.server.http.ErrorAnswer;
import gateway.server.http.RefusedException;
import gateway.server.http.Request;
import gateway.server.http.ResponseWriter;
import gateway.server.http.Rule;
import gateway.server.http.Tunnel;
import gateway.server.log.LoggedThrowable;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One call of an application, from the environ to the finish callbacks.
 *
 * <pre>
 *   call ─→ send the body ─→ close it ─→ finish callbacks
 *     └───────┴─ Throwable ─→ before commit: 500, or what the client's body has earned
 *                             after commit:  the response is cut off
 *                             client gone:   nothing, and nothing is logged as an error
 * </pre>
 */
final class Call {
    /**
     * {@code BooleanSupplier}: true once a graceful stop has begun; cheap, for any thread. Lets
     * what has no end, such as an event stream or a WebSocket, take its leave within the grace.
     */
    static final String STOPPING = "gateway_server.stopping";

    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    /** {@code String} in the environ: the request's id, where requests have one. */
    private static final String ID = "gateway_server.request_id";

    /** The same for loggers. */
    private static final String ID_IN_LOGS = "request_id";

    private final Mount mount;
    private final DroppedFields dropped;
    private final Request request;
    private final ResponseWriter response;
    private final ResponseStart start;
    private final ErrorLog errors;
    private final FinishCallbacks callbacks;

    Call(Mount mount, DroppedFields dropped, Request request, ResponseWriter response) {
        this.mount = mount;
        this.dropped = dropped;
        this.request = request;
        this.response = response;
        this.start = new ResponseStart(request, response);
        this.callbacks = new FinishCallbacks(request.head());
        this.errors = new ErrorLog(request.head());
    }

    private void run(Map<String, String> settings, boolean multithread) {
        @Nullable Iterable<byte[]> body = null;
        @Nullable Throwable failure = null;
        try {
            body = mount.application().call(environ(settings, multithread), start);
            Thread.interrupted();
            send(body);
        } catch (Throwable e) {
            Thread.interrupted();
            failure = e;
            answer(e);
        }
        failure = close(body, failure);
        start.end();
        request.body().detach();
        if (failure == null && start.upgrade().isPresent()) {
            failure = handOver(start.upgrade().get());
        }
        if (failure != null) {
            log(failure);
        }
        callbacks.run(new Finish(response.status(), response.octets(), failure));
        errors.close();
    }

    /** The id is there for whatever this thread logs meanwhile, and nothing stays behind. */
    void runIdentified(Map<String, String> settings, boolean multithread) {
        if (request.id().isEmpty()) {
            run(settings, multithread);
            return;
        }
        MDC.put(ID_IN_LOGS, request.id());
        try {
            run(settings, multithread);
        } finally {
            MDC.clear();
        }
    }

    private Map<String, Object> environ(Map<String, String> settings, boolean multithread)
            throws IOException {
        Map<String, Object> environ = Environs.create(request, mount, dropped);
        environ.putAll(settings);
        environ.put(Environ.MULTITHREAD, multithread);
        if (!request.id().isEmpty()) {
            environ.put(ID, request.id());
        }
        environ.put(Environ.ERRORS, errors);
        environ.put(Environ.ON_FINISH, callbacks);
        Supplier<List<Header>> trailers = () -> new RawHeaders(request.body().trailers());
        environ.put(Environ.REQUEST_TRAILERS, trailers);
        BooleanSupplier gone = request.body()::clientGone;
        environ.put(Environ.CLIENT_DISCONNECTED, gone);
        environ.put(STOPPING, request.connection().stopping());
        return environ;
    }

    private void send(@Nullable Iterable<byte[]> body) throws IOException {
        if (body == null) {
            throw new ClauseViolation("APP-3", "the application returned null");
        }
        if (start.upgrade().isPresent()) {
            return; // What was returned is closed, and no more.
        }
        if (!start.started()) {
            throw new ClauseViolation("APP-4", "the application returned without calling start");
        }
        boolean nobodyWatches = !(body instanceof AutoCloseable) && callbacks.isEmpty();
        new BodySender(start, response, request.head())
                .send(body, nobodyWatches && body instanceof Collection);
    }

    /** Lets the handler speak its protocol until it has enough (EXT-7). */
    private @Nullable Throwable handOver(Upgrade upgrade) {
        try {
            Tunnel tunnel =
                    response.switchProtocols(upgrade.protocol(), upgrade.headers(), request.body());
            upgrade.handler().handle(tunnel.in(), tunnel.out());
            return null;
        } catch (Throwable e) {
            return e;
        } finally {
            Thread.interrupted();
        }
    }

    /** Answers for the application, or cuts its answer off. */
    private void answer(Throwable failure) {
        try {
            Optional<Rule> refused = refused();
            if (request.connection().lost() || response.committed()) {
                response.abort();
            } else if (refused.isPresent()) {
                ErrorAnswer.refuse(response, refused.get());
            } else {
                ErrorAnswer.fail(response, 500);
            }
        } catch (IOException e) {
            LOG.debug("no answer for a client that is gone: {}", e.toString());
        } catch (Throwable e) {
            suppress(e, failure);
        }
    }

    /**
     * The rule that the request's body was found to break. Then the client is to blame for whatever
     * the application throws or fails to do, and none of it is logged as an error: it could be
     * caused again and again (ERR-1).
     */
    private Optional<Rule> refused() {
        return request.body()
                .failure()
                .filter(RefusedException.class::isInstance)
                .map(failure -> ((RefusedException) failure).rule());
    }

    /**
     * Closes the body exactly once (CLOSE-1); its failure neither hides an earlier one nor changes
     * the response (CLOSE-3).
     */
    private @Nullable Throwable close(
            @Nullable Iterable<byte[]> body, @Nullable Throwable failure) {
        if (body instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable e) {
                if (failure == null && refused().isEmpty()) {
                    LOG.error(
                            "{}: CLOSE-3: the body's close failed",
                            request.head(),
                            LoggedThrowable.of(e));
                } else if (failure != null) {
                    suppress(e, failure);
                }
            }
            Thread.interrupted();
        }
        return failure;
    }

    @SuppressWarnings("ReferenceEquality") // Only the very same one cannot be suppressed by itself.
    private static void suppress(Throwable later, Throwable earlier) {
        if (later != earlier) {
            earlier.addSuppressed(later);
        }
    }

    private void log(Throwable failure) {
        if (request.connection().lost()) {
            LOG.debug("{}: the client is gone: {}", request.head(), failure.toString());
        } else if (refused().isPresent()) { // Which is in the log already.
            LOG.debug("{}: after its body was refused: {}", request.head(), failure.toString());
        } else {
            LOG.error("{} failed", request.head(), LoggedThrowable.of(failure));
        }
    }
}
