package gateway.toolkit.testing;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.api.ResponseCommittedException;
import gateway.api.StartResponse;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One request and its response: the part of a server, on the thread of the caller, without octets
 * on a wire.
 *
 * <pre>
 *   new ─→ call ─→ next, next, … until empty ─→ close
 * </pre>
 */
final class Exchange implements StartResponse {
    private static final Pattern STATUS =
            Pattern.compile("[2-5][0-9]{2}(?: [\\t -~\\x{80}-\\x{FF}]*)?");
    private static final Set<Integer> BODILESS = Set.of(204, 205, 304);

    private final Map<String, Object> environ;
    private final Deque<Consumer<Finish>> callbacks = new ArrayDeque<>();
    private final List<List<Header>> hints = new ArrayList<>();
    private final List<Header> trailers = new ArrayList<>();

    private String status = "";
    private List<Header> headers = List.of();
    private Optional<Supplier<List<Header>>> supplier = Optional.empty();
    private @Nullable Iterable<byte[]> body;
    private @Nullable Iterator<byte[]> arrays;
    private @Nullable Throwable failure;
    private boolean committed;
    private boolean ended;
    private boolean finishing;
    private boolean over;
    private long octets;

    Exchange(Map<String, Object> environ) {
        this.environ = environ;
        environ.putIfAbsent(Environ.CLIENT_DISCONNECTED, (BooleanSupplier) () -> over && !ended);
        environ.put(Environ.ON_FINISH, (Consumer<Consumer<Finish>>) this::register);
    }

    private void register(Consumer<Finish> callback) {
        if (finishing) {
            throw new IllegalStateException("EXT-9: the callbacks run already");
        }
        callbacks.push(callback);
    }

    /** Calls the application. */
    void call(Application application) throws Exception {
        try {
            body = application.call(environ, this);
            if (body == null) {
                throw new IllegalStateException("APP-3: call returned null");
            }
            if (status.isEmpty()) {
                throw new IllegalStateException("APP-4: call returned without start");
            }
            if (isBodiless()) {
                if (body instanceof Collection<byte[]> collection) {
                    collection.forEach(array -> {}); // As a server adds up their lengths (LEN-6).
                }
                committed = true;
                ended = true;
            } else {
                arrays = body.iterator();
            }
        } catch (Throwable e) {
            failure = e;
            throw e;
        }
    }

    /** The next array that is not empty; empty at the end of the body. */
    Optional<byte[]> next() {
        try {
            Iterator<byte[]> iterator = arrays;
            while (iterator != null && !ended) {
                if (!iterator.hasNext()) {
                    committed = true;
                    supplier.ifPresent(each -> trailers.addAll(each.get()));
                    ended = true;
                    break;
                }
                byte[] array = iterator.next();
                if (array == null) {
                    throw new IllegalStateException("BODY-2: the body yielded null");
                }
                if (array.length > 0) {
                    committed = true;
                    octets += array.length;
                    return Optional.of(array);
                }
            }
            return Optional.empty();
        } catch (Throwable e) {
            failure = e;
            throw e;
        }
    }

    /** Closes the body and runs what was registered for the end; may be called again. */
    void close() throws Exception {
        if (over) {
            return;
        }
        over = true;
        Throwable first = failure;
        try {
            if (body instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (Throwable e) {
            if (first == null) {
                throw e;
            }
            first.addSuppressed(e);
        } finally {
            if (environ.get(Environ.INPUT) instanceof RequestInput input) {
                input.end();
            }
            finish();
        }
    }

    private void finish() {
        int code = status.isEmpty() ? 0 : code();
        Throwable reason = failure;
        if (reason == null && !ended) {
            reason = new java.io.IOException("the client has closed the answer before its end");
        }
        Finish finish = new Finish(code, octets, reason);
        finishing = true;
        while (!callbacks.isEmpty()) {
            callbacks.pop().accept(finish);
        }
    }

    private boolean isBodiless() {
        return "HEAD".equals(environ.get(Environ.REQUEST_METHOD)) || BODILESS.contains(code());
    }

    int code() {
        return Integer.parseInt(status.substring(0, 3));
    }

    String status() {
        return status;
    }

    List<Header> headers() {
        return headers;
    }

    /** The values of all headers of a name, in order. */
    List<String> headers(String name) {
        return headers.stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    List<Header> trailers() {
        return List.copyOf(trailers);
    }

    List<List<Header>> hints() {
        return List.copyOf(hints);
    }

    @Override
    public void start(String newStatus, List<Header> newHeaders, @Nullable Throwable error) {
        checkOpen();
        List<Header> copy = List.copyOf(newHeaders);
        if (!STATUS.matcher(newStatus).matches()) {
            throw new IllegalArgumentException("RESP-1, RESP-2: no status: " + newStatus);
        }
        if (error == null && !status.isEmpty()) {
            throw new IllegalStateException("SR-2: a second start without an error");
        }
        if (error != null && committed) {
            throw new ResponseCommittedException(error);
        }
        status = newStatus;
        headers = copy;
        supplier = Optional.empty();
    }

    @Override
    public boolean earlyHints(List<Header> fields) {
        checkOpen();
        if (committed || "HTTP/1.0".equals(environ.get(Environ.SERVER_PROTOCOL))) {
            return false;
        }
        hints.add(List.copyOf(fields));
        return true;
    }

    @Override
    public boolean flush() {
        checkOpen();
        if (status.isEmpty()) {
            throw new IllegalStateException("EXT-6: flush before start");
        }
        committed = true;
        return true;
    }

    @Override
    public boolean trailers(Supplier<List<Header>> fields) {
        checkOpen();
        boolean asked = Environ.header(environ, "TE").orElse("").contains("trailers");
        boolean counted =
                headers.stream().anyMatch(each -> each.name().equalsIgnoreCase("Content-Length"));
        boolean granted =
                asked
                        && !counted
                        && !committed
                        && !status.isEmpty()
                        && supplier.isEmpty()
                        && !isBodiless()
                        && !"HTTP/1.0".equals(environ.get(Environ.SERVER_PROTOCOL));
        if (granted) {
            supplier = Optional.of(fields);
        }
        return granted;
    }

    private void checkOpen() {
        if (over) {
            throw new IllegalStateException("SR-8: the request is over");
        }
    }
}
