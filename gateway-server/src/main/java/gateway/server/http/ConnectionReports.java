package gateway.server.http;

import gateway.server.net.Connection;
import gateway.server.net.Ends;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells of each answer once it has left: one that waits in the buffer for the next one is told
 * after both were flushed, with what was really sent of it.
 *
 * <p>Where an answer lies in the connection's output is known by positions: octets that were sent
 * and those that are in the buffer.
 */
final class ConnectionReports implements Reports {
    /**
     * An answer that is in the buffer.
     *
     * @param served what is known of it, as if all of it were sent
     * @param chunked whether what was sent of the body cannot be told by positions
     * @param start where it begins in the output
     * @param bodyStart where its body begins
     * @param end where it ends
     */
    private record Pending(
            Served served, boolean chunked, long start, long bodyStart, long end, long startNanos) {
        Served sent(long position, Ending otherwise) {
            boolean whole = position >= end;
            long octets = Math.max(0, Math.min(position, end) - bodyStart);
            boolean complete = served.ending() == Ending.COMPLETE;
            return new Served(
                    served.head(),
                    served.refused(),
                    served.ends(),
                    served.id(),
                    served.startMillis(),
                    System.nanoTime() - startNanos,
                    served.status(),
                    served.headers(),
                    chunked || (whole && complete) ? Math.min(served.body(), octets) : octets,
                    Math.max(0, Math.min(position, end) - start),
                    whole || !complete ? served.ending() : otherwise);
        }
    }

    private final Connection connection;
    private final OutputBuffer output;
    private final RequestListener listener;
    private final Ends ends;
    private final List<Pending> pending = new ArrayList<>(1);
    private long startMillis;
    private long startNanos;
    private long received;
    private long sent;

    ConnectionReports(Connection connection, OutputBuffer output, RequestListener listener)
            throws IOException {
        this.connection = connection;
        this.output = output;
        this.listener = listener;
        this.ends = connection.ends();
        output.afterFlush(this::tellPending);
    }

    @Override
    public String begun(RequestHead head) {
        startMillis = System.currentTimeMillis();
        startNanos = System.nanoTime();
        return listener.identify(head);
    }

    @Override
    public void ended(Request request, ResponseWriter response) {
        Optional<Rule> refused =
                request.body()
                        .failure()
                        .filter(RefusedException.class::isInstance)
                        .map(failure -> ((RefusedException) failure).rule());
        add(
                new Pending(
                        new Served(
                                Optional.of(request.head()),
                                refused,
                                ends,
                                request.id(),
                                startMillis,
                                0,
                                response.status(),
                                response.headers(),
                                response.octets(),
                                0,
                                ending(response)),
                        response.chunked(),
                        response.start(),
                        response.bodyStart(),
                        position(),
                        startNanos));
    }

    @Override
    public void refused(Rule rule) {
        listener.refused(rule);
    }

    @Override
    public void headRefused(Rule rule, int octets, int body) {
        listener.refused(rule);
        long end = position();
        add(
                new Pending(
                        new Served(
                                Optional.empty(),
                                Optional.of(rule),
                                ends,
                                "",
                                System.currentTimeMillis(),
                                0,
                                rule.status(),
                                List.of(),
                                body,
                                0,
                                Ending.COMPLETE),
                        false,
                        end - octets,
                        end - body,
                        end,
                        System.nanoTime()));
    }

    @Override
    public void over() {
        tellPending();
        tellMoved();
    }

    private Ending ending(ResponseWriter response) {
        if (response.complete()) {
            return Ending.COMPLETE;
        }
        boolean here = connection.aborted() || response.cutOff() || !connection.lost();
        return here ? Ending.ABORTED : Ending.CLIENT_GONE;
    }

    private long position() {
        return connection.sent() + output.length();
    }

    private void add(Pending answer) {
        pending.add(answer);
        if (output.isEmpty()) {
            tellPending();
        }
    }

    /** Those that are pending are over: the buffer is empty, or nothing leaves any more. */
    private void tellPending() {
        if (pending.isEmpty()) {
            return;
        }
        Ending otherwise = connection.aborted() ? Ending.ABORTED : Ending.CLIENT_GONE;
        for (Pending answer : pending) {
            listener.served(answer.sent(connection.sent(), otherwise));
        }
        pending.clear();
        tellMoved();
    }

    private void tellMoved() {
        long newlyReceived = connection.received() - received;
        long newlySent = connection.sent() - sent;
        if (newlyReceived > 0 || newlySent > 0) {
            listener.moved(newlyReceived, newlySent);
            received += newlyReceived;
            sent += newlySent;
        }
    }
}
