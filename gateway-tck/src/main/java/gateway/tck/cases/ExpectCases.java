package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Conversation;
import gateway.tck.http.Ending;
import gateway.tck.http.Event;
import gateway.tck.http.Reply;
import gateway.tck.http.Request;
import gateway.tck.http.SocketClient;
import gateway.tck.http.Version;

import java.io.IOException;
import java.util.List;

/** Chapter 6, when the body is read, or not: IN-8 to IN-11. */
final class ExpectCases {
    private static final int LARGE = 600_000;

    private ExpectCases() {}

    static List<Case> cases() {
        return List.of(
                shows("IN-8", "a small body that was not read is not taken for a request")
                        .in(Version.HTTP_1_1)
                        .then(kit -> unread(kit, kit.post().body(lookalike(kit)))),
                shows("IN-8", "a chunked body that was not read is not taken for a request")
                        .in(Version.HTTP_1_1)
                        .then(kit -> unread(kit, kit.post().chunked(List.of(lookalike(kit), "x")))),
                shows("IN-8", "a body that was read in part is not taken for a request")
                        .in(Version.HTTP_1_1)
                        .when(
                                call -> {
                                    call.note("read", call.read(1));
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    unread(kit, kit.post().body("\n" + lookalike(kit)));
                                    kit.notes().one("read");
                                }),
                shows("IN-8", "a large body that was not read is not taken for a request")
                        .in(Version.HTTP_1_1)
                        .then(
                                kit -> {
                                    String one = lookalike(kit);
                                    String many = one.repeat(LARGE / one.length());
                                    unread(kit, kit.post().body(many));
                                }),
                shows("IN-9", "100 comes with the first read that waits, once")
                        .in(Version.HTTP_1_1)
                        .when(
                                call -> {
                                    call.note("read", call.read(3));
                                    call.note("read", call.readAll());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    try (var client = kit.connect()) {
                                        Conversation talk =
                                                Kit.open(client, expecting(kit).partOf(5, ""));
                                        Expect.equal(
                                                100,
                                                talk.interim().map(Event.Interim::status).orElse(0),
                                                "interim status");
                                        talk.send("abc");
                                        kit.await("read");
                                        Reply reply = talk.send("de").reply();
                                        Expect.equal("ok", reply.body(), "body");
                                        Expect.equal(1, reply.interims().size(), "1xx responses");
                                    }
                                    Expect.equal(
                                            List.of("abc", "de"),
                                            kit.notes().some("read"),
                                            "reads");
                                }),
                shows("IN-9", "no 100 before the application reads")
                        .in(Version.HTTP_1_1)
                        .when(
                                call -> {
                                    call.note("calm");
                                    call.awaitSignal("go");
                                    call.note("read", call.readAll());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    try (var client = kit.connect()) {
                                        Conversation talk =
                                                Kit.open(client, expecting(kit).partOf(3, ""));
                                        kit.await("calm");
                                        Expect.that(talk.quiet(), "something came before the read");
                                        kit.signal("go");
                                        talk.interim();
                                        Reply reply = talk.send("abc").reply();
                                        Expect.equal(1, reply.interims().size(), "1xx responses");
                                    }
                                    Expect.equal("abc", kit.notes().one("read"), "body");
                                }),
                shows("IN-9", "a response without a read comes without a 100, and closes")
                        .in(Version.HTTP_1_1)
                        .then(kit -> closed(kit, "ok")),
                shows("IN-9", "a commit before the first read forbids the 100, and closes")
                        .in(Version.HTTP_1_1)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then("a")
                                            .then(() -> ProbeCall.octets(call.read(3)));
                                })
                        .then(
                                kit -> {
                                    try (var client = kit.connect()) {
                                        Conversation talk =
                                                Kit.open(client, expecting(kit).partOf(3, ""));
                                        Expect.equal("a", talk.body(1), "first array");
                                        Reply reply = talk.send("bcd").reply();
                                        Expect.equal("abcd", reply.body(), "body");
                                        Expect.equal(List.of(), reply.interims(), "1xx responses");
                                        Expect.that(reply.closes(), "no Connection: close");
                                    }
                                }),
                shows("IN-9", "no 100 where the read need not wait")
                        .in(Version.HTTP_1_1)
                        .when(Answers::environAndInput)
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, expecting(kit).body("abc"));
                                    Expect.equal(List.of(), reply.interims(), "1xx responses");
                                    reply = kit.send(200, expecting(kit));
                                    Expect.equal(List.of(), reply.interims(), "1xx without a body");
                                    Expect.equal(
                                            List.of("abc", ""), kit.notes().some("read"), "bodies");
                                }),
                shows("IN-9", "HTTP/1.0 gets no 100, and every expectation is ignored")
                        .in(Version.HTTP_1_0)
                        .when(Answers::environAndInput)
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, expecting(kit).body("abc"));
                                    Expect.equal(List.of(), reply.interims(), "1xx responses");
                                    reply = kit.send(200, kit.get().with("Expect", "nonsense"));
                                    Expect.equal("ok", reply.body(), "body");
                                }),
                shows("IN-9", "another expectation is a 417")
                        .in(Version.HTTP_1_1)
                        .then(
                                kit -> {
                                    kit.refused(417, kit.get().with("Expect", "nonsense"));
                                    kit.refused(417, kit.get().with("Expect", "200-ok"));
                                }),
                shows("IN-9", "100-continue is understood in any case")
                        .in(Version.HTTP_1_1)
                        .when(Answers::environAndInput)
                        .then(
                                kit -> {
                                    try (var client = kit.connect()) {
                                        Conversation talk =
                                                Kit.open(
                                                        client,
                                                        kit.post()
                                                                .with("Expect", "100-Continue")
                                                                .partOf(1, ""));
                                        Expect.that(talk.interim().isPresent(), "no 100");
                                        Expect.equal("ok", talk.send("a").reply().body(), "body");
                                    }
                                }),
                shows("IN-10", "reading and writing alternate")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then(() -> ProbeCall.octets(call.read(1)))
                                            .then(() -> ProbeCall.octets(call.read(1)))
                                            .then(() -> ProbeCall.octets(call.read(1)))
                                            .atClose(() -> call.note("last", call.read(1)));
                                })
                        .then(
                                kit -> {
                                    try (var client = kit.connect()) {
                                        Conversation talk =
                                                Kit.open(client, kit.post().partOf(4, ""));
                                        Expect.equal("a", talk.send("a").body(1), "first echo");
                                        Expect.equal("ab", talk.send("b").body(2), "second echo");
                                        Expect.equal("abc", talk.send("c").body(3), "third echo");
                                        talk.send("d");
                                        Expect.equal(Ending.COMPLETE, talk.reply().ending(), "end");
                                        kit.await("last");
                                    }
                                    Expect.equal("d", kit.notes().one("last"), "read in close");
                                }),
                shows("IN-11", "a declared length beyond the limit is a 413, without a 100")
                        .needing(Need.BODY_LIMIT)
                        .then(
                                kit -> {
                                    long limit = kit.options().bodyLimit().orElseThrow();
                                    Request much = kit.post().partOf(limit + 1, "");
                                    Reply reply =
                                            kit.refused(413, much.with("Expect", "100-continue"));
                                    Expect.equal(List.of(), reply.interims(), "1xx responses");
                                    kit.refused(413, much);
                                }),
                shows("IN-11", "a body of the size of the limit is accepted")
                        .needing(Need.BODY_LIMIT)
                        .when(
                                call -> {
                                    call.note("read", call.input().readAllBytes().length);
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    String most = most(kit);
                                    kit.send(200, kit.post().body(most));
                                    if (kit.is11()) {
                                        kit.send(200, kit.post().chunked(List.of(most)));
                                    }
                                    for (String read : kit.notes().some("read")) {
                                        Expect.equal("" + most.length(), read, "octets");
                                    }
                                }),
                shows("IN-11", "a chunked body beyond the limit is an IOException, then a 413")
                        .in(Version.HTTP_1_1)
                        .needing(Need.BODY_LIMIT)
                        .when(
                                call -> {
                                    try {
                                        call.note("read", call.input().readAllBytes().length);
                                    } catch (IOException e) {
                                        call.note("thrown");
                                        throw e;
                                    }
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    String most = most(kit);
                                    Reply reply = kit.send(kit.post().chunked(List.of(most, "x")));
                                    Expect.equal(413, reply.status(), "status");
                                    Notes notes = kit.notes();
                                    // A server that buffers the body refuses before the call.
                                    if (notes.count("called") > 0) {
                                        notes.one("thrown");
                                    }
                                    Expect.equal(0, notes.count("read"), "the body was delivered");
                                }),
                shows("IN-11", "an application may answer a body beyond the limit itself")
                        .in(Version.HTTP_1_1)
                        .needing(Need.BODY_LIMIT)
                        .when(
                                call -> {
                                    call.attempt("read", () -> call.input().readAllBytes());
                                    call.start("422 Too Much");
                                    return ProbeCall.arrays("mine");
                                })
                        .then(
                                kit -> {
                                    Reply reply =
                                            kit.send(kit.post().chunked(List.of(most(kit), "x")));
                                    boolean called = kit.notes().count("called") > 0;
                                    Expect.equal(called ? 422 : 413, reply.status(), "status");
                                }));
    }

    private static Request expecting(Kit kit) {
        return kit.post().with("Expect", "100-continue");
    }

    private static String lookalike(Kit kit) {
        return SocketClient.head(kit.get("/evil"));
    }

    private static String most(Kit kit) {
        return "x".repeat(Math.toIntExact(kit.options().bodyLimit().orElseThrow()));
    }

    private static void unread(Kit kit, Request request) throws IOException {
        try (var client = kit.connect()) {
            Reply reply = Kit.open(client, request).reply();
            if (reply.ending() == Ending.COMPLETE && !reply.closes()) {
                kit.stillAnswersOrEnded(client);
            } else {
                Expect.equal("", client.rest(), "octets after the response");
            }
        }
        kit.notes().one("called");
    }

    private static void closed(Kit kit, String body) throws IOException {
        try (var client = kit.connect()) {
            Reply reply = Kit.open(client, expecting(kit).partOf(3, "")).reply();
            Expect.equal(body, reply.body(), "body");
            Expect.equal(List.of(), reply.interims(), "1xx responses");
            Expect.that(reply.closes(), "no Connection: close");
            Expect.equal(Ending.COMPLETE, client.ended(), "end of the connection");
        }
    }
}
