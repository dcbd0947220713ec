package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Environ;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Field;
import gateway.tck.http.Reply;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;

import java.util.List;
import java.util.stream.Collectors;

/** Chapter 12, what the server does after a fault, and says of it: ERR-4, ERR-5, ERR-7 to ERR-9. */
final class RecoveryCases {
    private RecoveryCases() {}

    static List<Case> cases() {
        return List.of(
                serves("an exception", () -> new IllegalStateException("tck")),
                serves("an AssertionError", () -> new AssertionError("tck")),
                serves("a StackOverflowError", () -> new StackOverflowError("tck")),
                serves("an OutOfMemoryError", () -> new OutOfMemoryError("tck")),
                serves("a LinkageError", () -> new NoClassDefFoundError("tck")),
                shows("ERR-4", "the connection of a failed call is answered again, or closed")
                        .in(Version.HTTP_1_1)
                        .when(
                                call -> {
                                    throw call.failure();
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, kit.get()).reply();
                                        Expect.equal(500, reply.status(), "status");
                                        if (!reply.closes()) {
                                            kit.stillAnswers(client);
                                        }
                                    }
                                }),
                shows("ERR-5", "that a client has gone is not logged as an error")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    ProbeBody body = new ProbeBody(call);
                                    body.then("a")
                                            .then(
                                                    () -> {
                                                        call.awaitSignal("gone");
                                                        return new byte[1 << 16];
                                                    });
                                    for (int i = 0; i < 500; i++) {
                                        body.then(() -> new byte[1 << 16]);
                                    }
                                    return body;
                                })
                        .then(
                                kit -> {
                                    kit.forgetLog();
                                    try (Client client = kit.connect()) {
                                        Kit.open(client, kit.get()).body(1);
                                        client.vanish();
                                    }
                                    kit.signal("gone");
                                    kit.await("close");
                                    kit.notes();
                                    Expect.that(
                                            !kit.logged().contains("Exception"),
                                            "logged: " + kit.logged());
                                }),
                shows("ERR-5", "reads and flush tell a client that is known to be gone")
                        .claiming(Capability.CLIENT_DISCONNECTED, Capability.FLUSH)
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    call.startResponse().flush();
                                    call.note("here");
                                    call.note(
                                            "gone",
                                            Kit.holds(
                                                    () ->
                                                            Environ.clientDisconnected(
                                                                    call.environ())));
                                    call.attempt("flush", () -> call.startResponse().flush());
                                    call.attempt("read", () -> call.input().read());
                                    call.startResponse().flush();
                                    return List.of();
                                })
                        .then(
                                kit -> {
                                    kit.forgetLog();
                                    try (Client client = kit.connect()) {
                                        Kit.open(client, kit.post().partOf(9, "")).head();
                                        kit.await("here");
                                        client.vanish();
                                    }
                                    Notes notes = kit.await("read");
                                    Expect.equal("true", notes.one("gone"), "client_disconnected");
                                    for (String what : List.of("flush", "read")) {
                                        Expect.that(
                                                notes.one(what).endsWith("Exception"),
                                                what + ": " + notes.one(what));
                                    }
                                    kit.send(200, kit.get("/").without("Tck-Case"));
                                    Expect.that(
                                            !kit.logged().contains("at gateway.tck"),
                                            "logged: " + kit.logged());
                                }),
                shows("ERR-5", "earlyHints tells a client that is known to be gone")
                        .in(Version.HTTP_1_1)
                        .claiming(Capability.CLIENT_DISCONNECTED, Capability.EARLY_HINTS)
                        .when(
                                call -> {
                                    call.note("here");
                                    call.note(
                                            "gone",
                                            Kit.holds(
                                                    () ->
                                                            Environ.clientDisconnected(
                                                                    call.environ())));
                                    call.attempt(
                                            "hint",
                                            () ->
                                                    call.startResponse()
                                                            .earlyHints(
                                                                    ProbeCall.headers(
                                                                            "Link", "</a>")));
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Kit.open(client, kit.get());
                                        kit.await("here");
                                        client.vanish();
                                    }
                                    Notes notes = kit.await("hint");
                                    Expect.equal("true", notes.one("gone"), "client_disconnected");
                                    Expect.that(
                                            notes.one("hint").endsWith("Exception"),
                                            "earlyHints: " + notes.one("hint"));
                                }),
                named("RESP-2", "an unhandled refusal of start", call -> call.start("600 x")),
                named(
                        "RESP-7",
                        "an unhandled refusal of a header",
                        call -> call.start("200", "TE", "")),
                named(
                        "SR-2",
                        "an unhandled second start",
                        call -> {
                            call.start("200 OK");
                            call.start("200 OK");
                        }),
                shows("ERR-8", "an interrupt of the application breaks nothing")
                        .when(
                                call -> {
                                    call.note("before", Thread.currentThread().isInterrupted());
                                    Thread.currentThread().interrupt();
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .atIterator(RecoveryCases::interrupt)
                                            .then(
                                                    () -> {
                                                        interrupt();
                                                        return ProbeCall.octets("a");
                                                    })
                                            .then("b")
                                            .atEnd(RecoveryCases::interrupt)
                                            .atClose(RecoveryCases::interrupt);
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, kit.get()).reply();
                                        Expect.equal("ab", reply.body(), "body");
                                        if (kit.is11()) {
                                            reply = Kit.open(client, kit.get()).reply();
                                            Expect.equal("ab", reply.body(), "next body");
                                        }
                                    }
                                    for (String before : kit.notes().some("before")) {
                                        Expect.equal(
                                                "false", before, "interrupted before the call");
                                    }
                                }),
                shows("ERR-8", "an InterruptedException is a failure like any other")
                        .when(
                                call -> {
                                    throw new InterruptedException("tck");
                                })
                        .then(
                                kit -> {
                                    kit.send(500, kit.get());
                                    kit.send(200, kit.get().without("Tck-Case"));
                                }),
                shows("ERR-9", "a 500 says nothing about the fault")
                        .when(
                                call -> {
                                    throw call.failure();
                                })
                        .then(RecoveryCases::neutral),
                shows("ERR-9", "the error given to start does not reach the client")
                        .when(
                                call -> {
                                    StartCases.replace(call, "500 Sorry");
                                    throw call.failure();
                                })
                        .then(RecoveryCases::neutral),
                shows("ERR-9", "nor does it where the response replaces another")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    StartCases.replace(call, "500 Sorry");
                                    return ProbeCall.arrays("sorry");
                                })
                        .then(RecoveryCases::neutral));
    }

    private interface Thrown {
        Throwable make();
    }

    private static Case serves(String what, Thrown thrown) {
        return shows("ERR-4", "the server goes on after " + what)
                .when(
                        call -> {
                            Throwable e = thrown.make();
                            if (e instanceof Error error) {
                                throw error;
                            }
                            throw (Exception) e;
                        })
                .then(
                        kit -> {
                            try (Client other = kit.connect()) {
                                Conversation idle =
                                        Kit.open(
                                                other,
                                                kit.post().without("Tck-Case").partOf(1, ""));
                                kit.send(500, kit.get());
                                kit.send(200, kit.get().without("Tck-Case"));
                                Expect.equal(
                                        200, idle.send("x").reply().status(), "another connection");
                            }
                        });
    }

    private interface Use {
        void of(ProbeCall call) throws Exception;
    }

    private static Case named(String clause, String what, Use use) {
        return shows("ERR-7", what + " is a 500, and the log names " + clause)
                .needing(Need.LOG)
                .when(
                        call -> {
                            use.of(call);
                            return ProbeCall.arrays("never");
                        })
                .then(
                        kit -> {
                            kit.send(500, kit.get());
                            kit.awaitLogged(clause);
                        });
    }

    private static void interrupt() {
        Thread.currentThread().interrupt();
    }

    private static void neutral(Kit kit) throws Exception {
        Reply reply = kit.send(500, kit.get());
        String all =
                reply.statusLine()
                        + reply.body()
                        + reply.fields().stream()
                                .map(Field::value)
                                .collect(Collectors.joining("\n"));
        for (String secret : List.of("tck-secret", "Exception", "gateway.tck", ".java", "\tat ")) {
            Expect.that(!all.contains(secret), "the client learns " + secret + ": " + all);
        }
    }
}
