package gateway.toolkit.errors;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingApplication;
import gateway.toolkit.ForwardingStartResponse;
import gateway.toolkit.http.HttpDate;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * An error of HTTP, to be thrown by an application and answered by {@link #answered}; it is itself
 * the application that answers with its page.
 *
 * <p>The page is HTML for whoever asks for {@code text/html}, else plain text. Its description goes
 * to the client: it says nothing that the client must not know.
 *
 * <p>Those below 500 report the client's doing and carry no stack trace.
 */
public class HttpException extends RuntimeException implements Application {
    private static final long serialVersionUID = 1;

    private final HttpError error;
    private final String description;

    /** A record of two strings; what is written of an exception elsewhere needs no headers. */
    private final transient List<Header> headers;

    /**
     * An error with the usual words.
     *
     * @param error what is wrong
     */
    public HttpException(HttpError error) {
        this(error, error.description());
    }

    /**
     * An error with words of its own.
     *
     * @param error what is wrong
     * @param description for the client, plain text
     * @param headers to send besides Content-Type and Vary
     */
    public HttpException(HttpError error, String description, Header... headers) {
        this(error, description, List.of(headers), null);
    }

    /**
     * An error with a cause, for the log.
     *
     * @param error what is wrong
     * @param description for the client, plain text
     * @param headers to send besides Content-Type and Vary
     * @param cause what led to it; never shown to the client
     */
    @SuppressWarnings(
            "exports") // Users need the annotation's module neither to compile nor to run.
    public HttpException(
            HttpError error, String description, List<Header> headers, @Nullable Throwable cause) {
        super(error.status() + " " + error.title(), cause, true, error.status() >= 500);
        this.error = error;
        this.description = description;
        this.headers = List.copyOf(headers);
    }

    /**
     * {@return an error by its number, with the usual words}
     *
     * @param status one of those of {@link HttpError}
     * @throws IllegalArgumentException if it is none of them
     */
    public static HttpException of(int status) {
        return new HttpException(
                HttpError.of(status)
                        .orElseThrow(
                                () -> new IllegalArgumentException("no error status: " + status)));
    }

    /** {@return 404} */
    public static HttpException notFound() {
        return new HttpException(HttpError.NOT_FOUND);
    }

    /**
     * {@return 400}
     *
     * @param description what is wrong with the request
     */
    public static HttpException badRequest(String description) {
        return new HttpException(HttpError.BAD_REQUEST, description);
    }

    /**
     * {@return 401 with one WWW-Authenticate line for each challenge (RFC 9110 §11.6.1)}
     *
     * @param challenge such as {@code Basic realm="files"}
     * @param others more of them
     */
    public static HttpException unauthorized(String challenge, String... others) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("WWW-Authenticate", challenge));
        for (String other : others) {
            headers.add(new Header("WWW-Authenticate", other));
        }
        return of(HttpError.UNAUTHORIZED, headers);
    }

    /**
     * {@return 405 with Allow (RFC 9110 §10.2.1)}
     *
     * @param allowed the methods that the resource supports, in any order; may be empty
     */
    public static HttpException methodNotAllowed(Collection<String> allowed) {
        return of(
                HttpError.METHOD_NOT_ALLOWED,
                List.of(new Header("Allow", String.join(", ", new TreeSet<>(allowed)))));
    }

    /**
     * {@return 416 with Content-Range (RFC 9110 §14.4)}
     *
     * @param completeLength octets of the whole representation, 0 or more
     * @throws IllegalArgumentException if it is negative
     */
    public static HttpException rangeNotSatisfiable(long completeLength) {
        if (completeLength < 0) {
            throw new IllegalArgumentException("negative length: " + completeLength);
        }
        return of(
                HttpError.RANGE_NOT_SATISFIABLE,
                List.of(new Header("Content-Range", "bytes */" + completeLength)));
    }

    /**
     * {@return 429 or 503 with Retry-After in seconds, rounded up (RFC 9110 §10.2.3)}
     *
     * @param error usually {@link HttpError#TOO_MANY_REQUESTS} or {@link
     *     HttpError#SERVICE_UNAVAILABLE}
     * @param wait not negative
     * @throws IllegalArgumentException if it is negative
     */
    public static HttpException retryAfter(HttpError error, Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("negative wait: " + wait);
        }
        long seconds = wait.getSeconds() + (wait.getNano() > 0 ? 1 : 0);
        return of(error, List.of(new Header("Retry-After", Long.toString(seconds))));
    }

    /**
     * {@return 429 or 503 with Retry-After as a date}
     *
     * @param error as above
     * @param moment when to come back, to the second
     */
    public static HttpException retryAfter(HttpError error, Instant moment) {
        return of(error, List.of(new Header("Retry-After", HttpDate.format(moment))));
    }

    private static HttpException of(HttpError error, List<Header> headers) {
        return new HttpException(error, error.description(), headers, null);
    }

    /**
     * {@return a middleware that answers with the exception where an application's {@code call}
     * throws one}
     *
     * <p>A response that was started and not committed is replaced (SR-3); one that is committed
     * breaks off (SR-4). What the body throws while it is iterated is not caught.
     */
    public static Middleware answered() {
        return answered(e -> e);
    }

    /**
     * {@return a middleware that answers as {@link #answered()} does, with pages of one's own}
     *
     * @param pages gives the application that answers in place of the exception; its status and
     *     headers are then up to that
     */
    public static Middleware answered(
            Function<? super HttpException, ? extends Application> pages) {
        return inner -> new Answering(inner, pages);
    }

    private static final class Answering extends ForwardingApplication {
        private final Function<? super HttpException, ? extends Application> pages;

        Answering(Application inner, Function<? super HttpException, ? extends Application> pages) {
            super(inner);
            this.pages = pages;
        }

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
                throws Exception {
            try {
                return super.call(environ, startResponse);
            } catch (HttpException e) {
                return pages.apply(e).call(environ, new Replacing(startResponse, e));
            }
        }
    }

    /** Gives every start the error, so that it may take the place of an earlier one. */
    private static final class Replacing extends ForwardingStartResponse {
        private final HttpException reason;

        Replacing(StartResponse outer, HttpException reason) {
            super(outer);
            this.reason = reason;
        }

        @Override
        public void start(String status, List<Header> headers, @Nullable Throwable error) {
            super.start(status, headers, error == null ? reason : error);
        }
    }

    /** {@return what is wrong} */
    public final HttpError error() {
        return error;
    }

    /** {@return the status code} */
    public final int status() {
        return error.status();
    }

    /** {@return the words for the client, plain text} */
    public final String description() {
        return description;
    }

    /** {@return what is sent besides Content-Type and Vary; unmodifiable} */
    public final List<Header> headers() {
        return headers;
    }

    /**
     * Answers with the page. May be overridden by an exception that has another one, such as JSON.
     */
    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        PageFormat format = PageFormat.of(environ);
        List<Header> all = new ArrayList<>();
        all.add(new Header("Content-Type", format.contentType()));
        // Several of these may be cached without being asked (RFC 9110 §15.1).
        all.add(new Header("Vary", "Accept"));
        all.addAll(headers);
        startResponse.start(error.status() + " " + error.title(), all);
        return List.of(format.page(error.status(), error.title(), description).getBytes(UTF_8));
    }
}
