package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Behaviour;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Ending;
import gateway.tck.http.Reply;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chapter 9, responses without a body: LEN-4 to LEN-6. */
final class HeadCases {
    private HeadCases() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int status : List.of(204, 205, 304)) {
            cases.add(bodiless(status, "Collection", call -> ProbeCall.arrays("never")));
            cases.add(bodiless(status, "stream", call -> ProbeCall.stream("never")));
            cases.add(uniterated("a " + status, "GET", status));
        }
        cases.add(uniterated("HEAD", "HEAD", 200));
        cases.add(
                shows("LEN-4", "a 304 keeps the length that the application has set")
                        .when(
                                call -> {
                                    call.start("304 Not Modified", "Content-Length", "1234");
                                    return List.of();
                                })
                        .then(
                                kit ->
                                        Expect.equal(
                                                List.of("1234"),
                                                kit.send(304, kit.get()).values("Content-Length"),
                                                "Content-Length")));
        cases.add(
                shows("LEN-4", "a length that the application has set for 204 and 205 goes")
                        .when(
                                call -> {
                                    String status = call.get("QUERY_STRING", String.class);
                                    call.start(status, "Content-Length", "5");
                                    return ProbeCall.arrays("never");
                                })
                        .then(
                                kit -> {
                                    Expect.equal(
                                            List.of(),
                                            kit.send(204, kit.get("/?204"))
                                                    .values("Content-Length"),
                                            "Content-Length of 204");
                                    Expect.equal(
                                            List.of("0"),
                                            kit.send(205, kit.get("/?205"))
                                                    .values("Content-Length"),
                                            "Content-Length of 205");
                                }));
        cases.add(
                head(
                        "the application's length is sent as it is",
                        List.of("1234"),
                        call -> {
                            call.start("200 OK", "Content-Length", "1234");
                            return ProbeCall.arrays("abc");
                        }));
        cases.add(
                head(
                        "a Collection with octets gives their number",
                        List.of("5"),
                        call -> {
                            call.start("200 OK");
                            return ProbeCall.arrays("abc", "", "de");
                        }));
        cases.add(
                head(
                        "an empty Collection gives no length",
                        List.of(),
                        call -> {
                            call.start("200 OK");
                            return List.of();
                        }));
        cases.add(
                head(
                        "a Collection of empty arrays gives no length",
                        List.of(),
                        call -> {
                            call.start("200 OK");
                            return ProbeCall.arrays("", "");
                        }));
        cases.add(
                head(
                        "any other body gives no length",
                        List.of(),
                        call -> {
                            call.start("200 OK");
                            return ProbeCall.stream("abc");
                        }));
        cases.add(
                shows("LEN-5", "HEAD has the headers of GET")
                        .when(
                                call -> {
                                    call.start("200 OK", "X-A", "1", "ETag", "\"e\"", "X-A", "2");
                                    return ProbeCall.arrays("abc");
                                })
                        .then(
                                kit -> {
                                    Reply get = kit.send(200, "abc");
                                    Reply head =
                                            kit.send(200, kit.request("HEAD", kit.mount() + "/"));
                                    for (String name : List.of("X-A", "ETag", "Content-Length")) {
                                        Expect.equal(get.values(name), head.values(name), name);
                                    }
                                }));
        cases.add(
                shows("LEN-6", "HEAD with a length that the body contradicts is no fault")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "9");
                                    return ProbeCall.arrays("abc");
                                })
                        .then(
                                kit -> {
                                    Reply head =
                                            kit.send(200, kit.request("HEAD", kit.mount() + "/"));
                                    Expect.equal(
                                            List.of("9"), head.values("Content-Length"), "length");
                                }));
        return cases;
    }

    private static Case bodiless(int status, String kind, Behaviour body) {
        return shows("LEN-4", "a " + status + " drops its body, a " + kind)
                .when(
                        call -> {
                            call.start(Integer.toString(status), "X-A", "1");
                            return body.answer(call);
                        })
                .then(
                        kit -> {
                            try (Client client = kit.connect()) {
                                Reply reply = Kit.open(client, kit.get()).reply();
                                Expect.equal(status, reply.status(), "status");
                                Expect.equal("", reply.body(), "body");
                                Expect.equal(Ending.COMPLETE, reply.ending(), "end");
                                Expect.equal(List.of("1"), reply.values("X-A"), "X-A");
                                Expect.equal(
                                        status == 205 ? List.of("0") : List.of(),
                                        reply.values("Content-Length"),
                                        "Content-Length");
                                Expect.equal(
                                        List.of(),
                                        reply.values("Transfer-Encoding"),
                                        "Transfer-Encoding");
                                usable(kit, client, reply);
                            }
                        });
    }

    /** Nothing of the body may come where the next response is expected. */
    private static void usable(Kit kit, Client client, Reply reply) throws IOException {
        if (kit.is11()) {
            Expect.that(!reply.closes(), "the connection is closed");
            kit.stillAnswers(client);
        } else {
            Expect.equal("", client.rest(), "octets after the response");
        }
    }

    private static Case uniterated(String what, String method, int status) {
        return shows("LEN-6", what + " does not iterate the body, but closes it")
                .when(
                        call -> {
                            call.start(Integer.toString(status));
                            return ProbeBody.of(call, "never");
                        })
                .then(
                        kit -> {
                            Reply reply = kit.send(status, kit.request(method, kit.mount() + "/"));
                            Expect.equal("", reply.body(), "body");
                            Notes notes = kit.await("close");
                            for (String call : Arrays.asList("iterator", "hasNext", "next")) {
                                Expect.equal(0, notes.count(call), call);
                            }
                        });
    }

    private static Case head(String title, List<String> length, Behaviour application) {
        return shows("LEN-5", "to HEAD " + title)
                .when(application)
                .then(
                        kit -> {
                            try (Client client = kit.connect()) {
                                Reply reply =
                                        Kit.open(client, kit.request("HEAD", kit.mount() + "/"))
                                                .reply();
                                Expect.equal(200, reply.status(), "status");
                                Expect.equal(Ending.COMPLETE, reply.ending(), "end");
                                Expect.equal(
                                        length, reply.values("Content-Length"), "Content-Length");
                                Expect.equal(
                                        List.of(),
                                        reply.values("Transfer-Encoding"),
                                        "Transfer-Encoding");
                                usable(kit, client, reply);
                            }
                        });
    }
}
