package gateway.server.ops;

import gateway.server.http.RequestListener;
import gateway.server.http.Rule;
import gateway.server.http.Served;
import gateway.server.net.Connection;
import gateway.server.net.Cut;
import gateway.server.net.Ends.End;
import gateway.server.net.ServerListener;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Events for Java Flight Recorder, which cost next to nothing while nothing is recorded. Values of
 * clients are in them as they were sent: their reader shows them as values.
 */
final class FlightRecords implements RequestListener, ServerListener {
    /** {@code gateway.Request}: at the end of an answer. */
    @Name("gateway.Request")
    @Label("Request")
    @Description("A request whose answer has ended")
    @Category("Gateway")
    @StackTrace(false)
    static final class RequestEvent extends Event {
        @Label("Method")
        String method = "";

        @Label("Target")
        String target = "";

        @Label("Status")
        @Description("0 if none was sent")
        int status;

        @Label("Ended")
        @Description("complete, client-gone, aborted")
        String ended = "";

        @Label("Took")
        @Description("From the end of the head to the end of the answer")
        @Timespan(Timespan.NANOSECONDS)
        long took;

        @Label("Sent")
        @DataAmount
        long sent;

        @Label("Request id")
        String id = "";

        @Label("Client")
        String client = "";
    }

    /** {@code gateway.Connection}: from accepting it to its close. */
    @Name("gateway.Connection")
    @Label("Connection")
    @Description("A connection that was served")
    @Category("Gateway")
    @StackTrace(false)
    static final class ConnectionEvent extends Event {
        @Label("Client")
        String client = "";

        @Label("Received")
        @DataAmount
        long received;

        @Label("Sent")
        @DataAmount
        long sent;

        @Label("Deadline")
        @Description("The deadline that has ended it, if one has")
        String cut = "";
    }

    /** {@code gateway.Refusal}: a client broke a rule, or found no room. */
    @Name("gateway.Refusal")
    @Label("Refusal")
    @Description("A client broke a rule, or found no room")
    @Category("Gateway")
    @StackTrace(false)
    static final class RefusalEvent extends Event {
        @Label("Rule")
        String rule = "";

        @Label("Status")
        int status;
    }

    private final Map<Connection, ConnectionEvent> open = new ConcurrentHashMap<>();

    @Override
    public void served(Served served) {
        RequestEvent event = new RequestEvent();
        if (event.shouldCommit()) {
            served.head()
                    .ifPresent(
                            head -> {
                                event.method = head.method();
                                event.target = head.target().text();
                            });
            event.status = served.status();
            event.ended = Words.of(served.ending());
            event.took = served.nanos();
            event.sent = served.sent();
            event.id = Words.id(served).orElse("");
            event.client = served.ends().remote().map(End::toString).orElse("");
            event.commit();
        }
    }

    @Override
    public void refused(Rule rule) {
        refusal(rule.name(), rule.status());
    }

    @Override
    public void turnedAway() {
        refusal("NO_ROOM", 503);
    }

    private static void refusal(String rule, int status) {
        RefusalEvent event = new RefusalEvent();
        if (event.shouldCommit()) {
            event.rule = rule;
            event.status = status;
            event.commit();
        }
    }

    @Override
    public void opened(Connection connection) {
        ConnectionEvent event = new ConnectionEvent();
        if (event.isEnabled()) {
            event.begin();
            open.put(connection, event);
        }
    }

    @Override
    public void closed(Connection connection, Optional<Cut> cut) {
        ConnectionEvent event = open.remove(connection);
        if (event != null) {
            event.client = client(connection);
            event.received = connection.received();
            event.sent = connection.sent();
            event.cut = cut.map(Enum::name).orElse("");
            event.commit();
        }
    }

    private static String client(Connection connection) {
        try {
            return connection.ends().remote().map(End::toString).orElse("");
        } catch (IOException e) {
            return ""; // It was closed before anybody has asked.
        }
    }
}
