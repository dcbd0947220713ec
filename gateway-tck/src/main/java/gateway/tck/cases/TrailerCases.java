package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Environ;
import gateway.api.Header;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Ending;
import gateway.tck.http.Field;
import gateway.tck.http.Reply;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Chapter 16, trailers both ways: EXT-4 and EXT-5. */
final class TrailerCases {
    private static final List<String> NOT_IN_TRAILERS =
            List.of(
                    "Authorization",
                    "Content-Encoding",
                    "Content-Range",
                    "Content-Type",
                    "Cookie",
                    "Expect",
                    "If-Match",
                    "Keep-Alive",
                    "Max-Forwards",
                    "Proxy",
                    "Proxy-Authorization",
                    "Range",
                    "Set-Cookie",
                    "TE",
                    "Trailer",
                    "Upgrade",
                    "X_Odd");

    private TrailerCases() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(
                sends("they follow the last array, asked for once")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    announce(call, "X-T", "1", "x-t", "2", "ETag", "\"e\"");
                                    return ProbeBody.of(call, "a", "b");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, kit.get().with("TE", "trailers"));
                                    Expect.equal("ab", reply.body(), "body");
                                    Expect.equal(
                                            List.of(
                                                    new Field("X-T", "1"),
                                                    new Field("x-t", "2"),
                                                    new Field("ETag", "\"e\"")),
                                            reply.trailers(),
                                            "trailers");
                                    Notes notes = kit.await("close");
                                    Expect.equal("true", notes.one("announced"), "returned");
                                    notes.one("asked");
                                    Expect.that(
                                            notes.names().indexOf("asked")
                                                    > notes.names().lastIndexOf("next"),
                                            "asked too early: " + notes.names());
                                }));
        cases.add(
                sends("a Collection with trailers is chunked")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    announce(call, "X-T", "1");
                                    return ProbeCall.arrays("a", "b");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, kit.get().with("TE", "trailers"));
                                    Expect.equal("ab", reply.body(), "body");
                                    Expect.equal(1, reply.trailers().size(), "trailers");
                                    Expect.equal(
                                            List.of(), reply.values("Content-Length"), "length");
                                }));
        cases.add(refused("before start", "GET", "trailers", "", false));
        cases.add(refused("without TE: trailers", "GET", "gzip", "200", true));
        cases.add(refused("with a Content-Length", "GET", "trailers", "200+", true));
        cases.add(refused("for a status without a body", "GET", "trailers", "204", true));
        cases.add(refused("to HEAD", "HEAD", "trailers", "200", true));
        cases.add(
                sends("none after a flush, and false is returned")
                        .claiming(Capability.FLUSH)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    call.note("flushed", call.startResponse().flush());
                                    announce(call, "X-T", "1");
                                    return ProbeBody.of(call, "ab");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, kit.get().with("TE", "trailers"));
                                    Expect.equal("ab", reply.body(), "body");
                                    Expect.equal(List.of(), reply.trailers(), "trailers");
                                    Notes notes = kit.await("close");
                                    Expect.equal("true", notes.one("flushed"), "the flush");
                                    Expect.equal("false", notes.one("announced"), "returned");
                                    Expect.equal(0, notes.count("asked"), "suppliers asked");
                                }));
        cases.add(
                shows("EXT-4", "trailers: HTTP/1.0 gets none, and false is returned")
                        .in(Version.HTTP_1_0)
                        .claiming(Capability.TRAILERS)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    announce(call, "X-T", "1");
                                    return ProbeBody.of(call, "ab");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, kit.get().with("TE", "trailers"));
                                    Expect.equal("ab", reply.body(), "body");
                                    Notes notes = kit.await("close");
                                    Expect.equal("false", notes.one("announced"), "returned");
                                    Expect.equal(0, notes.count("asked"), "suppliers asked");
                                }));
        cases.add(
                sends("they can be announced once, and not after the commit")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    announce(call, "X-T", "1");
                                    announce(call, "X-T", "2");
                                    return new ProbeBody(call)
                                            .then("a")
                                            .then(
                                                    () -> {
                                                        announce(call, "X-T", "3");
                                                        return ProbeCall.octets("b");
                                                    });
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, kit.get().with("TE", "trailers"));
                                    Expect.equal(
                                            List.of(new Field("X-T", "1")),
                                            reply.trailers(),
                                            "trailers");
                                    Expect.equal(
                                            List.of("true", "false", "false"),
                                            kit.await("close").some("announced"),
                                            "returned");
                                }));
        cases.add(
                broken(
                        "a supplier that throws",
                        call -> {
                            throw new IllegalStateException("tck");
                        }));
        cases.add(broken("a field that frames", call -> ProbeCall.headers("Content-Length", "2")));
        cases.add(broken("a field that routes", call -> ProbeCall.headers("Host", "a")));
        cases.add(
                broken(
                        "a field that authenticates",
                        call -> ProbeCall.headers("Set-Cookie", "a=1")));
        cases.addAll(received());
        return cases;
    }

    private static List<Case> received() {
        return List.of(
                shows("EXT-5", "trailers of the request are there after the end of the body")
                        .in(Version.HTTP_1_1)
                        .claiming(Capability.REQUEST_TRAILERS)
                        .when(
                                call -> {
                                    Supplier<?> supplier =
                                            call.get("gateway.request_trailers", Supplier.class);
                                    call.note("before", supplier.get());
                                    call.note("read", call.readAll());
                                    for (Header header : Environ.requestTrailers(call.environ())) {
                                        call.note("trailer", header.name() + ": " + header.value());
                                    }
                                    call.noteEnviron();
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(
                                            200,
                                            kit.post()
                                                    .chunked(
                                                            List.of("a", "b"),
                                                            new Field("X-T", "1"),
                                                            new Field("x-u", "\u00e9"),
                                                            new Field("X-T", "")));
                                    Notes notes = kit.notes();
                                    Expect.equal("[]", notes.one("before"), "before the end");
                                    Expect.equal("ab", notes.one("read"), "body");
                                    Expect.equal(
                                            List.of("X-T: 1", "x-u: \u00e9", "X-T: "),
                                            notes.some("trailer"),
                                            "after the end");
                                    Expect.equal(0, notes.count("env.HTTP_X_T"), "HTTP_ keys");
                                }),
                shows("EXT-5", "fields that trailers must not have are dropped")
                        .in(Version.HTTP_1_1)
                        .claiming(Capability.REQUEST_TRAILERS)
                        .when(
                                call -> {
                                    call.note("read", call.readAll());
                                    call.note(
                                            "trailers",
                                            Environ.requestTrailers(call.environ()).size());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    Field[] fields =
                                            NOT_IN_TRAILERS.stream()
                                                    .map(name -> new Field(name, "x"))
                                                    .toArray(Field[]::new);
                                    kit.send(200, kit.post().chunked(List.of("a"), fields));
                                    Notes notes = kit.notes();
                                    Expect.equal("a", notes.one("read"), "body");
                                    Expect.equal("0", notes.one("trailers"), "trailers left");
                                }));
    }

    private static Case.Draft sends(String title) {
        return shows("EXT-4", "trailers: " + title)
                .in(Version.HTTP_1_1)
                .claiming(Capability.TRAILERS);
    }

    private static void announce(ProbeCall call, String... headers) {
        call.note(
                "announced",
                call.startResponse()
                        .trailers(
                                () -> {
                                    call.note("asked");
                                    return ProbeCall.headers(headers);
                                }));
    }

    private static Case refused(
            String when, String method, String te, String status, boolean started) {
        return sends("none " + when + ", and false is returned")
                .when(
                        call -> {
                            if (!started) {
                                announce(call, "X-T", "1");
                                call.start("200 OK");
                            } else if (status.endsWith("+")) {
                                call.start("200 OK", "Content-Length", "2");
                            } else {
                                call.start(status);
                            }
                            if (started) {
                                announce(call, "X-T", "1");
                            }
                            return ProbeBody.of(call, "ab");
                        })
                .then(
                        kit -> {
                            Reply reply =
                                    kit.send(kit.request(method, kit.mount() + "/").with("TE", te));
                            Expect.equal(Ending.COMPLETE, reply.ending(), "end");
                            Expect.equal(List.of(), reply.trailers(), "trailers");
                            Notes notes = kit.await("close");
                            Expect.equal("false", notes.one("announced"), "returned");
                            Expect.equal(0, notes.count("asked"), "suppliers asked");
                        });
    }

    private interface Fields {
        List<Header> of(ProbeCall call);
    }

    private static Case broken(String what, Fields fields) {
        return sends(what + " is a failure after the commit")
                .when(
                        call -> {
                            call.start("200 OK");
                            call.note(
                                    "announced",
                                    call.startResponse().trailers(() -> fields.of(call)));
                            return ProbeBody.of(call, "ab");
                        })
                .then(
                        kit -> {
                            Reply reply = kit.send(kit.get().with("TE", "trailers"));
                            Expect.equal(200, reply.status(), "status");
                            Expect.equal("ab", reply.body(), "body");
                            Expect.that(reply.ending() != Ending.COMPLETE, "complete");
                            Expect.equal("true", kit.await("close").one("announced"), "returned");
                        });
    }
}
