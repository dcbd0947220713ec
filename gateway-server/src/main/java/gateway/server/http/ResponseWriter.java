package gateway.server.http;

import gateway.api.Header;
import gateway.server.http.BodyOutput.Framing;
import gateway.server.net.Connection;
import gateway.server.net.ConnectionLostException;
import gateway.server.net.Pace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes one response, and decides how its body is framed (RFC 9112 section 6, chapter 9 of
 * spec.md).
 *
 * <pre>
 *   NEW ──begin──→ BODY ──finish──→ COMPLETE      the connection may be kept
 *    │               └────abort───→ ABORTED       the client can tell that something is missing
 *    └──refuse──→ COMPLETE                        and the connection is closed
 * </pre>
 *
 * <p>The head leaves together with the first octets of the body.
 */
public final class ResponseWriter implements BodyInput.Listener {
    private enum State {
        NEW,
        BODY,
        COMPLETE,
        ABORTED
    }

    /** The length of a body that is not known in advance. */
    public static final long UNKNOWN = -1;

    private static final byte[] CRLF = ascii("\r\n");
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] CHUNKED_FIELD = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] CLOSE_FIELD = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE_FIELD = ascii("Connection: keep-alive\r\n");

    private final Connection connection;
    private final OutputBuffer output;
    private final Pace pace;
    private final BodyOutput body;
    private final RequestHead request;
    private final long start;
    private long bodyStart;
    private List<Header> headers = List.of();
    private boolean cutOff;
    private State state = State.NEW;
    private boolean awaitingContinue;
    private boolean close;
    private int status;

    ResponseWriter(
            Connection connection,
            OutputBuffer output,
            Pace pace,
            RequestHead request,
            boolean hasBody) {
        this.connection = connection;
        this.output = output;
        this.pace = pace;
        this.body = new BodyOutput(connection, output, pace);
        this.request = request;
        this.start = connection.sent() + output.length();
        this.bodyStart = start;
        this.awaitingContinue = request.expectsContinue() && hasBody;
    }

    /** True once the final response has begun: it can no longer be replaced. */
    public boolean committed() {
        return state != State.NEW;
    }

    /** True once {@link #finish} found the response complete. */
    public boolean complete() {
        return state == State.COMPLETE;
    }

    /** The status code of the final response; 0 before it has begun. */
    public int status() {
        return status;
    }

    /** Body octets handed over so far, without transfer coding. */
    public long octets() {
        return body.octets();
    }

    /** The headers that it has begun with. */
    List<Header> headers() {
        return headers;
    }

    /** Where it begins in the connection's output, and its interim answers before it. */
    long start() {
        return start;
    }

    /** Where its body begins in the connection's output. */
    long bodyStart() {
        return bodyStart;
    }

    /** True if its body is in chunked coding. */
    boolean chunked() {
        return body.framing() == Framing.CHUNKED;
    }

    /** True if it was aborted although the client was there. */
    boolean cutOff() {
        return cutOff;
    }

    /** True if the body of this response is not sent: HEAD, 204, 205, 304. */
    public boolean bodiless() {
        return body.framing() == Framing.NONE;
    }

    /** True if {@link #write(FileChannel, long, long)} can be used for the body that has begun. */
    public boolean canSendFile() {
        return body.framing() == Framing.LENGTH || body.framing() == Framing.CLOSE;
    }

    /** True if trailer fields can follow the body that has begun. */
    public boolean canTrail() {
        return chunked() && request.acceptsTrailers();
    }

    /** The connection ends with this response; comes before it has begun. */
    void closeAfter() {
        close = true;
    }

    /** True if another request may follow on this connection. */
    boolean keepsConnection() {
        return state == State.COMPLETE && !close;
    }

    @Override
    public void bodyAwaited() throws IOException {
        if (awaitingContinue && state == State.NEW) {
            awaitingContinue = false;
            output.append(CONTINUE).flush();
        }
    }

    @Override
    public void bodyArrived() {
        awaitingContinue = false;
    }

    @Override
    public void bodyFailed() {
        close = true;
    }

    /**
     * Sends {@code 103 Early Hints} at once.
     *
     * @return false, and nothing was sent, to HTTP/1.0 or once the final response has begun
     */
    public boolean earlyHints(List<Header> headers) throws IOException {
        if (request.version() == HttpVersion.HTTP_1_0 || state != State.NEW) {
            return false;
        }
        output.append(StatusLine.of(103, ""));
        headers.forEach(output::append);
        output.append(CRLF).flush();
        return true;
    }

    /**
     * Leaves HTTP with a {@code 101} (RFC 9110 section 7.8). The connection is closed when the
     * exchange is over.
     */
    public Tunnel switchProtocols(String protocol, List<Header> headers, BodyInput input)
            throws IOException {
        if (state != State.NEW) {
            throw new IllegalStateException("the response has begun before");
        }
        state = State.COMPLETE;
        close = true;
        status = 101;
        output.append(StatusLine.of(101, ""));
        output.append(new Header("Connection", "Upgrade"));
        output.append(new Header("Upgrade", protocol));
        headers.forEach(output::append);
        output.append(CRLF).flush();
        bodyStart = connection.sent();
        return input.tunnel(pace);
    }

    /**
     * Begins the final response.
     *
     * @param code 200 to 599
     * @param reason may be empty
     * @param headers checked before; a Connection among them is {@code close}
     * @param length of the body if it is known, else {@link #UNKNOWN}; a Content-Length among the
     *     headers wins
     */
    public void begin(int code, String reason, List<Header> headers, long length) {
        if (state != State.NEW) {
            throw new IllegalStateException("the response has begun before");
        }
        state = State.BODY;
        this.headers = headers;
        status = code;
        // RFC 9112 section 9.3: where the body was announced but not asked for, nobody knows
        // whether it comes.
        close |= !request.keepAlive() || connection.draining() || connection.expired();
        close |= awaitingContinue;
        boolean empty = code == 204 || code == 205 || code == 304;
        boolean dated = false;
        long declared = UNKNOWN;
        output.append(StatusLine.of(code, reason));
        for (Header header : headers) {
            String name = header.name();
            if (name.equalsIgnoreCase("Content-Length")) {
                declared = Long.parseLong(header.value());
                if (code == 204 || code == 205) {
                    continue;
                }
            } else if (name.equalsIgnoreCase("Connection")) {
                close = true;
                continue;
            } else if (name.equalsIgnoreCase("Date")) {
                dated = true;
            }
            output.append(header);
        }
        if (!dated) {
            output.append(DateField.line());
        }
        if (empty || request.isHead()) {
            describe(code, empty, declared, length);
        } else {
            frame(declared, length);
        }
        if (close) {
            output.append(CLOSE_FIELD);
        } else if (request.version() == HttpVersion.HTTP_1_0) {
            output.append(KEEP_ALIVE_FIELD);
        }
        output.append(CRLF);
        bodyStart = connection.sent() + output.length();
    }

    /** No body follows; its length is told where it is known (LEN-4, LEN-5). */
    private void describe(int code, boolean empty, long declared, long length) {
        if (code == 205) {
            output.appendLength(0);
        } else if (!empty && declared == UNKNOWN && length != UNKNOWN) {
            output.appendLength(length);
        }
    }

    private void frame(long declared, long length) {
        if (declared != UNKNOWN || length != UNKNOWN) {
            body.frame(declared != UNKNOWN ? declared : length);
            if (declared == UNKNOWN) {
                output.appendLength(length);
            }
        } else if (request.version() == HttpVersion.HTTP_1_1) {
            body.frame(Framing.CHUNKED);
            output.append(CHUNKED_FIELD);
        } else {
            body.frame(Framing.CLOSE);
            close = true;
        }
    }

    /**
     * Writes a block of the body.
     *
     * @param more whether another block follows without waiting: then this one may be kept back and
     *     leave with it
     * @return how many of its octets belong to the body: fewer than all of them once Content-Length
     *     is reached (LEN-1)
     */
    public int write(byte[] block, boolean more) throws IOException {
        requireBody();
        return body.write(block, more);
    }

    /**
     * True if blocks of so many octets are all that is left of the body, and so large that they
     * should not be collected, but go to {@link #writeAll}.
     */
    public boolean takesAll(int blocks, long total) {
        return body.takesAll(blocks, total);
    }

    /** Writes all blocks of a body, in as few writes as it takes, if {@link #takesAll} says so. */
    public void writeAll(byte[][] blocks) throws IOException {
        requireBody();
        body.writeAll(blocks);
    }

    /**
     * Writes a range of a file, if {@link #canSendFile} says so.
     *
     * @return how many octets there were
     */
    public long write(FileChannel file, long position, long count) throws IOException {
        requireBody();
        if (!canSendFile()) {
            throw new IllegalStateException("a file is not sent in chunks");
        }
        return body.write(file, position, count);
    }

    /**
     * Hands everything over that was given so far.
     *
     * @throws IOException also where there is nothing to hand over, if the client is gone
     */
    public void flush() throws IOException {
        if (connection.lost()) {
            throw new ConnectionLostException("the client is gone");
        }
        output.flush();
    }

    /**
     * Ends the body.
     *
     * @param trailers sent if {@link #canTrail} says so
     * @param mayWait whether the octets may wait for the next answer to a pipelined request
     * @return false if the body is shorter than its Content-Length: the response must be aborted
     *     (LEN-2)
     */
    public boolean finish(List<Header> trailers, boolean mayWait) throws IOException {
        requireBody();
        if (body.isShort()) {
            return false;
        }
        body.end(canTrail() ? trailers : List.of());
        if (!mayWait || close || output.length() >= OutputBuffer.BOUND) {
            output.flush();
        }
        state = State.COMPLETE;
        return true;
    }

    /** Ends the response so that the client can tell that it is not complete (ERR-3). */
    public void abort() throws IOException {
        cutOff = !connection.lost();
        boolean delimitedByClose = state == State.BODY && body.framing() == Framing.CLOSE;
        state = State.ABORTED;
        close = true;
        if (cutOff && delimitedByClose) {
            connection.reset();
        } else if (cutOff) {
            output.flush();
        }
    }

    private void requireBody() {
        if (state != State.BODY) {
            throw new IllegalStateException("the response is " + state);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
