package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Behaviour;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Request;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** Chapter 11, once on every path: CLOSE-1. */
final class CloseCases {
    private CloseCases() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(once("at the normal end", call -> started(call).then("a").then("b")));
        cases.add(once("for an empty body", CloseCases::started));
        cases.add(once("for a Collection", Closeable::new));
        cases.add(
                once(
                        "where iterator() throws",
                        call -> started(call).atIterator(() -> fail(call)).then("never")));
        cases.add(
                once(
                        "where the first hasNext() throws",
                        call -> started(call).atEnd(() -> fail(call))));
        cases.add(
                once(
                        "where the first next() throws",
                        call -> started(call).then(() -> fail(call))));
        cases.add(
                once(
                        "where a later next() throws",
                        call -> started(call).then("a").then(() -> fail(call))));
        cases.add(
                once(
                        "where the last hasNext() throws",
                        call -> started(call).then("a").atEnd(() -> fail(call))));
        cases.add(
                once(
                        "where an Error is thrown",
                        call ->
                                started(call)
                                        .then("a")
                                        .then(
                                                () -> {
                                                    throw new AssertionError("tck");
                                                })));
        cases.add(once("for a null array", call -> started(call).then(() -> null)));
        cases.add(
                once(
                        "for a null array after the commit",
                        call -> started(call).then("a").then(() -> null)));
        cases.add(
                once(
                        "for a body longer than its length",
                        call -> {
                            call.start("200 OK", "Content-Length", "1");
                            return ProbeBody.of(call, "abc", "d");
                        }));
        cases.add(
                once(
                        "for a body shorter than its length",
                        call -> {
                            call.start("200 OK", "Content-Length", "9");
                            return ProbeBody.of(call, "abc");
                        }));
        cases.add(once("where start was never called", call -> ProbeBody.of(call, "never")));
        cases.add(
                once(
                        "where the arguments of start were refused",
                        call -> {
                            call.attempt("start", () -> call.start("99"));
                            return ProbeBody.of(call, "never");
                        }));
        cases.add(
                once(
                        "where close() throws",
                        call -> started(call).then("a").atClose(() -> fail(call))));
        cases.add(
                shows("CLOSE-1", "close is called once for HEAD")
                        .when(call -> started(call).then("never"))
                        .then(kit -> once(kit, kit.request("HEAD", kit.mount() + "/"))));
        for (String status : List.of("204", "205", "304")) {
            cases.add(
                    once(
                            "for a " + status,
                            call -> {
                                call.start(status);
                                return ProbeBody.of(call, "never");
                            }));
        }
        cases.add(
                shows("CLOSE-1", "close is called once where the client is gone")
                        .when(
                                call ->
                                        started(call)
                                                .then("a")
                                                .then(
                                                        () -> {
                                                            call.note("here");
                                                            call.awaitSignal("gone");
                                                            return ProbeCall.octets("b");
                                                        })
                                                .then("c"))
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Conversation talk = Kit.open(client, kit.get());
                                        talk.body(1);
                                        kit.await("here");
                                        client.vanish();
                                    }
                                    kit.signal("gone");
                                    settled(kit).one("close");
                                }));
        cases.add(
                shows("CLOSE-1", "close is called once where the client has ended its side")
                        .when(call -> started(call).then("a").then("b"))
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Kit.open(client, kit.get()).cut().reply();
                                    }
                                    settled(kit).one("close");
                                }));
        cases.add(
                shows("CLOSE-1", "close is called once for an upgrade, without an iteration")
                        .in(Version.HTTP_1_1)
                        .claiming(Capability.UPGRADE)
                        .when(
                                call -> {
                                    call.note(
                                            "upgraded",
                                            call.startResponse()
                                                    .upgrade("tck", List.of(), (in, out) -> {}));
                                    return ProbeBody.of(call, "never");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Kit.open(
                                                        client,
                                                        kit.get()
                                                                .with("Connection", "Upgrade")
                                                                .with("Upgrade", "tck"))
                                                .reply();
                                    }
                                    Notes notes = settled(kit);
                                    Expect.equal("true", notes.one("upgraded"), "upgrade");
                                    notes.one("close");
                                    Expect.equal(0, notes.count("iterator"), "iterations");
                                }));
        return cases;
    }

    private static ProbeBody started(ProbeCall call) {
        call.start("200 OK");
        return new ProbeBody(call);
    }

    private static byte[] fail(ProbeCall call) throws Exception {
        throw call.failure();
    }

    private static Case once(String path, Behaviour application) {
        return shows("CLOSE-1", "close is called once " + path)
                .when(application)
                .then(kit -> once(kit, kit.get()));
    }

    private static void once(Kit kit, Request request) throws Exception {
        try (Client client = kit.connect()) {
            Kit.open(client, request.with("Connection", "close")).reply();
            client.ended();
        }
        Notes notes = settled(kit);
        notes.one("called");
        notes.one("close");
        Expect.equal(0, notes.count("misuse"), "calls out of turn");
    }

    /** The notes some requests after the first close: a second one would be there as well. */
    private static Notes settled(Kit kit) throws Exception {
        kit.await("close");
        kit.notes();
        return kit.notes();
    }

    /** A Collection that is closeable. */
    private static final class Closeable extends AbstractList<byte[]> implements AutoCloseable {
        private final ProbeCall call;

        Closeable(ProbeCall call) {
            this.call = call;
            call.start("200 OK");
        }

        @Override
        public byte[] get(int index) {
            return ProbeCall.octets("a" + index);
        }

        @Override
        public int size() {
            return 3;
        }

        @Override
        public void close() {
            call.note("close");
        }
    }
}
