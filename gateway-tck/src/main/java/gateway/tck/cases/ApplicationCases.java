package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Environ;
import gateway.tck.app.ProbeBody;
import gateway.tck.http.Reply;

import java.util.List;

/** Chapter 2: what an application may do, and what the server does where it does not. */
final class ApplicationCases {
    private ApplicationCases() {}

    static List<Case> cases() {
        return List.of(
                shows("APP-1", "a plain application is called and answered")
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    Expect.equal(
                                            List.of("text/plain"),
                                            reply.values("Content-Type"),
                                            "Content-Type");
                                    kit.notes().one("called");
                                }),
                shows("APP-3", "a null body is a 500, and the log names the clause")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    call.start("200 OK", "X-Secret", "1");
                                    return null;
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(500, kit.get());
                                    Expect.equal(List.of(), reply.values("X-Secret"), "X-Secret");
                                    kit.notes().one("called");
                                    kit.awaitLogged("APP-3");
                                }),
                shows("APP-4", "a call that returns without start is a 500, and the log names it")
                        .needing(Need.LOG)
                        .when(call -> ProbeBody.of(call, "never"))
                        .then(
                                kit -> {
                                    Reply reply = kit.send(500, kit.get());
                                    Expect.that(
                                            !reply.body().contains("never"), "the body was sent");
                                    kit.await("close").one("close");
                                    Expect.equal(0, kit.notes().count("iterator"), "iterations");
                                    kit.awaitLogged("APP-4");
                                }),
                shows(
                                "APP-5",
                                "call may throw whatever it likes, checked or not, and more is served")
                        .when(
                                call -> {
                                    switch (Environ.header(call.environ(), "X-Throw").orElse("")) {
                                        case "checked" -> throw call.failure();
                                        case "unchecked" -> throw new IllegalStateException("tck");
                                        case "error" -> throw new AssertionError("tck");
                                        default -> {
                                            return call.ok("ok");
                                        }
                                    }
                                })
                        .then(
                                kit -> {
                                    for (String what : List.of("checked", "unchecked", "error")) {
                                        kit.send(500, kit.get().with("X-Throw", what));
                                    }
                                    kit.send(200, "ok");
                                }));
    }
}
