package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Ending;
import gateway.tck.http.Event;
import gateway.tck.http.Field;
import gateway.tck.http.Reply;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;

import java.util.Arrays;
import java.util.List;

/** Chapter 16, octets before their time: EXT-3 and EXT-6. */
final class HintCases {
    private HintCases() {}

    static List<Case> cases() {
        return List.of(
                hints("one 103 before start is sent")
                        .in(Version.HTTP_1_1)
                        .when(
                                call -> {
                                    hint(call, "Link", "</a>; rel=preload");
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    Expect.equal(
                                            List.of(
                                                    new Event.Interim(
                                                            103,
                                                            List.of(
                                                                    new Field(
                                                                            "Link",
                                                                            "</a>; rel=preload")))),
                                            reply.interims(),
                                            "1xx responses");
                                    Expect.equal("true", kit.notes().one("hint"), "returned");
                                    Expect.equal(List.of(), reply.values("Link"), "Link");
                                }),
                hints("several are sent in order, after start too")
                        .in(Version.HTTP_1_1)
                        .when(
                                call -> {
                                    hint(call, "Link", "</a>");
                                    call.start("200 OK");
                                    hint(call, "Link", "</b>", "Link", "</c>");
                                    return ProbeCall.arrays("ok");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    Expect.equal(
                                            List.of("</a>", "</b>", "</c>"),
                                            reply.interims().stream()
                                                    .flatMap(i -> i.fields().stream())
                                                    .map(Field::value)
                                                    .toList(),
                                            "links");
                                    Expect.equal(2, reply.interims().size(), "1xx responses");
                                }),
                hints("a 103 is sent at once")
                        .in(Version.HTTP_1_1)
                        .when(
                                call -> {
                                    hint(call, "Link", "</a>");
                                    call.awaitSignal("go");
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Conversation talk = Kit.open(client, kit.get());
                                        Expect.that(talk.interim().isPresent(), "no 103");
                                        kit.signal("go");
                                        Expect.equal("ok", talk.reply().body(), "body");
                                    }
                                    StartCases.unsignalled(kit);
                                }),
                hints("HTTP/1.0 gets none, and false is returned")
                        .in(Version.HTTP_1_0)
                        .when(
                                call -> {
                                    hint(call, "Link", "</a>");
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    Expect.equal(List.of(), kit.send(200, "ok").interims(), "1xx");
                                    Expect.equal("false", kit.notes().one("hint"), "returned");
                                }),
                hints("after the commit none is sent, and false is returned")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then("a")
                                            .then(
                                                    () -> {
                                                        hint(call, "Link", "</a>");
                                                        return ProbeCall.octets("b");
                                                    });
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ab");
                                    Expect.equal(List.of(), reply.interims(), "1xx responses");
                                    Expect.equal("false", kit.notes().one("hint"), "returned");
                                }),
                hints("headers that must not be set are refused, and nothing is sent")
                        .when(
                                call -> {
                                    refused(call, "Transfer-Encoding", "chunked");
                                    refused(call, "Upgrade", "x");
                                    refused(call, "Connection", "close");
                                    refused(call, "content-length", "5");
                                    refused(call, "Link", "</a>", "TE", "x");
                                    call.attempt(
                                            "refused.null",
                                            () ->
                                                    call.startResponse()
                                                            .earlyHints(
                                                                    Arrays.asList(
                                                                            StartCases.nothing())));
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    Expect.equal(List.of(), kit.send(200, "ok").interims(), "1xx");
                                    Notes notes = kit.notes();
                                    Expect.equal(5, notes.count("refused"), "attempts");
                                    for (String thrown : notes.some("refused")) {
                                        Expect.equal("IllegalArgumentException", thrown, "thrown");
                                    }
                                    Expect.equal(
                                            "NullPointerException",
                                            notes.one("refused.null"),
                                            "for a null header");
                                }),
                flushes("the head goes before call returns")
                        .when(
                                call -> {
                                    call.start("200 OK", "X-A", "1");
                                    call.note("flushed", call.startResponse().flush());
                                    call.awaitSignal("go");
                                    return ProbeCall.arrays("ok");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Conversation talk = Kit.open(client, kit.get());
                                        Expect.equal(
                                                200,
                                                talk.head().map(Event.Head::status).orElse(0),
                                                "status");
                                        kit.signal("go");
                                        Reply reply = talk.reply();
                                        Expect.equal("ok", reply.body(), "body");
                                        Expect.equal(Ending.COMPLETE, reply.ending(), "end");
                                    }
                                    Expect.equal("true", kit.notes().one("flushed"), "returned");
                                    StartCases.unsignalled(kit);
                                }),
                flushes("before start it is an ISE")
                        .when(
                                call -> {
                                    call.attempt("early", () -> call.startResponse().flush());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Expect.equal(
                                            "IllegalStateException",
                                            kit.notes().one("early"),
                                            "it");
                                }),
                flushes("after it the response cannot be replaced, and a failure is visible")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "5");
                                    call.startResponse().flush();
                                    call.attempt("late", () -> StartCases.replace(call, "500"));
                                    throw call.failure();
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(kit.get());
                                    Expect.equal(200, reply.status(), "status");
                                    Expect.that(reply.ending() != Ending.COMPLETE, "complete");
                                    Expect.equal(
                                            "ResponseCommittedException",
                                            kit.notes().one("late"),
                                            "thrown");
                                }),
                flushes("within the body it hands over what was given")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then("a")
                                            .then(
                                                    () -> {
                                                        call.note(
                                                                "flushed",
                                                                call.startResponse().flush());
                                                        call.awaitSignal("go");
                                                        return ProbeCall.octets("b");
                                                    });
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Conversation talk = Kit.open(client, kit.get());
                                        Expect.equal("a", talk.body(1), "body so far");
                                        kit.signal("go");
                                        Expect.equal("ab", talk.reply().body(), "body");
                                    }
                                    Expect.equal("true", kit.notes().one("flushed"), "returned");
                                    StartCases.unsignalled(kit);
                                }));
    }

    private static Case.Draft hints(String title) {
        return shows("EXT-3", title).claiming(Capability.EARLY_HINTS);
    }

    private static Case.Draft flushes(String title) {
        return shows("EXT-6", "flush: " + title).claiming(Capability.FLUSH);
    }

    private static void hint(ProbeCall call, String... headers) throws Exception {
        call.note("hint", call.startResponse().earlyHints(ProbeCall.headers(headers)));
    }

    private static void refused(ProbeCall call, String... headers) {
        call.attempt("refused", () -> call.startResponse().earlyHints(ProbeCall.headers(headers)));
    }
}
