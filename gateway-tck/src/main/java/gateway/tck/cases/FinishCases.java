package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Environ;
import gateway.tck.app.Behaviour;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Request;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;

import java.util.List;
import java.util.Set;

/** Chapter 16, callbacks: EXT-9. */
final class FinishCases {
    private FinishCases() {}

    static List<Case> cases() {
        return List.of(
                finishes("the last registered runs first, each once, after close")
                        .when(
                                call -> {
                                    finish(call, "first");
                                    finish(call, "second");
                                    call.start("200 OK");
                                    return ProbeBody.of(call, "a")
                                            .atIterator(() -> finish(call, "third"));
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "a");
                                    kit.await("first");
                                    Expect.equal(
                                            List.of("close", "third", "second", "first"),
                                            kit.notes()
                                                    .names(
                                                            Set.of(
                                                                    "close", "first", "second",
                                                                    "third")),
                                            "order");
                                }),
                finishes("an exception of one is logged and does not keep the others from running")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    finish(call, "first");
                                    Environ.onFinish(
                                            call.environ(),
                                            f -> {
                                                throw new IllegalStateException(
                                                        "tck-callback " + call.token());
                                            });
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    kit.await("first");
                                    kit.awaitLogged("tck-callback " + kit.token());
                                }),
                finishes("registering while they run is an ISE")
                        .when(
                                call -> {
                                    Environ.onFinish(
                                            call.environ(),
                                            f ->
                                                    call.attempt(
                                                            "late",
                                                            () ->
                                                                    Environ.onFinish(
                                                                            call.environ(),
                                                                            g -> {})));
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Expect.equal(
                                            "IllegalStateException",
                                            kit.await("late").one("late"),
                                            "thrown");
                                }),
                tells(
                        "the status and the octets of the body",
                        "203 5 null",
                        call -> {
                            call.start("203");
                            return ProbeBody.of(call, "abc", "de");
                        }),
                tells(
                        "no octets where there is no body",
                        "204 0 null",
                        call -> {
                            call.start("204");
                            return ProbeCall.arrays("never");
                        }),
                tells(
                        "the failure also where a 500 took its place",
                        "500 ? ProbeException",
                        call -> {
                            call.start("200 OK");
                            throw call.failure();
                        }),
                tells(
                        "the failure that cut the response off, and the octets before",
                        "200 3 ProbeException",
                        call -> {
                            call.start("200 OK");
                            return new ProbeBody(call)
                                    .then("abc")
                                    .then(
                                            () -> {
                                                throw call.failure();
                                            });
                        }),
                tells(
                        "no failure where an error page replaced the response",
                        "503 5 null",
                        call -> {
                            call.start("200 OK");
                            StartCases.replace(call, "503 Sorry");
                            return ProbeCall.arrays("sorry");
                        }),
                finishes("no octets for HEAD")
                        .when(
                                call -> {
                                    finish(call, "first");
                                    return call.ok("abc");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, kit.request("HEAD", kit.mount() + "/"));
                                    Expect.equal(
                                            "200 0 null",
                                            kit.await("first").one("first"),
                                            "Finish");
                                }),
                finishes("a failure where the client is gone")
                        .when(
                                call -> {
                                    finish(call, "first");
                                    call.start("200 OK");
                                    ProbeBody body = new ProbeBody(call).then("a");
                                    body.then(
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
                                    try (Client client = kit.connect()) {
                                        Kit.open(client, kit.get()).body(1);
                                        client.vanish();
                                    }
                                    kit.signal("gone");
                                    String finish = kit.await("first").one("first");
                                    Expect.that(finish.startsWith("200 "), finish);
                                    Expect.that(!finish.endsWith(" null"), finish);
                                }),
                finishes("after an upgrade they run once its handler has ended, with 101")
                        .in(Version.HTTP_1_1)
                        .claiming(Capability.UPGRADE)
                        .when(
                                call -> {
                                    finish(call, "first");
                                    call.startResponse()
                                            .upgrade(
                                                    "tck",
                                                    List.of(),
                                                    (in, out) -> call.note("ran"));
                                    return List.of();
                                })
                        .then(
                                kit -> {
                                    Request request =
                                            kit.get()
                                                    .with("Connection", "Upgrade")
                                                    .with("Upgrade", "tck");
                                    try (Client client = kit.connect()) {
                                        Kit.open(client, request).reply();
                                    }
                                    Notes notes = kit.await("first");
                                    Expect.that(notes.one("first").startsWith("101 "), "status");
                                    Expect.equal(
                                            List.of("ran", "first"),
                                            notes.names(Set.of("ran", "first")),
                                            "order");
                                }));
    }

    private static Case.Draft finishes(String title) {
        return shows("EXT-9", "callbacks: " + title).claiming(Capability.ON_FINISH);
    }

    private static void finish(ProbeCall call, String name) {
        boolean taken =
                Environ.onFinish(
                        call.environ(),
                        f -> {
                            Throwable failure = f.failure();
                            call.note(
                                    name,
                                    f.status()
                                            + " "
                                            + f.octets()
                                            + " "
                                            + (failure == null
                                                    ? "null"
                                                    : failure.getClass().getSimpleName()));
                        });
        if (!taken) {
            call.note("untaken");
        }
    }

    private static Case tells(String what, String expected, Behaviour application) {
        return finishes("they are told " + what)
                .when(
                        call -> {
                            finish(call, "first");
                            return application.answer(call);
                        })
                .then(
                        kit -> {
                            kit.send(kit.get());
                            String finish = kit.await("first").one("first");
                            Expect.that(
                                    finish.matches(expected.replace("?", "[0-9]+")),
                                    "expected " + expected + ", came " + finish);
                        });
    }
}
