package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Header;
import gateway.api.ResponseCommittedException;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Conversation;
import gateway.tck.http.Ending;
import gateway.tck.http.Reply;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chapter 7, what start does to the response: SR-1 to SR-6. */
final class StartCases {
    private StartCases() {}

    static List<Case> cases() {
        return List.of(
                shows("SR-1", "a null status, list or header is a NullPointerException")
                        .when(
                                call -> {
                                    call.attempt("status", () -> call.start(nothing()));
                                    call.attempt(
                                            "list",
                                            () -> call.startResponse().start("200 OK", nothing()));
                                    call.attempt(
                                            "header",
                                            () ->
                                                    call.startResponse()
                                                            .start(
                                                                    "200 OK",
                                                                    Arrays.asList(
                                                                            new Header("X-A", "1"),
                                                                            nothing())));
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    Expect.equal(List.of(), reply.values("X-A"), "X-A");
                                    for (String what : List.of("status", "list", "header")) {
                                        Expect.equal(
                                                "NullPointerException",
                                                kit.notes().one(what),
                                                "for a null " + what);
                                    }
                                }),
                shows("SR-1", "a refused call leaves the response not started")
                        .when(
                                call -> {
                                    call.attempt("bad", () -> call.start("99", "X-A", "1"));
                                    call.attempt("worse", () -> call.start("200", "TE", "1"));
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    Expect.equal(List.of(), reply.values("X-A"), "X-A");
                                    Expect.equal(
                                            "IllegalArgumentException",
                                            kit.notes().one("bad"),
                                            "bad status");
                                    Expect.equal(
                                            "IllegalArgumentException",
                                            kit.notes().one("worse"),
                                            "bad header");
                                }),
                shows("SR-1", "a refused replacement leaves the response as started")
                        .when(
                                call -> {
                                    call.start("201 First", "X-A", "1");
                                    call.attempt("bad", () -> replace(call, "99", "X-B", "2"));
                                    call.attempt(
                                            "worse", () -> replace(call, "500", "Upgrade", "2"));
                                    return ProbeCall.arrays("first");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(201, "first");
                                    Expect.equal(List.of("1"), reply.values("X-A"), "X-A");
                                    Expect.equal(List.of(), reply.values("X-B"), "X-B");
                                    Expect.equal(
                                            "IllegalArgumentException",
                                            kit.notes().one("bad"),
                                            "bad status");
                                    kit.notes().one("worse");
                                }),
                shows("SR-2", "start without an error is possible once")
                        .when(
                                call -> {
                                    call.start("200 OK", "X-A", "1");
                                    call.attempt("second", () -> call.start("404", "X-B", "2"));
                                    return ProbeCall.arrays("ok");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    Expect.equal(List.of("1"), reply.values("X-A"), "X-A");
                                    Expect.equal(List.of(), reply.values("X-B"), "X-B");
                                    Expect.equal(
                                            "IllegalStateException",
                                            kit.notes().one("second"),
                                            "second start");
                                }),
                shows("SR-3", "start with an error replaces everything that was set")
                        .when(
                                call -> {
                                    call.start(
                                            "200 OK",
                                            "Set-Cookie",
                                            "a=1",
                                            "Content-Length",
                                            "9999",
                                            "Content-Type",
                                            "text/html",
                                            "Connection",
                                            "close");
                                    replace(call, "503 Sorry", "X-New", "1");
                                    replace(call, "502 Sorry", "X-Newer", "1");
                                    return ProbeCall.arrays("sorry");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(502, "sorry");
                                    Expect.equal(List.of("1"), reply.values("X-Newer"), "X-Newer");
                                    for (String gone :
                                            List.of("Set-Cookie", "Content-Type", "X-New")) {
                                        Expect.equal(List.of(), reply.values(gone), gone);
                                    }
                                    Expect.equal(
                                            List.of("5"),
                                            reply.values("Content-Length"),
                                            "Content-Length");
                                }),
                shows("SR-3", "start with an error may be the first call")
                        .when(
                                call -> {
                                    replace(call, "503 Sorry", "X-A", "1");
                                    return ProbeCall.arrays("sorry");
                                })
                        .then(kit -> kit.send(503, "sorry")),
                shows("SR-3", "the response can be replaced until the first array")
                        .when(
                                call -> {
                                    call.start("200 OK", "X-A", "1");
                                    return new ProbeBody(call)
                                            .then("")
                                            .then(
                                                    () -> {
                                                        replace(call, "503 Sorry", "X-B", "1");
                                                        return ProbeCall.octets("sorry");
                                                    });
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(503, "sorry");
                                    Expect.equal(List.of(), reply.values("X-A"), "X-A");
                                    Expect.equal(List.of("1"), reply.values("X-B"), "X-B");
                                }),
                shows("SR-3", "announced trailers are replaced too")
                        .in(Version.HTTP_1_1)
                        .claiming(Capability.TRAILERS)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    call.note(
                                            "announced",
                                            call.startResponse()
                                                    .trailers(() -> ProbeCall.headers("X-T", "1")));
                                    replace(call, "503 Sorry");
                                    return ProbeCall.arrays("sorry");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(503, kit.get().with("TE", "trailers"));
                                    Expect.equal("sorry", reply.body(), "body");
                                    Expect.equal(List.of(), reply.trailers(), "trailers");
                                    Expect.equal("true", kit.notes().one("announced"), "before");
                                }),
                shows("SR-4", "after the commit start with an error throws it, and changes nothing")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call).then("a").then(() -> late(call));
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(kit.get());
                                    Expect.equal(200, reply.status(), "status");
                                    Expect.equal("a", reply.body(), "body");
                                    Expect.that(reply.ending() != Ending.COMPLETE, "complete");
                                    Notes notes = kit.await("close");
                                    Expect.equal(
                                            "ResponseCommittedException",
                                            notes.one("late"),
                                            "thrown");
                                    Expect.equal("true", notes.one("cause"), "its cause");
                                }),
                shows("SR-6", "start sends nothing")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "2");
                                    call.note("started");
                                    call.awaitSignal("go");
                                    return ProbeCall.arrays("ok");
                                })
                        .then(kit -> nothingBefore(kit, "started", "ok")),
                shows("SR-6", "an empty array does not commit")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then("")
                                            .then(
                                                    () -> {
                                                        call.note("emptied");
                                                        call.awaitSignal("go");
                                                        return ProbeCall.octets("ok");
                                                    });
                                })
                        .then(kit -> nothingBefore(kit, "emptied", "ok")),
                shows("SR-6", "the first array that is not empty commits")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then("a")
                                            .then(
                                                    () -> {
                                                        call.awaitSignal("go");
                                                        return ProbeCall.octets("b");
                                                    });
                                })
                        .then(
                                kit -> {
                                    try (var client = kit.connect()) {
                                        Conversation talk = Kit.open(client, kit.get());
                                        Expect.that(talk.head().isPresent(), "no head");
                                        kit.signal("go");
                                        Expect.equal("ab", talk.reply().body(), "body");
                                    }
                                    unsignalled(kit);
                                }),
                shows("SR-6", "the end of an empty body commits")
                        .when(
                                call -> {
                                    call.start("200 OK", "X-A", "1");
                                    return new ProbeBody(call).then("").atEnd(() -> late(call));
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(500, "");
                                    Expect.equal(
                                            "none", kit.await("close").one("late"), "replacement");
                                    Expect.equal(List.of(), reply.values("X-A"), "X-A");
                                }));
    }

    static void replace(ProbeCall call, String status, String... headers) {
        call.startResponse().start(status, ProbeCall.headers(headers), call.failure());
    }

    /** Replaces with a 500, notes what came of it, and lets an exception pass. */
    private static byte[] late(ProbeCall call) {
        Exception error = call.failure();
        try {
            call.startResponse().start("500 Late", List.of(), error);
            call.note("late", "none");
        } catch (ResponseCommittedException e) {
            call.note("late", e.getClass().getSimpleName());
            call.note("cause", error.equals(e.getCause()));
            throw e;
        }
        return new byte[0];
    }

    private static void nothingBefore(Kit kit, String note, String body) throws IOException {
        try (var client = kit.connect()) {
            Conversation talk = Kit.open(client, kit.get());
            kit.await(note);
            Expect.that(talk.quiet(), "something was sent");
            kit.signal("go");
            Expect.equal(body, talk.reply().body(), "body");
        }
        unsignalled(kit);
    }

    static void unsignalled(Kit kit) throws IOException {
        Expect.equal(0, kit.notes().count("unsignalled.go"), "signals that came too late");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // What the case is about.
    static <T> T nothing() {
        return new ArrayList<T>(Arrays.asList((T) null)).get(0);
    }
}
