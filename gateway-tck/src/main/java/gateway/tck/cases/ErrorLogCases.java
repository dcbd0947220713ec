package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Chapter 6, the error log: ELOG-1. */
final class ErrorLogCases {
    private static final int WRITERS = 4;
    private static final int LINES = 50;
    private static final String FILLER = "-".repeat(100);

    private ErrorLogCases() {}

    static List<Case> cases() {
        return List.of(
                shows("ELOG-1", "text for the log goes there and not to the client")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    PrintWriter errors =
                                            call.get("gateway.errors", PrintWriter.class);
                                    errors.println("tck-logged " + call.token());
                                    errors.flush();
                                    call.note("wrote", errors.checkError());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Expect.equal("false", kit.notes().one("wrote"), "error");
                                    kit.awaitLogged("tck-logged " + kit.token());
                                }),
                shows("ELOG-1", "any string is accepted, lone surrogates too")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    PrintWriter errors =
                                            call.get("gateway.errors", PrintWriter.class);
                                    call.attempt(
                                            "odd",
                                            () -> {
                                                errors.println(
                                                        "\ud800 \udfff \u0000 \u3042 \uffff");
                                                errors.print("no line end");
                                                errors.flush();
                                            });
                                    errors.println();
                                    errors.println("tck-after " + call.token());
                                    errors.flush();
                                    call.note("error", errors.checkError());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Notes notes = kit.notes();
                                    Expect.equal("none", notes.one("odd"), "thrown");
                                    Expect.equal("false", notes.one("error"), "checkError");
                                    kit.awaitLogged("tck-after " + kit.token());
                                }),
                shows("ELOG-1", "closing it does not close the log")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    PrintWriter errors =
                                            call.get("gateway.errors", PrintWriter.class);
                                    String query = call.get("QUERY_STRING", String.class);
                                    errors.println("tck-" + query + " " + call.token());
                                    errors.close();
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, kit.get("/?first"));
                                    kit.send(200, kit.get("/?second"));
                                    kit.awaitLogged("tck-first " + kit.token());
                                    kit.awaitLogged("tck-second " + kit.token());
                                }),
                shows("ELOG-1", "lines of requests are not mixed")
                        .needing(Need.LOG, Need.PARALLEL)
                        .when(
                                call -> {
                                    PrintWriter errors =
                                            call.get("gateway.errors", PrintWriter.class);
                                    String query = call.get("QUERY_STRING", String.class);
                                    call.note("waits");
                                    call.awaitSignal("go");
                                    for (int i = 0; i < LINES; i++) {
                                        errors.print("tck-" + query + "-");
                                        errors.print(i + FILLER);
                                        errors.print(call.token());
                                        errors.println("|");
                                    }
                                    errors.flush();
                                    return call.ok("ok");
                                })
                        .then(ErrorLogCases::together));
    }

    private static void together(Kit kit) throws Exception {
        int writers = Math.min(WRITERS, kit.options().parallel() - 1);
        List<Client> clients = new ArrayList<>();
        List<Conversation> talks = new ArrayList<>();
        try {
            for (int i = 0; i < writers; i++) {
                clients.add(kit.connect());
                talks.add(Kit.open(clients.get(i), kit.get("/?" + i)));
            }
            kit.await("waits", writers);
            kit.signal("go");
            for (Conversation talk : talks) {
                Expect.equal(200, talk.reply().status(), "status");
            }
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
        for (int i = 0; i < writers; i++) {
            for (int j = 0; j < LINES; j++) {
                kit.awaitLogged("tck-" + i + "-" + j + FILLER + kit.token() + "|");
            }
        }
    }
}
