package gateway.tck.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An exchange with what has come of it so far, for cases that look while it is under way. */
public final class Conversation {
    private final Exchange exchange;
    private final List<Event.Interim> interims = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private Optional<Event.Head> head = Optional.empty();
    private List<Field> trailers = List.of();
    private Optional<Ending> ending = Optional.empty();

    /** Begins to follow. */
    public Conversation(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Sends more of the body. */
    public Conversation send(String octets) throws IOException {
        exchange.send(octets);
        return this;
    }

    /** Ends a chunked body. */
    public Conversation finish(Field... after) throws IOException {
        exchange.finish(List.of(after));
        return this;
    }

    /** Ends the client's sending side. */
    public Conversation cut() throws IOException {
        exchange.cut();
        return this;
    }

    /** Whether nothing has come beyond what was read. */
    public boolean quiet() throws IOException {
        return exchange.quiet();
    }

    /** Waits for the next 1xx; empty if the final head, or nothing, came instead. */
    public Optional<Event.Interim> interim() throws IOException {
        int before = interims.size();
        while (interims.size() == before && head.isEmpty() && ending.isEmpty()) {
            take();
        }
        return interims.size() > before ? Optional.of(interims.get(before)) : Optional.empty();
    }

    /** Waits for the final head; empty if none came. */
    public Optional<Event.Head> head() throws IOException {
        while (head.isEmpty() && ending.isEmpty()) {
            take();
        }
        return head;
    }

    /** Waits until the body so far has this many octets, or no more come; the body so far. */
    public String body(int atLeast) throws IOException {
        while (body.length() < atLeast && ending.isEmpty()) {
            take();
        }
        return body.toString();
    }

    /** Waits for the end. */
    public Reply reply() throws IOException {
        while (ending.isEmpty()) {
            take();
        }
        Event.Head h = head.orElse(new Event.Head("", 0, "", List.of()));
        return new Reply(
                h.statusLine(),
                h.status(),
                h.phrase(),
                h.fields(),
                body.toString(),
                trailers,
                List.copyOf(interims),
                ending.get());
    }

    private void take() throws IOException {
        Event event = exchange.next();
        if (event instanceof Event.Interim interim) {
            interims.add(interim);
        } else if (event instanceof Event.Head finalHead) {
            head = Optional.of(finalHead);
        } else if (event instanceof Event.Data data) {
            body.append(data.octets());
        } else if (event instanceof Event.Trailers section) {
            trailers = section.fields();
        } else if (event instanceof Event.End end) {
            ending = Optional.of(end.how());
        }
    }
}
