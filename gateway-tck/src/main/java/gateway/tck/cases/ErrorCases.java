package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Behaviour;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Ending;
import gateway.tck.http.Reply;
import gateway.tck.http.Request;
import gateway.tck.http.SocketClient;
import gateway.tck.http.Version;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Chapter 12, what goes wrong in an application: ERR-1 to ERR-3. */
final class ErrorCases {
    private ErrorCases() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(
                replaced(
                        "call throws before start",
                        call -> {
                            throw call.failure();
                        }));
        cases.add(
                replaced(
                        "call throws after start",
                        call -> {
                            started(call);
                            throw call.failure();
                        }));
        cases.add(
                replaced(
                        "iterator() throws",
                        call -> started(call).atIterator(() -> fail(call)).then("never")));
        cases.add(replaced("hasNext() throws", call -> started(call).atEnd(() -> fail(call))));
        cases.add(replaced("next() throws", call -> started(call).then(() -> fail(call))));
        cases.add(
                replaced(
                        "next() throws after an empty array",
                        call -> started(call).then("").then(() -> fail(call))));
        cases.add(
                shows("ERR-1", "what an application throws is logged with its stack trace")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    throw call.failure();
                                })
                        .then(
                                kit -> {
                                    kit.send(500, kit.get());
                                    kit.awaitLogged("tck-secret-" + kit.token());
                                    kit.awaitLogged("at gateway.tck");
                                }));
        cases.add(
                blamed(
                        "an early end of the body is the client's fault: 400",
                        400,
                        call -> ProbeCall.arrays(call.readAll())));
        cases.add(
                blamed(
                        "it stays the client's fault where the application wraps the exception",
                        400,
                        call -> {
                            try {
                                return ProbeCall.arrays(call.readAll());
                            } catch (IOException e) {
                                throw new IllegalStateException("tck-secret-" + call.token(), e);
                            }
                        }));
        cases.add(
                blamed(
                        "it stays the client's fault where the application throws something else",
                        400,
                        call -> {
                            call.attempt("read", call::readAll);
                            throw call.failure();
                        }));
        cases.add(
                blamed(
                        "it stays the client's fault where the application does not answer",
                        400,
                        call -> {
                            call.attempt("read", call::readAll);
                            return ProbeCall.arrays();
                        }));
        cases.add(
                blamed(
                        "an application may answer for a broken body itself",
                        422,
                        call -> {
                            call.attempt("read", call::readAll);
                            call.start("422 Unprocessable Content");
                            return ProbeCall.arrays("no");
                        }));
        cases.add(
                shows("ERR-1", "broken framing is the client's fault: 400")
                        .in(Version.HTTP_1_1)
                        .needing(Need.SOCKET)
                        .when(call -> ProbeCall.arrays(call.readAll()))
                        .then(
                                kit -> {
                                    Request post = kit.post().with("Transfer-Encoding", "chunked");
                                    try (SocketClient client = kit.socket()) {
                                        Reply reply =
                                                new Conversation(
                                                                client.raw(
                                                                        SocketClient.head(post)
                                                                                + "3\r\nabcXY"))
                                                        .reply();
                                        Expect.equal(400, reply.status(), "status");
                                        Expect.equal("", client.rest(), "octets after it");
                                        Expect.that(
                                                client.ended() != Ending.OPEN,
                                                "connection is open");
                                    }
                                }));
        cases.add(
                shows("ERR-3", "an Error after the commit is visible too")
                        .when(
                                call ->
                                        started(call)
                                                .then("a")
                                                .then(
                                                        () -> {
                                                            throw new StackOverflowError("tck");
                                                        }))
                        .then(
                                kit ->
                                        Expect.that(
                                                kit.send(kit.get()).ending() != Ending.COMPLETE,
                                                "complete")));
        cases.add(
                shows("ERR-2", "after the commit no status line and no error text is sent")
                        .needing(Need.SOCKET)
                        .when(call -> started(call).then("abc").then(() -> fail(call)))
                        .then(
                                kit -> {
                                    try (SocketClient client = kit.socket()) {
                                        Reply reply = Kit.open(client, kit.get()).reply();
                                        Expect.equal(200, reply.status(), "status");
                                        Expect.equal("abc", reply.body(), "body");
                                        client.rest();
                                        String all = client.wire().received();
                                        int end = all.indexOf("abc") + 3;
                                        Expect.equal(
                                                kit.is11() ? "\r\n" : "",
                                                all.substring(end),
                                                "octets after the body");
                                    }
                                }));
        return cases;
    }

    private static ProbeBody started(ProbeCall call) {
        call.start("200 OK", "X-Secret", "1", "Content-Type", "text/secret", "Set-Cookie", "a=1");
        return new ProbeBody(call);
    }

    private static byte[] fail(ProbeCall call) throws Exception {
        throw call.failure();
    }

    private static Case replaced(String what, Behaviour application) {
        return shows("ERR-1", "a clean 500 where " + what)
                .when(application)
                .then(
                        kit -> {
                            Reply reply = kit.send(500, kit.get());
                            for (String name : List.of("X-Secret", "Set-Cookie")) {
                                Expect.equal(List.of(), reply.values(name), name);
                            }
                            Expect.that(
                                    !reply.values("Content-Type").contains("text/secret"), "type");
                            kit.notes().one("called");
                        });
    }

    private static Case blamed(String title, int status, Behaviour application) {
        return shows("ERR-1", title)
                .needing(Need.LOG)
                .when(application)
                .then(
                        kit -> {
                            try (Client client = kit.connect()) {
                                Reply reply =
                                        Kit.open(client, kit.post().partOf(10, "abc"))
                                                .cut()
                                                .reply();
                                Expect.equal(status, reply.status(), "status");
                                Expect.equal("", client.rest(), "octets after the response");
                                Expect.that(client.ended() != Ending.OPEN, "connection is open");
                            }
                            kit.notes().one("called");
                            String secret = "tck-secret-" + kit.token();
                            Expect.that(!kit.logged().contains(secret), "logged as an error");
                        });
    }
}
