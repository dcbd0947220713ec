package gateway.tck.probe;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.tck.app.Journal;
import gateway.tck.app.Journals;
import gateway.tck.app.ProbeCall;
import gateway.tck.cases.Case;
import gateway.tck.cases.Catalogue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The application that the server runs: plays the application's half of the case that a request
 * names, and tells in later requests what it has seen.
 *
 * <table>
 *   <caption>What a request asks for, by header</caption>
 *   <tr><td>Tck-Case, Tck-Token</td><td>play this case, notes go to the journal of the token</td></tr>
 *   <tr><td>Tck-Observe, Tck-Await, Tck-Times</td><td>the journal, once a name is in it so often</td></tr>
 *   <tr><td>Tck-Signal, Tck-Token</td><td>give a signal to the application of a case</td></tr>
 *   <tr><td>Tck-Offers</td><td>the capabilities that the server offers for this request</td></tr>
 *   <tr><td>Tck-Ping</td><td>{@code pong} and the value</td></tr>
 * </table>
 */
public final class Probe implements Application, Lifecycle {
    /** Environment variable that holds the message with which the application refuses to start. */
    public static final String REFUSAL = "GATEWAY_TCK_REFUSAL";

    /** Environment variable that holds the message with which its stop fails. */
    public static final String FAILURE = "GATEWAY_TCK_FAILURE";

    /** Before each line that a probe in another process prints. */
    public static final String PREFIX = "gateway-tck: ";

    /** The journal about the application itself. */
    public static final String LIFE = "life";

    private final Journals journals = new Journals();
    private final Consumer<String> life;
    private final Fate fate;

    /** For a server that looks it up by its class: tells about its life on standard output. */
    public Probe() {
        this(
                line -> System.out.println(PREFIX + line),
                new Fate(variable(REFUSAL), variable(FAILURE)));
    }

    /**
     * For a server in the same process.
     *
     * @param life takes lines about its life
     * @param fate how that goes wrong
     */
    public Probe(Consumer<String> life, Fate fate) {
        this.life = life;
        this.fate = fate;
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name)).orElse("");
    }

    /** How its life goes wrong. */
    public Fate fate() {
        return fate;
    }

    @Override
    public void start(Map<String, String> settings) {
        Journal journal = journals.of(LIFE);
        journal.note("start", "");
        settings.forEach((name, value) -> journal.note("setting." + name, value));
        try {
            settings.put("tck.added", "");
            journal.note("settings", "modifiable");
        } catch (UnsupportedOperationException e) {
            journal.note("settings", "unmodifiable");
        }
        journal.note("loader", String.valueOf(isOwnLoader()));
        if (!fate.refusal().isEmpty()) {
            throw new IllegalStateException(fate.refusal());
        }
        life.accept("start");
        journal.note("started", "");
    }

    private static boolean isOwnLoader() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Probe.class.getClassLoader().equals(loader);
    }

    @Override
    public void stop() {
        if (!isOwnLoader()) {
            life.accept("stop under another class loader");
        }
        life.accept("stop");
        if (!fate.failure().isEmpty()) {
            throw new IllegalStateException(fate.failure());
        }
    }

    @Override
    @SuppressWarnings("NullAway") // A null body is what a case is about.
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        String token = header(environ, "Tck-Token");
        if (environ.containsKey("HTTP_TCK_PING")) {
            return text(startResponse, "pong " + header(environ, "Tck-Ping"));
        }
        if (environ.containsKey("HTTP_TCK_OBSERVE")) {
            Journal journal = journals.of(header(environ, "Tck-Observe"));
            int times = Integer.parseInt(header(environ, "Tck-Times"));
            return text(startResponse, journal.await(header(environ, "Tck-Await"), times).toText());
        }
        if (environ.containsKey("HTTP_TCK_SIGNAL")) {
            journals.of(token).signal(header(environ, "Tck-Signal"));
            return text(startResponse, "signalled");
        }
        if (environ.containsKey("HTTP_TCK_OFFERS")) {
            return Offers.answer(environ, startResponse);
        }
        Journal journal = journals.of(token);
        journal.note("called", "");
        if (journals.of(LIFE).notes().count("started") != 1) {
            journal.note("unstarted", "");
        }
        Optional<Case> played = Catalogue.byKey(header(environ, "Tck-Case"));
        if (played.isEmpty()) {
            return text(startResponse, "the conformance kit's probe\n");
        }
        return played.get()
                .behaviour()
                .answer(new ProbeCall(environ, startResponse, journal, token, life));
    }

    private static String header(Map<String, Object> environ, String name) {
        return Environ.header(environ, name).orElse("");
    }

    private static Iterable<byte[]> text(StartResponse startResponse, String text) {
        startResponse.start("200 OK", ProbeCall.headers("Content-Type", "text/plain"));
        return List.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
