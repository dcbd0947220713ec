package gateway.tck.cases;

import gateway.tck.app.Notes;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Ending;
import gateway.tck.http.Patience;
import gateway.tck.http.Reply;
import gateway.tck.http.Request;
import gateway.tck.http.SocketClient;
import gateway.tck.http.Version;
import gateway.tck.subject.Options;
import gateway.tck.subject.Subject;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What the client's half of a case works with: the server, and the journal of its application. */
public final class Kit {
    private static final long POLL_NANOS = 2_000_000;
    private static final long CALM_NANOS = 100_000_000;

    private final Subject subject;
    private final String mount;
    private final Version version;
    private final String key;
    private final OwnServers servers;
    private final String token = UUID.randomUUID().toString();
    private final List<String> remarks = new ArrayList<>();
    private int logged;

    /**
     * For one run of a case.
     *
     * @param mount where the probe is mounted
     * @param version of the requests
     * @param key of the case
     */
    public Kit(Subject subject, String mount, Version version, String key, OwnServers servers) {
        this.subject = subject;
        this.mount = mount;
        this.version = version;
        this.key = key;
        this.servers = servers;
        this.logged = log().length();
    }

    /** The same run against another server. */
    public Kit at(Subject other) {
        return new Kit(other, mount, version, key, servers);
    }

    /** The mount of the application, {@code ""} or {@code /m}. */
    public String mount() {
        return mount;
    }

    /** The version of the requests. */
    public Version version() {
        return version;
    }

    /** Whether requests are of HTTP/1.1. */
    public boolean is11() {
        return version == Version.HTTP_1_1;
    }

    /** What the server claims. */
    public Options options() {
        return subject.options();
    }

    /** Unique to this run. */
    public String token() {
        return token;
    }

    /** Adds to the result under what circumstances the case has passed. */
    public void remark(String circumstance) {
        remarks.add(circumstance);
    }

    /** All remarks, in one line. */
    public String remarks() {
        return String.join(", ", remarks);
    }

    /** Starts further servers. */
    public OwnServers servers() {
        return servers;
    }

    /** A GET below the mount. */
    public Request get(String path) {
        return request("GET", mount + path);
    }

    /** A GET of the mount's {@code /}. */
    public Request get() {
        return get("/");
    }

    /** A POST to the mount's {@code /}. */
    public Request post() {
        return request("POST", mount + "/");
    }

    /** A request for this case, with a Host, for any target. */
    public Request request(String method, String target) {
        return Request.of(method, target, version)
                .with("Host", "tck.example")
                .with("Tck-Case", key)
                .with("Tck-Token", token);
    }

    /** Opens a connection. */
    public Client connect() throws IOException {
        return subject.connect();
    }

    /** Opens a request on a connection and follows it. */
    public static Conversation open(Client client, Request request) throws IOException {
        return new Conversation(client.open(request));
    }

    /**
     * Sends a request on a connection of its own, as the last one there, and takes the response.
     * Octets after a complete response are an error here already.
     */
    public Reply send(Request request) throws IOException {
        try (Client client = connect()) {
            Reply reply = open(client, request.with("Connection", "close")).reply();
            if (reply.ending() == Ending.COMPLETE) {
                Expect.equal("", client.rest(), "octets after the response");
            }
            return reply;
        }
    }

    /** Sends the plain GET of this case. */
    public Reply send() throws IOException {
        return send(get());
    }

    /** Sends a request and expects a complete response with a status. */
    public Reply send(int status, Request request) throws IOException {
        Reply reply = send(request);
        Expect.equal(status, reply.status(), "status");
        Expect.equal(Ending.COMPLETE, reply.ending(), "end of the response");
        return reply;
    }

    /** Sends the plain GET and expects a complete response with a status and a body. */
    public Reply send(int status, String body) throws IOException {
        Reply reply = send(status, get());
        Expect.equal(body, reply.body(), "body");
        return reply;
    }

    /** Sends a request that the server itself must refuse, without a call of the application. */
    public Reply refused(int status, Request request) throws IOException {
        Reply reply = send(request);
        Expect.equal(status, reply.status(), "status");
        Expect.equal(0, notes().count("called"), "calls of the application");
        return reply;
    }

    /** The header lines of a request for this case as octets, each with its CRLF. */
    public String lines() {
        StringBuilder lines = new StringBuilder();
        get().fields().forEach(f -> lines.append(f.name() + ": " + f.value() + "\r\n"));
        return lines.toString();
    }

    /** Sends octets as they are on a connection of their own, and takes the first response. */
    public Reply raw(String octets) throws IOException {
        try (SocketClient client = socket()) {
            return new Conversation(client.raw(octets)).reply();
        }
    }

    /**
     * Sends octets that the server itself must refuse without a call, and after which it must end
     * the connection in order; octets after the refusal are an error.
     */
    public void refusedRaw(int status, String octets) throws IOException {
        try (SocketClient client = socket()) {
            Reply reply = new Conversation(client.raw(octets)).reply();
            Expect.equal(status, reply.status(), "status for " + shown(octets));
            Expect.equal(Ending.COMPLETE, reply.ending(), "end of the response");
            Expect.equal("", client.rest(), "octets after the response");
            Expect.equal(Ending.COMPLETE, client.ended(), "end of the connection");
        }
        Expect.equal(0, notes().count("called"), "calls of the application");
    }

    private static String shown(String octets) {
        String start = octets.length() > 60 ? octets.substring(0, 60) + "…" : octets;
        return start.replace("\r", "\\r").replace("\n", "\\n");
    }

    /** Opens a connection over TCP. */
    public SocketClient socket() throws IOException {
        return subject.socket();
    }

    /** Shows that the server answers another request on a connection. */
    public void stillAnswers(Client client) throws IOException {
        pong(open(client, ping()).reply());
    }

    /** Shows that the server answers another request on a connection, or has ended it. */
    public void stillAnswersOrEnded(Client client) throws IOException {
        Reply reply = open(client, ping()).reply();
        boolean ended = reply.status() == 0 && reply.ending() != Ending.OPEN;
        if (!ended) {
            pong(reply);
        }
    }

    /** Waits until new connections are not served any more. */
    public void awaitStopping() {
        Expect.that(holds(this::refuses), "it does not stop accepting");
    }

    private boolean refuses() {
        try (Client client = connect()) {
            return open(client, ping()).reply().status() != 200;
        } catch (IOException e) {
            return true;
        }
    }

    private Request ping() {
        return Request.of("GET", mount + "/", version)
                .with("Host", "tck.example")
                .with("Tck-Ping", token);
    }

    private void pong(Reply reply) {
        Expect.equal(200, reply.status(), "status of the next request on the connection");
        Expect.equal("pong " + token, reply.body(), "answer to the next request");
    }

    /** What the application has noted so far. */
    public Notes notes() throws IOException {
        return observe("", 0);
    }

    /** What the application has noted once it has noted a name, which must come. */
    public Notes await(String name) throws IOException {
        return await(name, 1);
    }

    /** What the application has noted once it has noted a name so often. */
    public Notes await(String name, int times) throws IOException {
        Notes notes = observe(name, times);
        Expect.that(
                notes.count(name) >= times,
                "the probe did not note " + name + " " + times + " times: " + notes.names());
        return notes;
    }

    /** What the application has noted about its own life. */
    public Notes life() throws IOException {
        return Notes.parse(side("Tck-Observe", "life", "Tck-Await", "", "Tck-Times", "0").body());
    }

    /** Gives a signal to the application. */
    public void signal(String name) throws IOException {
        Reply reply = side("Tck-Signal", name, "Tck-Token", token);
        Expect.equal(200, reply.status(), "status of a signal");
    }

    /** What was logged since this run began. */
    public String logged() {
        return log().substring(logged);
    }

    /** Waits until nothing is logged any more, and forgets it: what comes then is this case's. */
    public void forgetLog() {
        int before = -1;
        while (before != log().length()) {
            before = log().length();
            pause(CALM_NANOS);
        }
        logged = before;
    }

    /**
     * Lets time pass: for what can only be seen by its absence, and never to wait for something.
     */
    public static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /** Waits until a text was logged since this run began. */
    public void awaitLogged(String text) {
        Expect.that(
                holds(() -> logged().contains(text)),
                "the log does not say " + text + ": " + logged());
    }

    /** Waits until something holds, with patience; whether it did. */
    public static boolean holds(BooleanSupplier condition) {
        long deadline = Patience.deadline();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    private String log() {
        return subject.options().log().map(text -> text.get()).orElse("");
    }

    private Notes observe(String name, int times) throws IOException {
        Reply reply =
                side("Tck-Observe", token, "Tck-Await", name, "Tck-Times", Integer.toString(times));
        Expect.equal(200, reply.status(), "status of an observation");
        Expect.equal(Ending.COMPLETE, reply.ending(), "end of an observation");
        return Notes.parse(reply.body());
    }

    /** A request beside the case, always the plainest that there is. */
    private Reply side(String... namesAndValues) throws IOException {
        Version plain =
                options().versions().contains(Version.HTTP_1_1)
                        ? Version.HTTP_1_1
                        : Version.HTTP_1_0;
        Request request =
                Request.of("GET", mount + "/", plain)
                        .with("Host", "tck.example")
                        .with("Connection", "close");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request = request.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        try (Client client = connect()) {
            return open(client, request).reply();
        }
    }
}
