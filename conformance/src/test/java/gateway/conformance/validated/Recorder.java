package gateway.conformance.validated;

import gateway.tck.app.Notes;
import gateway.tck.http.Client;
import gateway.tck.http.Ending;
import gateway.tck.http.Event;
import gateway.tck.http.Exchange;
import gateway.tck.http.Field;
import gateway.tck.http.Request;
import gateway.tck.http.SocketClient;
import gateway.tck.subject.Options;
import gateway.tck.subject.Starter;
import gateway.tck.subject.Subject;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Keeps what came on each connection to the servers of a starter, until it is taken. */
final class Recorder {
    private final List<Supplier<String>> connections = new CopyOnWriteArrayList<>();
    private final Set<Integer> ports = new HashSet<>();

    /** The same starter, recorded. */
    Starter recording(Starter starter) {
        return (probe, variant) -> starter.start(probe, variant).map(Recorded::new);
    }

    /** What came since it was last taken. */
    synchronized Transcript take() {
        List<String> texts = new ArrayList<>();
        connections.forEach(text -> texts.add(text.get()));
        connections.clear();
        return Transcript.of(texts, ports);
    }

    private synchronized void port(InetSocketAddress address) {
        ports.add(address.getPort());
    }

    private SocketClient wired(SocketClient client) {
        port(client.wire().localAddress());
        connections.add(() -> client.wire().received());
        return client;
    }

    private final class Recorded implements Subject {
        private final Subject subject;

        Recorded(Subject subject) {
            this.subject = subject;
            subject.address().ifPresent(Recorder.this::port);
        }

        @Override
        public Client connect() throws IOException {
            return new RecordedClient(subject.connect());
        }

        @Override
        public SocketClient socket() throws IOException {
            return wired(subject.socket());
        }

        @Override
        public Optional<InetSocketAddress> address() {
            return subject.address();
        }

        @Override
        public Options options() {
            return subject.options();
        }

        @Override
        public void close() throws IOException {
            subject.close();
        }
    }

    /**
     * Knows what is asked for: notes are compared as such, for their octets have thread numbers.
     */
    private final class RecordedClient implements Client {
        private final Client client;
        private boolean wired; // A request that is no ping has been sent.

        RecordedClient(Client client) {
            this.client = client;
        }

        @Override
        public Exchange open(Request request) throws IOException {
            Exchange exchange = client.open(request);
            List<Event> events = new CopyOnWriteArrayList<>();
            boolean notes = !Field.values(request.fields(), "Tck-Observe").isEmpty();
            boolean poll = !wired && !Field.values(request.fields(), "Tck-Ping").isEmpty();
            if (client instanceof SocketClient socket && !notes) {
                if (!wired && !poll) {
                    wired = true;
                    wired(socket);
                }
            } else if (!poll) {
                wired = true;
                connections.add(() -> notes ? notes(events) : events(events));
            }
            return new Exchange() {
                @Override
                public void send(String octets) throws IOException {
                    exchange.send(octets);
                }

                @Override
                public void finish(List<Field> trailers) throws IOException {
                    exchange.finish(trailers);
                }

                @Override
                public void cut() throws IOException {
                    exchange.cut();
                }

                @Override
                public Event next() throws IOException {
                    Event event = exchange.next();
                    events.add(event);
                    return event;
                }

                @Override
                public boolean quiet() throws IOException {
                    return exchange.quiet();
                }
            };
        }

        @Override
        public Ending ended() throws IOException {
            return client.ended();
        }

        @Override
        public String rest() throws IOException {
            return client.rest();
        }

        @Override
        public void vanish() throws IOException {
            client.vanish();
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    private static String data(List<Event> events) {
        StringBuilder body = new StringBuilder();
        for (Event event : events) {
            if (event instanceof Event.Data data) {
                body.append(data.octets());
            }
        }
        return body.toString();
    }

    private static String notes(List<Event> events) {
        return Transcript.of(Notes.parse(data(events)));
    }

    /** Data comes in pieces as the machine pleases. */
    private static String events(List<Event> events) {
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            if (event instanceof Event.Head head) {
                text.append(head.statusLine()).append("\r\n");
                head.fields().forEach(f -> text.append(f.name() + ": " + f.value() + "\r\n"));
            } else if (!(event instanceof Event.Data)) {
                text.append(event).append("\r\n");
            }
        }
        return text.append(data(events)).toString();
    }
}
