package gateway.api;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes the status and the headers of one response, and offers what a server can do beyond them.
 *
 * <p>The default methods are optional capabilities. A server that does not have one, and a
 * middleware that does not pass it on, leave the default, which does nothing and returns false; so
 * a middleware that wraps this interface in a lambda hides what it does not understand (EXT-2,
 * MW-3).
 *
 * <p>Used by the request's thread, or by another one while the request's thread is inside {@code
 * call} or the body, never by two at once; after the request every method throws {@link
 * IllegalStateException} (SR-8).
 */
@FunctionalInterface
public interface StartResponse {
    /**
     * Sets status and headers, or replaces them after an error. Sends nothing: the response is
     * committed by the first non-empty array of the body, by the body's end, or by {@link #flush}
     * (SR-6).
     *
     * @param status three digits from 200 to 599, optionally followed by one space and a reason
     *     phrase of HTAB, SP, visible ASCII and U+0080 to U+00FF, such as {@code "200 OK"} (RESP-1,
     *     RESP-2; RFC 9112 section 4)
     * @param headers in the order in which they are sent; read during this call only (SR-7).
     *     Refused are the names Status, Keep-Alive, Proxy-Connection, TE, Transfer-Encoding and
     *     Upgrade, and a Connection other than {@code close} (RESP-7); a second Content-Length, or
     *     one that is not all digits or more than a long holds (RESP-9)
     * @param error null for the ordinary first call; otherwise why the response is replaced: what
     *     an earlier call set is discarded completely (SR-3)
     * @throws NullPointerException if status, headers or one of them is null (SR-1)
     * @throws IllegalArgumentException if an argument is malformed; the message names the clause. A
     *     call that throws leaves the response as it was (SR-1)
     * @throws IllegalStateException on a second call without an error (SR-2), or after the request
     *     (SR-8)
     * @throws ResponseCommittedException if error is given but the response is committed (SR-4);
     *     let it pass (SR-5)
     */
    @SuppressWarnings(
            "exports") // Users need the annotation's module neither to compile nor to run.
    void start(String status, List<Header> headers, @Nullable Throwable error);

    /**
     * The ordinary call: {@code start(status, headers, null)}.
     *
     * @param status as for the call with an error
     * @param headers as for the call with an error
     */
    default void start(String status, List<Header> headers) {
        start(status, headers, null);
    }

    /**
     * Sends an interim response {@code 103 Early Hints} at once (EXT-3, RFC 8297).
     *
     * @param headers usually Link fields; checked as those of {@link #start(String, List,
     *     Throwable) start}
     * @return false, and nothing was sent, if not supported, to an HTTP/1.0 client, or once the
     *     response is committed
     * @throws IllegalArgumentException if a header is malformed or must not be sent
     * @throws IOException if the client is gone
     */
    default boolean earlyHints(List<Header> headers) throws IOException {
        return false;
    }

    /**
     * Commits the head and hands over everything given so far, without waiting for the first array
     * (EXT-6).
     *
     * @return false, and nothing was sent, if not supported
     * @throws IllegalStateException before {@code start}
     * @throws IOException if the client is gone
     */
    default boolean flush() throws IOException {
        return false;
    }

    /**
     * Announces trailer fields (EXT-4, RFC 9110 section 6.5).
     *
     * @param supplier asked once, after the last array of the body
     * @return false, and the supplier is never asked, if trailers cannot be sent: not supported,
     *     the client did not send {@code TE: trailers}, the response has a Content-Length, or it is
     *     committed without them
     */
    default boolean trailers(Supplier<List<Header>> supplier) {
        return false;
    }

    /**
     * Leaves HTTP: the server answers {@code 101 Switching Protocols} and hands both streams over
     * (EXT-7, RFC 9110 section 7.8). Takes the place of {@code start}.
     *
     * @param protocol one of those the request's Upgrade field offers, such as {@code "websocket"}
     * @param headers of the 101; the server adds Connection and Upgrade
     * @param handler runs after {@code call} has returned and its body was closed
     * @return false, and nothing happened, if not supported, the request did not offer the
     *     protocol, or its body was not read to the end; the application then answers with {@code
     *     start}
     * @throws IllegalArgumentException if a header is malformed or must not be sent
     * @throws IllegalStateException after {@code start}
     */
    default boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
        return false;
    }
}
