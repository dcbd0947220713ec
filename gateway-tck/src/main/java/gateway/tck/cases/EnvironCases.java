package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Reply;
import gateway.tck.http.Version;
import gateway.tck.subject.Variant;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Chapter 3, the map itself: ENV-1 to ENV-5. */
final class EnvironCases {
    private static final Set<String> OF_CGI =
            Set.of(
                    "REQUEST_METHOD",
                    "SCRIPT_NAME",
                    "PATH_INFO",
                    "QUERY_STRING",
                    "REQUEST_URI",
                    "SERVER_NAME",
                    "SERVER_PORT",
                    "SERVER_PROTOCOL",
                    "CONTENT_TYPE",
                    "CONTENT_LENGTH",
                    "REMOTE_ADDR",
                    "REMOTE_PORT",
                    "REMOTE_USER",
                    "REMOTE_HOST",
                    "REMOTE_IDENT",
                    "AUTH_TYPE",
                    "GATEWAY_INTERFACE",
                    "PATH_TRANSLATED",
                    "SERVER_SOFTWARE");
    private static final Set<String> ALWAYS =
            Set.of(
                    "gateway.version",
                    "gateway.url_scheme",
                    "gateway.input",
                    "gateway.input_length",
                    "gateway.errors",
                    "gateway.multithread",
                    "gateway.multiprocess",
                    "gateway.run_once",
                    "gateway.raw_script_name",
                    "gateway.raw_path_info");
    private static final Set<String> SOMETIMES =
            Set.of(
                    "gateway.raw_headers",
                    "gateway.request_trailers",
                    "gateway.client_disconnected",
                    "gateway.on_finish",
                    "gateway.ssl_session");

    private EnvironCases() {}

    static List<Case> cases() {
        return List.of(
                shows("ENV-1", "the environ and its views support every change")
                        .when(
                                call -> {
                                    change(call);
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Map<String, String> changes = kit.notes().map("change.");
                                    Expect.equal(10, changes.size(), "kinds of change");
                                    changes.forEach(
                                            (how, thrown) -> Expect.equal("none", thrown, how));
                                    Expect.equal("0", kit.notes().one("size"), "size after clear");
                                }),
                shows("ENV-1", "each call has a map of its own")
                        .when(
                                call -> {
                                    call.note("seen", call.environ().put("tck.mine", "1"));
                                    call.environ().put("PATH_INFO", "/changed");
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    kit.send(200, "ok");
                                    Expect.equal(
                                            List.of("null", "null"),
                                            kit.notes().some("seen"),
                                            "what the first call left to the second");
                                }),
                shows("ENV-2", "no key and no value is null")
                        .when(
                                call -> {
                                    call.noteEnviron();
                                    call.note("nullKey", new HashMap<>(call.environ()).get(null));
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Notes notes = kit.notes();
                                    notes.one("environ");
                                    Expect.that(
                                            !notes.map("type.").containsValue("null"),
                                            "a value is null: " + notes.map("type."));
                                    Expect.equal("null", notes.one("nullKey"), "value of null");
                                }),
                shows("ENV-3", "keys without a dot are those of CGI, and strings")
                        .when(Answers::environ)
                        .then(EnvironCases::checkNames),
                shows("ENV-3", "the keys of gateway are those of the law")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Set<String> keys =
                                            new TreeSet<>(kit.notes().map("env.").keySet());
                                    keys.removeIf(key -> !key.startsWith("gateway."));
                                    Expect.that(
                                            keys.containsAll(ALWAYS),
                                            "missing of " + ALWAYS + keys);
                                    keys.removeAll(ALWAYS);
                                    keys.removeAll(SOMETIMES);
                                    Expect.equal(Set.of(), keys, "keys that nobody knows");
                                }),
                shows(
                                "ENV-4",
                                "a method that the application overrides does not change the framing")
                        .when(
                                call -> {
                                    call.environ().put("REQUEST_METHOD", "HEAD");
                                    return call.ok("sent");
                                })
                        .then(kit -> kit.send(200, "sent")),
                shows(
                                "ENV-4",
                                "a version that the application overrides does not change the framing")
                        .when(
                                call -> {
                                    boolean is11 =
                                            call.get("SERVER_PROTOCOL", String.class)
                                                    .equals("HTTP/1.1");
                                    call.environ()
                                            .put("SERVER_PROTOCOL", is11 ? "HTTP/1.0" : "HTTP/1.1");
                                    call.start("200 OK");
                                    return ProbeCall.stream("a", "b");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ab");
                                    Expect.equal(
                                            kit.is11() ? List.of("chunked") : List.of(),
                                            reply.values("Transfer-Encoding"),
                                            "Transfer-Encoding");
                                }),
                shows("ENV-4", "connection options and Expect are not read back")
                        .in(Version.HTTP_1_1)
                        .when(
                                call -> {
                                    call.environ().put("HTTP_CONNECTION", "close");
                                    call.environ().put("HTTP_EXPECT", "nonsense");
                                    call.environ().put("CONTENT_LENGTH", "1000");
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    try (var client = kit.connect()) {
                                        Reply reply = Kit.open(client, kit.get()).reply();
                                        Expect.equal(200, reply.status(), "status");
                                        Expect.that(!reply.closes(), "the connection is closed");
                                        kit.stillAnswers(client);
                                    }
                                }),
                shows("ENV-5", "neither environment variables nor system properties are copied")
                        .when(
                                call -> {
                                    System.getenv().forEach((k, v) -> leaked(call, k, v));
                                    System.getProperties()
                                            .forEach((k, v) -> leaked(call, k.toString(), v));
                                    call.note("looked");
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    kit.notes().one("looked");
                                    Expect.equal(
                                            Map.of(), kit.notes().map("leaked."), "what leaked");
                                }),
                shows("ENV-5", "a value for applications is a string of the environ")
                        .with(Variant.CONFIGURED)
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Notes notes = kit.notes();
                                    Expect.equal("blue", notes.one("env.tck.colour"), "value");
                                    Expect.equal(
                                            "java.lang.String",
                                            notes.one("type.tck.colour"),
                                            "type");
                                }));
    }

    private static void leaked(ProbeCall call, String key, Object value) {
        if (value.equals(call.environ().get(key))) {
            call.note("leaked." + key);
        }
    }

    private static void checkNames(Kit kit) throws Exception {
        kit.send(200, kit.get().with("X-Any", "1"));
        Notes notes = kit.notes();
        notes.one("env.HTTP_X_ANY");
        notes.map("type.")
                .forEach(
                        (key, type) -> {
                            boolean dotted = key.contains(".");
                            Expect.that(
                                    dotted || key.startsWith("HTTP_") || OF_CGI.contains(key),
                                    key + " is neither dotted nor of CGI");
                            Expect.that(
                                    dotted || type.equals("java.lang.String"), key + ": " + type);
                        });
    }

    private static void change(ProbeCall call) {
        Map<String, Object> environ = call.environ();
        call.attempt("change.put", () -> environ.put("tck.a", "1"));
        call.attempt("change.putAll", () -> environ.putAll(Map.of("tck.b", "1", "tck.c", "1")));
        call.attempt("change.replace", () -> environ.replace("tck.a", "2"));
        call.attempt("change.merge", () -> environ.merge("tck.a", "3", (old, more) -> more));
        call.attempt("change.remove", () -> environ.remove("tck.a"));
        call.attempt("change.keySet", () -> environ.keySet().remove("tck.b"));
        call.attempt("change.values", () -> environ.values().remove("1"));
        call.attempt(
                "change.setValue", () -> environ.entrySet().iterator().next().setValue("changed"));
        call.attempt(
                "change.iterator",
                () -> {
                    Iterator<Map.Entry<String, Object>> all = environ.entrySet().iterator();
                    all.next();
                    all.remove();
                });
        call.attempt("change.clear", environ::clear);
        call.note("size", environ.size());
    }
}
