package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Environ;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Ending;
import gateway.tck.http.Reply;
import gateway.tck.http.SocketClient;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;

import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Chapter 11, when, where and what: CLOSE-2 to CLOSE-4. */
final class CloseOrderCases {
    private CloseOrderCases() {}

    static List<Case> cases() {
        return List.of(
                shows("CLOSE-2", "close comes on the request thread")
                        .when(
                                call -> {
                                    call.note("call");
                                    call.start("200 OK");
                                    return ProbeBody.of(call, "a");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "a");
                                    Notes notes = kit.await("close");
                                    Expect.equal(
                                            notes.threads("call"),
                                            notes.threads("close"),
                                            "thread");
                                }),
                shows("CLOSE-2", "close comes after the last octet of the response")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "2");
                                    return ProbeBody.of(call, "a", "b")
                                            .atClose(() -> call.awaitSignal("go"));
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Conversation talk = Kit.open(client, kit.get());
                                        Expect.equal("ab", talk.body(2), "body");
                                        kit.signal("go");
                                    }
                                    kit.await("close");
                                    StartCases.unsignalled(kit);
                                }),
                shows("CLOSE-2", "close comes after the last chunk")
                        .in(Version.HTTP_1_1)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return ProbeBody.of(call, "a", "b")
                                            .atClose(() -> call.awaitSignal("go"));
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, kit.get()).reply();
                                        Expect.equal(Ending.COMPLETE, reply.ending(), "end");
                                        kit.signal("go");
                                    }
                                    StartCases.unsignalled(kit);
                                }),
                shows("CLOSE-2", "close comes before the next request of the connection")
                        .in(Version.HTTP_1_1)
                        .needing(Need.SOCKET)
                        .when(
                                call -> {
                                    call.note("call");
                                    call.start("200 OK");
                                    return ProbeBody.of(call, "a");
                                })
                        .then(
                                kit -> {
                                    try (SocketClient client = kit.socket()) {
                                        String head = SocketClient.head(kit.get());
                                        client.wire().send(head + head + head);
                                        for (int i = 0; i < 3; i++) {
                                            Reply reply = new Conversation(client.raw("")).reply();
                                            Expect.equal("a", reply.body(), "body");
                                        }
                                    }
                                    Expect.equal(
                                            List.of(
                                                    "call", "close", "call", "close", "call",
                                                    "close"),
                                            kit.await("close", 3).names(Set.of("call", "close")),
                                            "order");
                                }),
                shows("CLOSE-2", "close comes before the callbacks")
                        .claiming(Capability.ON_FINISH)
                        .when(
                                call -> {
                                    Environ.onFinish(call.environ(), f -> call.note("finish"));
                                    call.start("200 OK");
                                    return ProbeBody.of(call, "a");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "a");
                                    Expect.equal(
                                            List.of("close", "finish"),
                                            kit.await("finish").names(Set.of("close", "finish")),
                                            "order");
                                }),
                shows("CLOSE-3", "an exception of close leaves response and connection alone")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return ProbeBody.of(call, "ab")
                                            .atClose(
                                                    () -> {
                                                        throw call.failure();
                                                    });
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, kit.get()).reply();
                                        Expect.equal("ab", reply.body(), "body");
                                        Expect.equal(Ending.COMPLETE, reply.ending(), "end");
                                        if (kit.is11()) {
                                            kit.stillAnswers(client);
                                        }
                                    }
                                    kit.await("close");
                                }),
                shows("CLOSE-3", "an exception of close is logged")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return ProbeBody.of(call, "ab")
                                            .atClose(
                                                    () -> {
                                                        throw call.failure();
                                                    });
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ab");
                                    kit.awaitLogged("tck-secret-" + kit.token());
                                }),
                shows("CLOSE-3", "an exception of close is suppressed by an earlier one")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then(
                                                    () -> {
                                                        throw call.failure();
                                                    })
                                            .atClose(
                                                    () -> {
                                                        throw new IllegalStateException(
                                                                "tck-second " + call.token());
                                                    });
                                })
                        .then(
                                kit -> {
                                    kit.send(500, kit.get());
                                    kit.awaitLogged("tck-second " + kit.token());
                                    String log = kit.logged();
                                    int first = log.indexOf("tck-secret-" + kit.token());
                                    int second = log.indexOf("Suppressed: ");
                                    Expect.that(
                                            first >= 0
                                                    && second > first
                                                    && log.indexOf("tck-second") > second,
                                            "not suppressed: " + log);
                                }),
                shows("CLOSE-4", "the iterator is not closed, the body is")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return ProbeBody.of(call, "ab");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ab");
                                    Notes notes = kit.await("close");
                                    notes.one("close");
                                    Expect.equal(
                                            0, notes.count("iterator.close"), "closed iterators");
                                }),
                shows("CLOSE-4", "a body that is its own iterator is closed once")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new Own(call);
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "a");
                                    kit.await("close");
                                    kit.notes();
                                    kit.notes().one("close");
                                }));
    }

    @SuppressWarnings("IterableAndIterator") // What the case is about.
    private static final class Own implements Iterable<byte[]>, Iterator<byte[]>, AutoCloseable {
        private final ProbeCall call;
        private boolean given;

        Own(ProbeCall call) {
            this.call = call;
        }

        @Override
        public Iterator<byte[]> iterator() {
            return this;
        }

        @Override
        public boolean hasNext() {
            return !given;
        }

        @Override
        public byte[] next() {
            given = true;
            return ProbeCall.octets("a");
        }

        @Override
        public void close() {
            call.note("close");
        }
    }
}
