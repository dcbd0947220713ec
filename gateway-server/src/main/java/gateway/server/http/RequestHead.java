package gateway.server.http;

import java.util.List;

/**
 * A request head that broke no rule.
 *
 * @param method a token, as received
 * @param target where to
 * @param version what the client speaks
 * @param fields the field lines in order, as received
 * @param host the authority of an absolute-form target, else the Host field; {@code ""} for
 *     neither, in HTTP/1.0 only
 * @param contentLength what Content-Length says, or -1 without one
 * @param chunked whether the body is in chunked coding; never together with a Content-Length
 * @param keepAlive whether the client would keep the connection
 * @param expectsContinue whether the client waits for {@code 100 Continue} before it sends a body
 * @param acceptsTrailers whether the client said {@code TE: trailers}
 */
public record RequestHead(
        String method,
        RequestTarget target,
        HttpVersion version,
        List<Field> fields,
        String host,
        long contentLength,
        boolean chunked,
        boolean keepAlive,
        boolean expectsContinue,
        boolean acceptsTrailers) {
    private static final int SHOWN = 200;

    /** True for HEAD, whose answer has no body. */
    public boolean isHead() {
        return method.equals("HEAD");
    }

    /** Method and path, for logs: what follows a question mark may be a secret. */
    @Override
    public String toString() {
        String text = target.text();
        int query = text.indexOf('?');
        String path = query < 0 ? text : text.substring(0, query);
        return method + " " + (path.length() <= SHOWN ? path : path.substring(0, SHOWN) + "…");
    }
}
