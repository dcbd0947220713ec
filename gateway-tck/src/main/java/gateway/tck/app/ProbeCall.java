package gateway.tck.app;

import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One call of the application's half of a case: the request, the response, and the journal. */
public final class ProbeCall {
    /** Something that may throw anything. */
    @FunctionalInterface
    public interface Action {
        /** Does it. */
        void run() throws Exception;
    }

    private final Map<String, Object> environ;
    private final StartResponse startResponse;
    private final Journal journal;
    private final String token;
    private final Consumer<String> life;

    /**
     * For one call.
     *
     * @param token unique to the run of the case
     * @param life takes lines about the life of the application, which outlive it
     */
    public ProbeCall(
            Map<String, Object> environ,
            StartResponse startResponse,
            Journal journal,
            String token,
            Consumer<String> life) {
        this.environ = environ;
        this.startResponse = startResponse;
        this.journal = journal;
        this.token = token;
        this.life = life;
    }

    /** The environ as the server made it. */
    public Map<String, Object> environ() {
        return environ;
    }

    /** A value of the environ of its type. */
    public <T> T get(String key, Class<T> type) {
        Object value = environ.get(key);
        if (!type.isInstance(value)) {
            throw new IllegalStateException(key + " is " + value + ", not a " + type.getName());
        }
        return type.cast(value);
    }

    /** As the server made it. */
    public StartResponse startResponse() {
        return startResponse;
    }

    /** The input. */
    public InputStream input() {
        return Environ.input(environ);
    }

    /** Unique to the run of the case. */
    public String token() {
        return token;
    }

    /** The journal itself, for other threads. */
    public Journal journal() {
        return journal;
    }

    /** Starts with headers given as names and values in turn. */
    public void start(String status, String... namesAndValues) {
        startResponse.start(status, headers(namesAndValues));
    }

    /** Headers given as names and values in turn. */
    public static List<Header> headers(String... namesAndValues) {
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        }
        return headers;
    }

    /** Arrays of wire strings. */
    public static List<byte[]> arrays(String... wireStrings) {
        return Arrays.stream(wireStrings).map(ProbeCall::octets).toList();
    }

    /** The same as a body whose length nobody knows. */
    public static Iterable<byte[]> stream(String... wireStrings) {
        List<byte[]> arrays = arrays(wireStrings);
        return () -> arrays.iterator();
    }

    /** The octets of a wire string. */
    public static byte[] octets(String wireString) {
        return wireString.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Starts with 200 and a type, and gives a body of one array. */
    public List<byte[]> ok(String wireString) {
        start("200 OK", "Content-Type", "text/plain");
        return arrays(wireString);
    }

    /** Notes that something was reached. */
    public void note(String name) {
        journal.note(name, "");
    }

    /** Notes a value. */
    @SuppressWarnings(
            "exports") // Users need the annotation's module neither to compile nor to run.
    public void note(String name, @Nullable Object value) {
        journal.note(name, String.valueOf(value));
    }

    /** Runs an action and notes what it threw: the simple name of the class, or {@code none}. */
    public void attempt(String name, Action action) {
        String thrown = "none";
        try {
            action.run();
        } catch (Throwable e) {
            thrown = e.getClass().getSimpleName();
            journal.note(name + ".message", String.valueOf(e.getMessage()));
            journal.note(name + ".cause", String.valueOf(e.getCause()));
        }
        journal.note(name, thrown);
    }

    /** Waits until the client signals; notes {@code unsignalled.NAME} if it does not in time. */
    public void awaitSignal(String name) {
        try {
            if (!journal.awaitSignal(name)) {
                note("unsignalled." + name);
            }
        } catch (InterruptedException e) {
            note("interrupted");
            Thread.currentThread().interrupt();
        }
    }

    /** Notes each key of the environ: {@code env.KEY} its value, {@code type.KEY} its class. */
    public void noteEnviron() {
        environ.forEach(
                (key, value) -> {
                    journal.note("env." + key, String.valueOf(value));
                    journal.note(
                            "type." + key, value == null ? "null" : value.getClass().getName());
                });
        note("environ");
    }

    /** Reads the input to its end, as a wire string. */
    public String readAll() throws IOException {
        return new String(input().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Reads exactly so many octets, or fewer at the end, as a wire string. */
    public String read(int count) throws IOException {
        return new String(input().readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    /** An exception whose message is unique to this run. */
    public ProbeException failure() {
        return new ProbeException("tck-secret-" + token);
    }

    /** Tells something that has to be known when the application can no longer be asked. */
    public void tell(String line) {
        life.accept(line + " " + token);
    }
}
