package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Header;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Reply;
import gateway.tck.subject.Capability;

import java.util.ArrayList;
import java.util.List;

/** Chapter 7, what is handed over, and to whom: SR-7 and SR-8. */
final class HandOverCases {
    private HandOverCases() {}

    static List<Case> cases() {
        return List.of(
                shows("SR-7", "the list of headers may be changed after the call")
                        .when(
                                call -> {
                                    List<Header> headers = new ArrayList<>();
                                    headers.add(new Header("X-A", "1"));
                                    call.startResponse().start("200 OK", headers);
                                    headers.set(0, new Header("X-B", "2"));
                                    headers.add(new Header("X-C", "3"));
                                    return ProbeBody.of(call, "ok").atIterator(headers::clear);
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    Expect.equal(List.of("1"), reply.values("X-A"), "X-A");
                                    Expect.equal(List.of(), reply.values("X-B"), "X-B");
                                    Expect.equal(List.of(), reply.values("X-C"), "X-C");
                                }),
                shows("SR-7", "the server does not modify the list of headers")
                        .when(
                                call -> {
                                    List<Header> headers =
                                            new ArrayList<>(
                                                    ProbeCall.headers(
                                                            "X-A", "1", "Connection", "close"));
                                    List<Header> copy = List.copyOf(headers);
                                    call.startResponse().start("200 OK", headers);
                                    return ProbeBody.of(call, "ok")
                                            .atClose(() -> call.note("same", copy.equals(headers)));
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Expect.equal("true", kit.await("same").one("same"), "same");
                                }),
                shows("SR-7", "the list of headers may be immutable and shared")
                        .when(
                                call -> {
                                    call.startResponse()
                                            .start("200 OK", List.of(new Header("X-A", "1")));
                                    return ProbeCall.arrays("ok");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    Expect.equal(List.of("1"), reply.values("X-A"), "X-A");
                                }),
                shows("SR-8", "another thread may do the work while the request thread is in call")
                        .when(
                                call -> {
                                    onAnotherThread(
                                            call,
                                            () -> {
                                                call.note("read", call.readAll());
                                                call.start("200 OK", "X-A", "1");
                                            });
                                    return ProbeCall.arrays("ok");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, kit.post().body("abc"));
                                    Expect.equal(List.of("1"), reply.values("X-A"), "X-A");
                                    Notes notes = kit.notes();
                                    Expect.equal("none", notes.one("helper"), "thrown");
                                    Expect.equal("abc", notes.one("read"), "body");
                                }),
                shows("SR-8", "another thread may read while the request thread is in the body")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then(
                                                    () -> {
                                                        onAnotherThread(
                                                                call,
                                                                () ->
                                                                        call.note(
                                                                                "read",
                                                                                call.readAll()));
                                                        return ProbeCall.octets("ok");
                                                    });
                                })
                        .then(
                                kit -> {
                                    kit.send(200, kit.post().body("abc"));
                                    Expect.equal("abc", kit.notes().one("read"), "body");
                                }),
                shows("SR-8", "after the end of the request start is an ISE")
                        .when(
                                call ->
                                        late(
                                                call,
                                                () -> {
                                                    call.attempt("start", () -> call.start("200"));
                                                    call.attempt(
                                                            "error",
                                                            () -> StartCases.replace(call, "500"));
                                                }))
                        .then(
                                kit -> {
                                    Notes notes = lateNotes(kit);
                                    Expect.equal(
                                            "IllegalStateException", notes.one("start"), "start");
                                    Expect.equal(
                                            "IllegalStateException",
                                            notes.one("error"),
                                            "start with an error");
                                }),
                lateCapability(
                        Capability.EARLY_HINTS, call -> call.startResponse().earlyHints(List.of())),
                lateCapability(Capability.FLUSH, call -> call.startResponse().flush()),
                lateCapability(
                        Capability.TRAILERS, call -> call.startResponse().trailers(List::of)),
                lateCapability(
                        Capability.UPGRADE,
                        call ->
                                call.startResponse()
                                        .upgrade("tck", List.of(), (in, out) -> call.note("ran"))),
                shows("SR-8", "after the end of the request reads are an IOException")
                        .when(
                                call ->
                                        late(
                                                call,
                                                () -> {
                                                    call.attempt("one", () -> call.input().read());
                                                    call.attempt(
                                                            "block",
                                                            () -> call.input().read(new byte[2]));
                                                }))
                        .then(
                                kit -> {
                                    Notes notes = lateNotes(kit);
                                    Expect.equal("IOException", notes.one("one"), "read()");
                                    Expect.equal("IOException", notes.one("block"), "read(block)");
                                }));
    }

    private interface Use {
        void of(ProbeCall call) throws Exception;
    }

    private static Case lateCapability(Capability capability, Use use) {
        return shows("SR-8", "after the end of the request " + capability.word() + " is an ISE")
                .claiming(capability)
                .when(call -> late(call, () -> call.attempt("use", () -> use.of(call))))
                .then(
                        kit -> {
                            Notes notes = lateNotes(kit);
                            Expect.equal("IllegalStateException", notes.one("use"), "thrown");
                        });
    }

    /** Answers, and does something once the client knows that the request is over. */
    private static Iterable<byte[]> late(ProbeCall call, Runnable action) {
        Thread thread =
                new Thread(
                        () -> {
                            call.awaitSignal("over");
                            action.run();
                            call.note("late");
                        });
        thread.setDaemon(true);
        thread.start();
        return call.ok("ok");
    }

    /** The request is over when the next one of its connection is answered, or that has ended. */
    private static Notes lateNotes(Kit kit) throws Exception {
        try (var client = kit.connect()) {
            Reply reply = Kit.open(client, kit.post().body("unread")).reply();
            Expect.equal("ok", reply.body(), "body");
            if (kit.is11() && !reply.closes()) {
                kit.stillAnswersOrEnded(client);
            } else {
                client.ended();
            }
        }
        kit.signal("over");
        Notes notes = kit.await("late");
        Expect.equal(0, notes.count("unsignalled.over"), "signals that came too late");
        return notes;
    }

    private static void onAnotherThread(ProbeCall call, ProbeCall.Action action)
            throws InterruptedException {
        Thread thread = new Thread(() -> call.attempt("helper", action));
        thread.start();
        thread.join();
    }
}
