package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Ending;
import gateway.tck.http.Reply;
import gateway.tck.http.SocketClient;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;

import java.io.IOException;
import java.util.List;

/** Chapter 9, lengths: LEN-1 to LEN-3, and LEN-7. */
final class FramingCases {
    private FramingCases() {}

    static List<Case> cases() {
        return List.of(
                shows("LEN-1", "a Collection longer than its length is a 500")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "3");
                                    return ProbeCall.arrays("ab", "cd");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(500, kit.get());
                                    Expect.that(!reply.body().startsWith("ab"), "it was sent");
                                }),
                cut("in a later array", "ab", "cde", "fg"),
                cut("in the first array", "abcde", "fg"),
                cut("right after an array", "abc", "de"),
                shows(
                                "LEN-1",
                                "a Collection too long after a flush is cut, and the connection closed")
                        .claiming(Capability.FLUSH)
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "3");
                                    call.startResponse().flush();
                                    return ProbeCall.arrays("ab", "cd");
                                })
                        .then(kit -> cut(kit)),
                shows("LEN-2", "a Collection shorter than its length is a 500")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "5");
                                    return ProbeCall.arrays("ab", "cd");
                                })
                        .then(kit -> kit.send(500, kit.get())),
                shows("LEN-2", "a body without octets that declares some is a 500")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "5");
                                    return ProbeBody.of(call, "", "");
                                })
                        .then(kit -> kit.send(500, kit.get())),
                shows("LEN-2", "a body that stays short after the commit is cut off")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "5");
                                    return ProbeBody.of(call, "ab", "cd");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(kit.get());
                                    Expect.equal("abcd", reply.body(), "body");
                                    Expect.that(reply.ending() != Ending.COMPLETE, "complete");
                                    Expect.that(reply.ending() != Ending.OPEN, "still open");
                                }),
                shows("LEN-2", "the fault of a short body is logged")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "5");
                                    return ProbeBody.of(call, "ab");
                                })
                        .then(
                                kit -> {
                                    kit.send(kit.get());
                                    Expect.that(
                                            Kit.holds(() -> !kit.logged().isBlank()),
                                            "nothing was logged");
                                }),
                collection("an empty Collection has length 0"),
                collection("a Collection of one has its length", "abc"),
                collection("a Collection of two has the sum of lengths", "abc", "de"),
                collection("a Collection of many has the sum", many()),
                shows(
                                "LEN-3",
                                "any other body goes out chunked, or until the end of the connection")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return ProbeCall.stream("abc", "de");
                                })
                        .then(FramingCases::streamed),
                shows("LEN-3", "an empty body of unknown length is a complete response")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return ProbeCall.stream();
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "");
                                    Expect.equal(Ending.COMPLETE, reply.ending(), "end");
                                }),
                shows("LEN-3", "a Collection gets no length where the head is gone")
                        .claiming(Capability.FLUSH)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    call.note("flushed", call.startResponse().flush());
                                    return ProbeCall.arrays("abc", "de");
                                })
                        .then(
                                kit -> {
                                    streamed(kit);
                                    Expect.equal("true", kit.notes().one("flushed"), "flush");
                                }),
                shows("LEN-7", "HTTP/1.0 gets neither chunks nor 1xx")
                        .in(Version.HTTP_1_0)
                        .when(
                                call -> {
                                    call.note("hints", call.startResponse().earlyHints(List.of()));
                                    call.note("read", call.readAll());
                                    call.start("200 OK");
                                    return ProbeCall.stream("abc", "de");
                                })
                        .then(
                                kit -> {
                                    Reply reply =
                                            kit.send(
                                                    200,
                                                    kit.post()
                                                            .with("TE", "trailers")
                                                            .with("Expect", "100-continue")
                                                            .body("x"));
                                    Expect.equal("abcde", reply.body(), "body");
                                    Expect.equal(List.of(), reply.interims(), "1xx responses");
                                    Expect.equal(
                                            List.of(),
                                            reply.values("Transfer-Encoding"),
                                            "Transfer-Encoding");
                                    Expect.equal("false", kit.notes().one("hints"), "earlyHints");
                                }),
                shows("LEN-7", "responses come in the order of the requests")
                        .in(Version.HTTP_1_1)
                        .needing(Need.SOCKET)
                        .when(
                                call -> {
                                    String query = call.get("QUERY_STRING", String.class);
                                    if (query.equals("2")) {
                                        call.start("200 OK");
                                        return ProbeCall.stream("two", "");
                                    }
                                    return call.ok("body " + query);
                                })
                        .then(
                                kit -> {
                                    StringBuilder octets = new StringBuilder();
                                    for (int i = 0; i < 5; i++) {
                                        octets.append(SocketClient.head(kit.get("/?" + i)));
                                    }
                                    try (SocketClient client = kit.socket()) {
                                        client.wire().send(octets.toString());
                                        for (int i = 0; i < 5; i++) {
                                            Reply reply = new Conversation(client.raw("")).reply();
                                            Expect.equal(
                                                    i == 2 ? "two" : "body " + i,
                                                    reply.body(),
                                                    "answer " + i);
                                        }
                                    }
                                }));
    }

    private static String[] many() {
        String[] arrays = new String[1000];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = "x".repeat(i % 200);
        }
        return arrays;
    }

    private static Case collection(String title, String... arrays) {
        String all = String.join("", arrays);
        return shows("LEN-3", title)
                .when(
                        call -> {
                            call.start("200 OK");
                            return ProbeCall.arrays(arrays);
                        })
                .then(
                        kit -> {
                            Reply reply = kit.send(200, all);
                            Expect.equal(
                                    List.of("" + all.length()),
                                    reply.values("Content-Length"),
                                    "Content-Length");
                        });
    }

    private static void streamed(Kit kit) throws IOException {
        Reply reply = kit.send(200, "abcde");
        Expect.equal(List.of(), reply.values("Content-Length"), "Content-Length");
        Expect.equal(
                kit.is11() ? List.of("chunked") : List.of(),
                reply.values("Transfer-Encoding"),
                "Transfer-Encoding");
    }

    private static Case cut(String where, String... arrays) {
        return shows("LEN-1", "a body that is too long " + where + " is cut, and all is closed")
                .needing(Need.LOG)
                .when(
                        call -> {
                            call.start("200 OK", "Content-Length", "3");
                            return ProbeBody.of(call, arrays).then("never");
                        })
                .then(
                        kit -> {
                            cut(kit);
                            var notes = kit.await("close");
                            notes.one("close");
                            Expect.that(
                                    notes.count("next") <= arrays.length,
                                    "the iteration went on: " + notes.names());
                            Expect.that(
                                    Kit.holds(() -> !kit.logged().isBlank()), "nothing was logged");
                        });
    }

    private static void cut(Kit kit) throws IOException {
        try (Client client = kit.connect()) {
            Reply reply = Kit.open(client, kit.get()).reply();
            Expect.equal(200, reply.status(), "status");
            Expect.equal("abc", reply.body(), "body");
            Expect.equal(Ending.COMPLETE, reply.ending(), "end of the response");
            Expect.equal("", client.rest(), "octets after the response");
            Expect.that(client.ended() != Ending.OPEN, "the connection is open");
        }
    }
}
