package gateway.tck.probe;

import gateway.api.Environ;
import gateway.api.StartResponse;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Reply;
import gateway.tck.http.Request;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;
import gateway.tck.subject.Subject;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what a server offers, by the only signs that count: keys, and what methods return. */
public final class Offers {
    private Offers() {}

    /** Asks a server that runs the probe at the root mount. */
    public static Set<Capability> of(Subject subject) throws IOException {
        Request request =
                Request.of("POST", "/", Version.HTTP_1_1)
                        .with("Host", "tck.example")
                        .with("Tck-Offers", "all");
        Set<Capability> offers = EnumSet.noneOf(Capability.class);
        try (Client client = subject.connect()) {
            Request asking = request.with("TE", "trailers").chunked(List.of("a"));
            Reply reply = new Conversation(client.open(asking)).reply();
            for (Capability one : Capability.values()) {
                if (reply.body().lines().anyMatch(one.word()::equals)) {
                    offers.add(one);
                }
            }
        }
        try (Client client = subject.connect()) {
            Request asking = request.with("Connection", "Upgrade").with("Upgrade", "tck");
            if (new Conversation(client.open(asking)).reply().status() == 101) {
                offers.add(Capability.UPGRADE);
            }
        }
        return offers;
    }

    /** The application's half. */
    static Iterable<byte[]> answer(Map<String, Object> environ, StartResponse startResponse)
            throws IOException {
        Set<Capability> offers = EnumSet.noneOf(Capability.class);
        Environ.input(environ).readAllBytes();
        if (environ.containsKey("HTTP_UPGRADE")
                && startResponse.upgrade("tck", List.of(), (in, out) -> {})) {
            return List.of();
        }
        add(offers, Capability.EARLY_HINTS, startResponse.earlyHints(List.of()));
        startResponse.start("200 OK", ProbeCall.headers("Content-Type", "text/plain"));
        add(offers, Capability.TRAILERS, startResponse.trailers(List::of));
        add(offers, Capability.FLUSH, startResponse.flush());
        add(offers, Capability.RAW_HEADERS, environ.containsKey(Environ.RAW_HEADERS));
        add(offers, Capability.REQUEST_TRAILERS, environ.containsKey(Environ.REQUEST_TRAILERS));
        add(
                offers,
                Capability.CLIENT_DISCONNECTED,
                environ.containsKey(Environ.CLIENT_DISCONNECTED));
        add(offers, Capability.ON_FINISH, environ.containsKey(Environ.ON_FINISH));
        String words = offers.stream().map(Capability::word).collect(Collectors.joining("\n"));
        return List.of(words.getBytes(StandardCharsets.US_ASCII));
    }

    private static void add(Set<Capability> offers, Capability capability, boolean offered) {
        if (offered) {
            offers.add(capability);
        }
    }
}
