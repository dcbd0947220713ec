package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Reply;
import gateway.tck.http.Request;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Chapter 16, names and small keys: EXT-1, EXT-2, EXT-8, EXT-10 to EXT-12; CONF, SEC. */
final class ExtensionCases {
    private static final Map<Capability, String> KEYS =
            Map.of(
                    Capability.RAW_HEADERS, "gateway.raw_headers",
                    Capability.REQUEST_TRAILERS, "gateway.request_trailers",
                    Capability.CLIENT_DISCONNECTED, "gateway.client_disconnected",
                    Capability.ON_FINISH, "gateway.on_finish");

    private ExtensionCases() {}

    static List<Case> cases() {
        return List.of(
                shows("CONF-3", "what is offered is what is claimed")
                        .in(Version.HTTP_1_1)
                        .when(ExtensionCases::offers)
                        .then(ExtensionCases::claimed),
                shows("CONF-4", "unknown keys that the application adds do no harm")
                        .when(
                                call -> {
                                    call.environ().put("tck.unknown", new Object());
                                    call.environ().put("gateway.tck_unknown", "");
                                    call.environ().put("TCK_UNKNOWN", "x");
                                    return call.ok("ok");
                                })
                        .then(kit -> kit.send(200, "ok")),
                shows("EXT-1", "names of keys are lower-case and dotted")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Notes notes = kit.notes();
                                    notes.one("environ");
                                    for (String key : notes.map("env.").keySet()) {
                                        Expect.that(
                                                !key.contains(".")
                                                        || key.matches(
                                                                "[a-z0-9_]+(\\.[a-z0-9_]+)+"),
                                                key);
                                    }
                                }),
                shows("EXT-2", "a lambda hides the capabilities, and nothing leaks")
                        .when(ExtensionCases::hidden)
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, kit.get().with("TE", "trailers"));
                                    Expect.equal("ok", reply.body(), "body");
                                    Expect.equal(List.of(), reply.interims(), "1xx responses");
                                    Expect.equal(List.of(), reply.trailers(), "trailers");
                                    Notes notes = kit.notes();
                                    Expect.equal(
                                            List.of("false", "false", "false", "false"),
                                            notes.some("offered"),
                                            "earlyHints, flush, trailers, upgrade");
                                }),
                shows("EXT-8", "a client that waits is not gone, nor one that has ended its side")
                        .claiming(Capability.CLIENT_DISCONNECTED)
                        .when(
                                call -> {
                                    BooleanSupplier gone =
                                            call.get(
                                                    "gateway.client_disconnected",
                                                    BooleanSupplier.class);
                                    call.note("gone", gone.getAsBoolean());
                                    call.awaitSignal("go");
                                    Kit.pause(50_000_000);
                                    call.note("gone", gone.getAsBoolean());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Conversation talk = Kit.open(client, kit.get());
                                        kit.await("gone");
                                        talk.cut();
                                        kit.signal("go");
                                        Expect.equal("ok", talk.reply().body(), "body");
                                    }
                                    Expect.equal(
                                            List.of("false", "false"),
                                            kit.notes().some("gone"),
                                            "before and after the half-close");
                                }),
                shows("EXT-8", "a client that is gone is told once, and stays gone")
                        .claiming(Capability.CLIENT_DISCONNECTED)
                        .when(
                                call -> {
                                    BooleanSupplier gone =
                                            call.get(
                                                    "gateway.client_disconnected",
                                                    BooleanSupplier.class);
                                    call.note("before", gone.getAsBoolean());
                                    call.note("known", Kit.holds(gone));
                                    call.note("after", gone.getAsBoolean());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Kit.open(client, kit.get());
                                        kit.await("before");
                                        client.vanish();
                                    }
                                    Notes notes = kit.await("after");
                                    Expect.equal("false", notes.one("before"), "before");
                                    Expect.equal("true", notes.one("known"), "when gone");
                                    Expect.equal("true", notes.one("after"), "after");
                                }),
                shows("EXT-10", "there is no TLS session without TLS")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Notes notes = kit.notes();
                                    Expect.equal(
                                            "http", notes.one("env.gateway.url_scheme"), "scheme");
                                    Expect.equal(
                                            0, notes.count("env.gateway.ssl_session"), "sessions");
                                }),
                shows("EXT-11", "the raw headers are all lines as received")
                        .claiming(Capability.RAW_HEADERS)
                        .when(
                                call -> {
                                    for (Header header : raw(call)) {
                                        call.note("line", header.name() + ": " + header.value());
                                    }
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    var request =
                                            kit.get()
                                                    .with("x-a", " 1 \t")
                                                    .with("X_A", "2")
                                                    .with("X-A", "")
                                                    .with("Proxy", "p")
                                                    .with("Cookie", "a=1")
                                                    .with("Cookie", "b=2")
                                                    .with("X.B", "\u00e9")
                                                    .with("Connection", "close");
                                    try (Client client = kit.connect()) {
                                        Kit.open(client, request).reply();
                                    }
                                    List<String> expected =
                                            request.fields().stream()
                                                    .map(f -> f.name() + ": " + f.value().strip())
                                                    .toList();
                                    Expect.equal(expected, kit.notes().some("line"), "lines");
                                }),
                shows("EXT-11", "the raw headers cannot be modified")
                        .claiming(Capability.RAW_HEADERS)
                        .when(
                                call -> {
                                    List<Header> raw = raw(call);
                                    call.attempt("add", () -> raw.add(new Header("X", "1")));
                                    call.attempt("remove", () -> raw.remove(0));
                                    call.attempt("set", () -> raw.set(0, new Header("X", "1")));
                                    call.note("size", raw.size());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Notes notes = kit.notes();
                                    for (String change : List.of("add", "remove", "set")) {
                                        Expect.equal(
                                                "UnsupportedOperationException",
                                                notes.one(change),
                                                change);
                                    }
                                    Expect.that(!notes.one("size").equals("0"), "no line");
                                }),
                shows("EXT-12", "reserved keys are not set")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Set<String> keys = kit.notes().map("env.").keySet();
                                    Expect.that(keys.contains("gateway.input"), "no environ");
                                    for (String name :
                                            List.of(
                                                    "session",
                                                    "logger",
                                                    "request_id",
                                                    "deadline")) {
                                        Expect.that(!keys.contains("gateway." + name), name);
                                    }
                                }),
                shows(
                                "SEC-1",
                                "the checks are active where assertions are off, and where they are on")
                        .when(
                                call -> {
                                    call.note(
                                            "assertions",
                                            ExtensionCases.class.desiredAssertionStatus());
                                    call.attempt(
                                            "header",
                                            () -> call.start("200 OK", "Transfer-Encoding", "x"));
                                    call.attempt("status", () -> call.start("1000"));
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Notes notes = kit.notes();
                                    boolean on = notes.one("assertions").equals("true");
                                    kit.remark("assertions are " + (on ? "on" : "off"));
                                    Expect.equal(
                                            "IllegalArgumentException",
                                            notes.one("header"),
                                            "a forbidden header");
                                    Expect.equal(
                                            "IllegalArgumentException",
                                            notes.one("status"),
                                            "a malformed status");
                                }),
                shows("SEC-2", "what a client says about a proxy changes no key but its own")
                        .when(Answers::environ)
                        .then(ExtensionCases::forwarded));
    }

    private static Iterable<byte[]> offers(ProbeCall call) throws Exception {
        call.readAll();
        StartResponse response = call.startResponse();
        boolean upgraded = response.upgrade("tck", List.of(), (in, out) -> {});
        call.note(Capability.UPGRADE.word(), upgraded);
        if (upgraded) {
            return List.of();
        }
        KEYS.forEach((one, key) -> call.note(one.word(), call.environ().containsKey(key)));
        call.note(Capability.EARLY_HINTS.word(), response.earlyHints(List.of()));
        call.start("200 OK");
        call.note(Capability.TRAILERS.word(), response.trailers(List::of));
        call.note(Capability.FLUSH.word(), response.flush());
        return ProbeCall.arrays("ok");
    }

    private static void claimed(Kit kit) throws Exception {
        try (Client client = kit.connect()) {
            Request asking = kit.get().with("Connection", "Upgrade").with("Upgrade", "tck");
            Kit.open(client, asking).reply();
        }
        Notes first = kit.notes();
        kit.send(200, kit.post().with("TE", "trailers").chunked(List.of("a")));
        Notes all = kit.notes();
        for (Capability one : Capability.values()) {
            boolean claims = kit.options().capabilities().contains(one);
            String offered =
                    one == Capability.UPGRADE
                            ? first.one(one.word())
                            : all.some(one.word()).get(all.count(one.word()) - 1);
            Expect.equal(Boolean.toString(claims), offered, one.word());
        }
    }

    @SuppressWarnings("unchecked") // The key's type, EXT-11.
    private static List<Header> raw(ProbeCall call) {
        return call.get("gateway.raw_headers", List.class);
    }

    private static Iterable<byte[]> hidden(ProbeCall call) throws Exception {
        StartResponse server = call.startResponse();
        StartResponse lambda = (status, headers, error) -> server.start(status, headers, error);
        call.note("offered", lambda.earlyHints(ProbeCall.headers("Link", "</a>")));
        lambda.start("200 OK", List.of());
        call.note("offered", lambda.flush());
        call.note("offered", lambda.trailers(() -> ProbeCall.headers("X-T", "1")));
        call.note("offered", lambda.upgrade("tck", List.of(), (in, out) -> call.note("ran")));
        return ProbeCall.arrays("ok");
    }

    private static void forwarded(Kit kit) throws Exception {
        kit.send(200, kit.get());
        Map<String, String> before = kit.notes().map("env.");
        kit.send(
                200,
                kit.get()
                        .with("Forwarded", "for=192.0.2.43;proto=https;host=evil.example")
                        .with("X-Forwarded-For", "192.0.2.43")
                        .with("X-Forwarded-Proto", "https")
                        .with("X-Forwarded-Host", "evil.example")
                        .with("X-Forwarded-Port", "4242")
                        .with("X-Real-IP", "192.0.2.43"));
        Notes notes = kit.notes();
        notes.one("env.HTTP_X_FORWARDED_FOR");
        for (String key :
                List.of(
                        "REMOTE_ADDR",
                        "SERVER_NAME",
                        "SERVER_PORT",
                        "HTTP_HOST",
                        "gateway.url_scheme")) {
            for (String value :
                    notes.count("env." + key) == 0 ? List.<String>of() : notes.some("env." + key)) {
                Expect.equal(before.get(key), value, key);
            }
        }
    }
}
