package gateway.api;

import java.util.Map;

/**
 * A web application: called once per request, by many threads at a time (APP-2).
 *
 * <p>A server uses it through {@link #call} alone, and through {@link Lifecycle} where it
 * implements that.
 */
@FunctionalInterface
public interface Application {
    /**
     * Answers one request.
     *
     * <p>Before this method returns, {@link StartResponse#start(String, java.util.List) start} has
     * been called, or {@link StartResponse#upgrade upgrade} has returned true (APP-4).
     *
     * @param environ the request, as {@link Environ} names its keys: a mutable map that belongs to
     *     this call (ENV-1)
     * @param startResponse takes status and headers
     * @return the response body. Its arrays are sent in order, each before the next is asked for
     *     (BODY-5), and are never modified by anybody once yielded (BODY-4); empty ones send
     *     nothing (BODY-3). A {@link java.util.Collection} has a known length, so its response has
     *     a Content-Length (LEN-3); a {@link FileBody} may be sent without copying. The server may
     *     ask for less than all of it, or for nothing, as for HEAD (APP-7). Its {@code iterator()}
     *     is asked for at most once, except that of a Collection (BODY-1). If it is {@link
     *     AutoCloseable} it is closed exactly once, whatever happened (CLOSE-1); a {@code close()}
     *     that is declared to throw {@code Exception} makes javac warn, one that throws {@code
     *     IOException} or nothing does not. Its iterator reports I/O failures as {@link
     *     java.io.UncheckedIOException} (BODY-10).
     * @throws Exception anything: before the response is committed the client gets a 500, after
     *     that it sees the response cut off (ERR-1, ERR-3). What the call had acquired by then it
     *     has released itself (APP-5).
     */
    Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception;
}
