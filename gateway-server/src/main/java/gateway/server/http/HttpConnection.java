package gateway.server.http;

import gateway.server.log.LoggedThrowable;
import gateway.server.net.Connection;
import gateway.server.net.ConnectionHandler;
import gateway.server.net.Pace;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The loop over one connection's requests (RFC 9112 section 9).
 *
 * <pre>
 *   read a head ──refused──→ answer, close and linger
 *       ↑   └──none came───→ close
 *     answer it
 *       ↑   └──not kept────→ close, and linger if the client may still be sending
 *     drain what was not read of its body
 * </pre>
 */
public final class HttpConnection {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private static final byte[] HEAD = {'H', 'E', 'A', 'D', ' '};

    /** A call that takes longer is not worth a shared write. */
    private static final long SLOW_NANOS = 1_000_000;

    private final Connection connection;
    private final Exchange exchange;
    private final HttpSettings settings;
    private final RefusalLog refusals;
    private final Limits limits;
    private final Timeouts timeouts;
    private final OutputBuffer output;
    private final InputBuffer input;
    private final Pace writePace;
    private final Reports reports;
    private int served;
    private boolean slow;

    private HttpConnection(
            Connection connection,
            Exchange exchange,
            HttpSettings settings,
            RefusalLog refusals,
            RequestListener events)
            throws IOException {
        this.connection = connection;
        this.exchange = exchange;
        this.settings = settings;
        this.refusals = refusals;
        this.limits = settings.limits();
        this.timeouts = settings.timeouts();
        this.writePace = new Pace(timeouts.write(), limits.rate());
        this.output = new OutputBuffer(connection, writePace);
        this.input = new InputBuffer(connection, output);
        this.reports =
                events.equals(RequestListener.NONE)
                        ? Reports.NONE
                        : new ConnectionReports(connection, output, events);
    }

    /** Handles each connection as HTTP/1.1, with every request answered by {@code exchange}. */
    public static ConnectionHandler handler(Exchange exchange, HttpSettings settings) {
        return handler(exchange, settings, RequestListener.NONE);
    }

    /** As {@link #handler(Exchange, HttpSettings)}, with {@code events} told of what happens. */
    public static ConnectionHandler handler(
            Exchange exchange, HttpSettings settings, RequestListener events) {
        RefusalLog refusals = RefusalLog.standard();
        return new ConnectionHandler() {
            @Override
            public void handle(Connection connection) throws IOException {
                new HttpConnection(connection, exchange, settings, refusals, events).run();
            }

            @Override
            public byte[] refusal() {
                return ErrorAnswer.OVERLOADED;
            }
        };
    }

    private void run() throws IOException {
        if (!connection.secure()) {
            return;
        }
        try {
            serveAll();
        } finally {
            reports.over();
        }
    }

    private void serveAll() throws IOException {
        HeadReader heads = new HeadReader(connection, input, settings);
        Duration patience = timeouts.firstOctet();
        while (true) {
            Optional<RequestHead> head;
            if (input.buffered() == 0) {
                output.flush();
                output.release();
                input.release();
                letOthersGo();
            }
            try {
                head = heads.next(patience);
            } catch (RefusedException e) {
                refuse(e.rule());
                return;
            }
            if (head.isEmpty() || !serve(head.get())) {
                return;
            }
            connection.task().end();
            patience = timeouts.keepAlive();
        }
    }

    /**
     * Before it waits for a request, it lets the connections go on that can: when its turn comes
     * again, the request is often there, and nothing has to be registered, parked and woken.
     * Measured with {@code wrk -t2 -c64 -d2s} in turns, on two cores that the load shared: 1.2
     * times the requests with 0.83 of the time of the processors at 64 connections, 1.3 times at
     * one, 1.0 at 1,000 and where 16 requests are pipelined; a second turn adds nothing. How the
     * JDK polls is left to it: {@code -Djdk.pollerMode=1} takes 0.94 of the requests at 64, 0.95 at
     * 1,000 and 0.93 at 10,000 connections, two or four pollers 0.97 to 1.08.
     */
    @SuppressWarnings("ThreadPriorityCheck") // A hint, and no more is needed.
    private static void letOthersGo() {
        Thread.yield();
    }

    /** Returns whether the connection goes on. */
    private boolean serve(RequestHead head) throws IOException {
        writePace.restart();
        boolean hasBody = head.chunked() || head.contentLength() > 0;
        ResponseWriter response = new ResponseWriter(connection, output, writePace, head, hasBody);
        BodyInput body = new BodyInput(connection, input, head, limits, timeouts, response);
        if (++served == limits.requests()) {
            response.closeAfter();
        }
        Request request = new Request(head, body, connection, reports.begun(head));
        if (timeouts.request().isPresent()) {
            connection.task().begin(request, timeouts.request().get());
        } else {
            connection.task().begin(request);
        }
        try {
            answer(request, response);
        } finally {
            reports.ended(request, response);
        }
        if (body.failure().orElse(null) instanceof RefusedException e) {
            refused(e.rule(), head.toString());
        }
        if (connection.lost()) {
            return false;
        }
        if (!response.keepsConnection()) {
            close(body.ended() && input.buffered() == 0 && !head.keepAlive());
            return false;
        }
        if (!body.ended() && !drain(head, body)) {
            close(false);
            return false;
        }
        return true;
    }

    /**
     * Answers that wait for a pipelined one to leave together with it do not wait for an
     * application that takes its time.
     */
    private void answer(Request request, ResponseWriter response) throws IOException {
        boolean pipelined = !output.isEmpty() || input.buffered() > 0;
        if (slow) {
            output.flush();
        }
        long start = pipelined ? System.nanoTime() : 0;
        try {
            exchange.answer(request, response);
        } catch (RuntimeException | Error e) {
            LOG.error("{}: the server failed", request.head(), LoggedThrowable.of(e));
            throw new IOException("no answer", e);
        }
        slow = pipelined && System.nanoTime() - start > SLOW_NANOS;
    }

    /** What the client sends of this body is not taken for a request (IN-8). */
    private boolean drain(RequestHead head, BodyInput body) throws IOException {
        output.flush();
        connection.task().end();
        try {
            return body.failure().isEmpty() && body.drain(limits.drain());
        } catch (RefusedException e) {
            refused(e.rule(), head.toString());
            return false;
        }
    }

    /** Closes; a client that may still be sending could otherwise lose the answer to a reset. */
    private void close(boolean clientIsDone) throws IOException {
        output.flush();
        connection.task().end();
        if (clientIsDone) {
            connection.close();
        } else {
            connection.closeLingering(limits.drain(), timeouts.linger());
        }
    }

    private void refuse(Rule rule) throws IOException {
        refusals.add(rule, peer(), "");
        int before = output.length();
        int body = ErrorAnswer.append(output, rule, beginsWithHead());
        reports.headRefused(rule, output.length() - before, body);
        close(false);
    }

    private void refused(Rule rule, String request) throws IOException {
        refusals.add(rule, peer(), request);
        reports.refused(rule);
    }

    private String peer() throws IOException {
        return connection.ends().remote().map(Object::toString).orElse("a local process");
    }

    /** The answer to HEAD has no body, also where the rest of the head was refused. */
    private boolean beginsWithHead() {
        byte[] octets = input.octets();
        int start = input.start();
        int end = input.end();
        if (end - start >= 2 && octets[start] == '\r' && octets[start + 1] == '\n') {
            start += 2;
        }
        return end - start >= HEAD.length
                && Arrays.equals(octets, start, start + HEAD.length, HEAD, 0, HEAD.length);
    }
}
