package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Header;
import gateway.api.UpgradeHandler;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Ending;
import gateway.tck.http.Event;
import gateway.tck.http.Field;
import gateway.tck.http.Reply;
import gateway.tck.http.Request;
import gateway.tck.http.SocketClient;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Chapter 16, another protocol on the connection: EXT-7. */
final class UpgradeCases {
    private UpgradeCases() {}

    static List<Case> cases() {
        return List.of(
                upgrades("a 101 with the headers given, then the handler has both streams")
                        .when(
                                call -> {
                                    note(call, ProbeCall.headers("X-A", "1"), UpgradeCases::echo);
                                    return ProbeBody.of(call, "never");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Conversation talk = Kit.open(client, asking(kit));
                                        Event.Head head = talk.head().orElseThrow();
                                        Expect.equal(101, head.status(), "status");
                                        Expect.equal(
                                                List.of("1"),
                                                Field.values(head.fields(), "X-A"),
                                                "X-A");
                                        Expect.equal(
                                                List.of("tck"),
                                                Field.values(head.fields(), "Upgrade"),
                                                "Upgrade");
                                        Expect.that(
                                                Field.values(head.fields(), "Connection").stream()
                                                        .anyMatch("upgrade"::equalsIgnoreCase),
                                                "no Connection: upgrade");
                                        Expect.equal("abc", talk.send("abc").body(3), "first echo");
                                        Expect.equal("abcde", talk.send("de").body(5), "second");
                                        Reply reply = talk.cut().reply();
                                        Expect.equal(Ending.COMPLETE, reply.ending(), "end");
                                    }
                                    Expect.equal("true", kit.notes().one("upgrade"), "returned");
                                }),
                upgrades("the handler gets the first octet after the request")
                        .needing(Need.SOCKET)
                        .when(
                                call -> {
                                    note(call, List.of(), UpgradeCases::echo);
                                    return List.of();
                                })
                        .then(
                                kit -> {
                                    try (SocketClient client = kit.socket()) {
                                        Conversation talk =
                                                new Conversation(
                                                        client.raw(
                                                                SocketClient.head(asking(kit))
                                                                        + "abc"));
                                        Expect.equal("abc", talk.body(3), "echo");
                                    }
                                }),
                upgrades("the protocol is compared without regard to case")
                        .when(
                                call -> {
                                    note(call, List.of(), (in, out) -> out.write('a'));
                                    return List.of();
                                })
                        .then(
                                kit -> {
                                    Request other =
                                            kit.get()
                                                    .with("Connection", "x, Upgrade")
                                                    .with("Upgrade", "other/1, TCK");
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, other).reply();
                                        Expect.equal(101, reply.status(), "status");
                                        Expect.equal("a", reply.body(), "octets");
                                    }
                                }),
                shows("EXT-7", "upgrade: false where it is not offered, and start answers")
                        .claiming(Capability.UPGRADE)
                        .when(UpgradeCases::orAnswer)
                        .then(
                                kit -> {
                                    kit.send(200, "fallback");
                                    try (Client client = kit.connect()) {
                                        Request other =
                                                kit.get()
                                                        .with("Connection", "Upgrade")
                                                        .with("Upgrade", "other");
                                        Reply reply = Kit.open(client, other).reply();
                                        Expect.equal("fallback", reply.body(), "body");
                                    }
                                    fellBack(kit, 2);
                                }),
                shows("EXT-7", "upgrade: false in HTTP/1.0")
                        .in(Version.HTTP_1_0)
                        .claiming(Capability.UPGRADE)
                        .when(UpgradeCases::orAnswer)
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, asking(kit)).reply();
                                        Expect.equal("fallback", reply.body(), "body");
                                    }
                                    fellBack(kit, 1);
                                }),
                upgrades("false while the body is not read to its end")
                        .when(UpgradeCases::orAnswer)
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply =
                                                Kit.open(client, asking(kit).body("abc")).reply();
                                        Expect.equal("fallback", reply.body(), "body");
                                    }
                                    fellBack(kit, 1);
                                }),
                upgrades("it is possible after the body was read to its end")
                        .when(
                                call -> {
                                    call.note("read", call.readAll());
                                    note(call, List.of(), UpgradeCases::echo);
                                    return List.of();
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Conversation talk =
                                                Kit.open(client, asking(kit).body("abc"));
                                        Expect.equal(
                                                101,
                                                talk.head().map(Event.Head::status).orElse(0),
                                                "status");
                                        Expect.equal("de", talk.send("de").body(2), "echo");
                                    }
                                    Expect.equal("abc", kit.notes().one("read"), "body");
                                }),
                upgrades("after start it is an ISE")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    call.attempt(
                                            "late",
                                            () ->
                                                    call.startResponse()
                                                            .upgrade(
                                                                    "tck",
                                                                    List.of(),
                                                                    (in, out) -> {}));
                                    return ProbeCall.arrays("ok");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, asking(kit)).reply();
                                        Expect.equal("ok", reply.body(), "body");
                                    }
                                    Expect.equal(
                                            "IllegalStateException", kit.notes().one("late"), "it");
                                }),
                upgrades("headers are checked as those of earlyHints")
                        .when(
                                call -> {
                                    for (String name :
                                            List.of(
                                                    "Connection",
                                                    "Upgrade",
                                                    "Content-Length",
                                                    "TE")) {
                                        call.attempt(
                                                "refused",
                                                () ->
                                                        note(
                                                                call,
                                                                ProbeCall.headers(name, "1"),
                                                                UpgradeCases::echo));
                                    }
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, asking(kit)).reply();
                                        Expect.equal("ok", reply.body(), "body");
                                    }
                                    Expect.equal(4, kit.notes().count("refused"), "attempts");
                                    for (String thrown : kit.notes().some("refused")) {
                                        Expect.equal("IllegalArgumentException", thrown, "thrown");
                                    }
                                }),
                upgrades("where call throws it is a 500, and the handler does not run")
                        .when(
                                call -> {
                                    note(call, List.of(), (in, out) -> call.note("ran"));
                                    throw call.failure();
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, asking(kit)).reply();
                                        Expect.equal(500, reply.status(), "status");
                                    }
                                    Expect.equal("true", kit.notes().one("upgrade"), "returned");
                                    Expect.equal(0, kit.notes().count("ran"), "handlers run");
                                }),
                upgrades("the connection is closed where the handler throws, which is logged")
                        .needing(Need.LOG)
                        .when(
                                call -> {
                                    note(
                                            call,
                                            List.of(),
                                            (in, out) -> {
                                                out.write('a');
                                                throw call.failure();
                                            });
                                    return List.of();
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, asking(kit)).reply();
                                        Expect.equal("a", reply.body(), "octets");
                                        Expect.that(client.ended() != Ending.OPEN, "still open");
                                    }
                                    kit.awaitLogged("tck-secret-" + kit.token());
                                }),
                upgrades("the body is closed before the handler runs, on the request thread")
                        .when(
                                call -> {
                                    call.note("call");
                                    note(call, List.of(), (in, out) -> call.note("ran"));
                                    return ProbeBody.of(call, "never");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Kit.open(client, asking(kit)).reply();
                                    }
                                    Notes notes = kit.await("ran");
                                    Expect.equal(1, notes.threads().size(), "threads");
                                    Expect.that(
                                            notes.names().indexOf("close")
                                                    < notes.names().indexOf("ran"),
                                            "order: " + notes.names());
                                    Expect.equal(0, notes.count("iterator"), "iterations");
                                }),
                shows("SR-2", "start after an accepted upgrade is an ISE")
                        .in(Version.HTTP_1_1)
                        .claiming(Capability.UPGRADE)
                        .when(
                                call -> {
                                    note(call, List.of(), (in, out) -> out.write('a'));
                                    call.attempt("start", () -> call.start("200 OK"));
                                    return List.of();
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, asking(kit)).reply();
                                        Expect.equal(101, reply.status(), "status");
                                    }
                                    Expect.equal(
                                            "IllegalStateException",
                                            kit.notes().one("start"),
                                            "it");
                                }),
                shows("SR-3", "start with an error replaces an accepted upgrade")
                        .in(Version.HTTP_1_1)
                        .claiming(Capability.UPGRADE)
                        .when(
                                call -> {
                                    note(call, List.of(), (in, out) -> call.note("ran"));
                                    StartCases.replace(call, "503 Sorry");
                                    return ProbeCall.arrays("sorry");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, asking(kit)).reply();
                                        Expect.equal(503, reply.status(), "status");
                                        Expect.equal("sorry", reply.body(), "body");
                                    }
                                    Expect.equal("true", kit.notes().one("upgrade"), "returned");
                                    Expect.equal(0, kit.notes().count("ran"), "handlers run");
                                }),
                shows("EXT-3", "after an accepted upgrade no 103 is sent")
                        .in(Version.HTTP_1_1)
                        .claiming(Capability.UPGRADE, Capability.EARLY_HINTS)
                        .when(
                                call -> {
                                    note(call, List.of(), (in, out) -> out.write('a'));
                                    call.note(
                                            "hint",
                                            call.startResponse()
                                                    .earlyHints(ProbeCall.headers("Link", "</a>")));
                                    return List.of();
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Reply reply = Kit.open(client, asking(kit)).reply();
                                        Expect.equal(List.of(), reply.interims(), "1xx responses");
                                    }
                                    Expect.equal("false", kit.notes().one("hint"), "returned");
                                }));
    }

    private static Case.Draft upgrades(String title) {
        return shows("EXT-7", "upgrade: " + title)
                .in(Version.HTTP_1_1)
                .claiming(Capability.UPGRADE);
    }

    private static Request asking(Kit kit) {
        return kit.get().with("Connection", "Upgrade").with("Upgrade", "tck");
    }

    private static void note(ProbeCall call, List<Header> headers, UpgradeHandler handler) {
        call.note("upgrade", call.startResponse().upgrade("tck", headers, handler));
    }

    private static Iterable<byte[]> orAnswer(ProbeCall call) {
        note(call, List.of(), (in, out) -> call.note("ran"));
        call.start("200 OK");
        return ProbeCall.arrays("fallback");
    }

    private static void fellBack(Kit kit, int times) throws Exception {
        Notes notes = kit.notes();
        Expect.equal(times, notes.count("upgrade"), "attempts");
        Expect.that(!notes.some("upgrade").contains("true"), "it returned true");
        Expect.equal(0, notes.count("ran"), "handlers run");
    }

    private static void echo(InputStream in, OutputStream out) throws Exception {
        byte[] block = new byte[100];
        for (int count = in.read(block); count >= 0; count = in.read(block)) {
            out.write(block, 0, count);
        }
    }
}
