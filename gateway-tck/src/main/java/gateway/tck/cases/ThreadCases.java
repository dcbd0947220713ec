package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Environ;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Reply;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;
import gateway.tck.subject.Variant;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Chapter 14: threads. */
final class ThreadCases {
    private static final int TOGETHER = 8;
    private static final String UNSEEN = "unseen";
    private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();

    private ThreadCases() {}

    static List<Case> cases() {
        return List.of(
                shows("THR-1", "one thread makes all calls of a request")
                        .also(Variant.POOL)
                        .when(
                                call -> {
                                    call.note("call");
                                    call.start("200 OK");
                                    return new ProbeBody(call).then("a").then("b");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ab");
                                    Notes notes = kit.await("close");
                                    Expect.equal(1, notes.threads().size(), "threads");
                                    notes.some("next");
                                }),
                shows("THR-1", "callbacks run on the same thread")
                        .claiming(Capability.ON_FINISH)
                        .when(
                                call -> {
                                    call.note("call");
                                    Environ.onFinish(call.environ(), f -> call.note("finish"));
                                    call.start("200 OK");
                                    return ProbeBody.of(call, "a");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "a");
                                    Expect.equal(
                                            1, kit.await("finish").threads().size(), "threads");
                                }),
                shows("THR-1", "the supplier of trailers is asked on the same thread")
                        .in(Version.HTTP_1_1)
                        .claiming(Capability.TRAILERS)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    call.startResponse()
                                            .trailers(
                                                    () -> {
                                                        call.note("trailers");
                                                        return List.of();
                                                    });
                                    return ProbeBody.of(call, "a");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, kit.get().with("TE", "trailers"));
                                    Notes notes = kit.await("close");
                                    notes.one("trailers");
                                    Expect.equal(1, notes.threads().size(), "threads");
                                }),
                shows("THR-1", "a thread-local value lasts for the request")
                        .also(Variant.POOL)
                        .when(
                                call -> {
                                    LOCAL.set(call.token());
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then(() -> ProbeCall.octets("" + LOCAL.get()))
                                            .atClose(() -> call.note("local", LOCAL.get()));
                                })
                        .then(
                                kit -> {
                                    kit.send(200, kit.token());
                                    Expect.equal(
                                            kit.token(),
                                            kit.await("local").one("local"),
                                            "at close");
                                }),
                shows("THR-2", "requests that block do not delay another connection")
                        .once()
                        .also(Variant.POOL)
                        .needing(Need.PARALLEL)
                        .when(
                                call -> {
                                    call.note("blocks");
                                    call.awaitSignal("go");
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    int blocked = kit.options().parallel() - 1;
                                    // What observes is the request that is not delayed.
                                    together(kit, blocked, () -> kit.await("blocks", blocked));
                                    StartCases.unsignalled(kit);
                                }),
                shows("THR-3", "requests are inside call, the iterator and close at the same time")
                        .also(Variant.POOL)
                        .needing(Need.PARALLEL)
                        .when(
                                call -> {
                                    meet(call, "call");
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then(
                                                    () -> {
                                                        meet(call, "next");
                                                        return ProbeCall.octets("ok");
                                                    })
                                            .atClose(() -> meet(call, "close"));
                                })
                        .then(
                                kit -> {
                                    together(kit, count(kit), () -> {});
                                    for (String place : List.of("call", "next", "close")) {
                                        Notes notes = kit.await("met." + place, count(kit));
                                        Expect.equal(
                                                0,
                                                notes.count("alone." + place),
                                                "alone in " + place);
                                    }
                                }),
                shows(
                                "THR-3",
                                "the request thread holds neither a monitor nor a lock of the server")
                        .with(Variant.POOL)
                        .when(
                                call -> {
                                    call.note("held", held());
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then(
                                                    () -> {
                                                        call.note("held", held());
                                                        return ProbeCall.octets("a");
                                                    })
                                            .atClose(() -> call.note("held", held()));
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "a");
                                    List<String> held = kit.await("held", 3).some("held");
                                    Expect.that(
                                            !held.contains(UNSEEN),
                                            "the variant runs requests on virtual threads");
                                    Expect.equal(
                                            List.of("[]", "[]", "[]"),
                                            held,
                                            "in call, next and close");
                                }),
                shows(
                                "THR-4",
                                "a thread-local value is not seen by a request of another connection")
                        .also(Variant.POOL)
                        .when(
                                call -> {
                                    call.note("found", LOCAL.get());
                                    LOCAL.set(call.token());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    for (int i = 0; i < 20; i++) {
                                        kit.send(200, "ok");
                                    }
                                    Notes notes = kit.notes();
                                    Expect.equal(20, notes.count("found"), "requests");
                                    Expect.that(
                                            !notes.some("found").contains(kit.token()),
                                            "a value of another request");
                                }),
                shows("THR-5", "a request whose client is gone is not interrupted")
                        .also(Variant.POOL)
                        .when(
                                call -> {
                                    call.note("here");
                                    call.awaitSignal("go");
                                    call.note("interrupted", Thread.interrupted());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    try (Client client = kit.connect()) {
                                        Kit.open(client, kit.get());
                                        kit.await("here");
                                        client.vanish();
                                    }
                                    kit.signal("go");
                                    Expect.equal(
                                            "false",
                                            kit.await("interrupted").one("interrupted"),
                                            "interrupted");
                                    StartCases.unsignalled(kit);
                                }),
                shows(
                                "THR-6",
                                "one request at a time, from call to the end, where that is asked for")
                        .with(Variant.SERIAL)
                        .when(
                                call -> {
                                    call.note("in");
                                    call.note(
                                            "flag", call.get("gateway.multithread", Boolean.class));
                                    Kit.pause(2_000_000);
                                    call.start("200 OK");
                                    return ProbeBody.of(call, "o", "k")
                                            .atClose(
                                                    () -> {
                                                        Kit.pause(2_000_000);
                                                        call.note("out");
                                                    });
                                })
                        .then(
                                kit -> {
                                    together(kit, TOGETHER, () -> {});
                                    Notes notes = kit.await("out", TOGETHER);
                                    List<String> expected = new ArrayList<>();
                                    for (int i = 0; i < TOGETHER; i++) {
                                        expected.addAll(Arrays.asList("in", "out"));
                                    }
                                    Expect.equal(
                                            expected, notes.names(Set.of("in", "out")), "order");
                                    Expect.that(
                                            !notes.some("flag").contains("true"), "multithread");
                                }));
    }

    /** What this thread holds; of a virtual one it cannot be seen. */
    private static String held() {
        long id = Thread.currentThread().getId();
        ThreadInfo info =
                ManagementFactory.getThreadMXBean().getThreadInfo(new long[] {id}, true, true)[0];
        if (info == null) {
            return UNSEEN;
        }
        List<String> held = new ArrayList<>();
        Arrays.stream(info.getLockedMonitors()).forEach(one -> held.add(one.toString()));
        Arrays.stream(info.getLockedSynchronizers())
                .map(Object::toString)
                // A pool marks its busy threads with it; it locks nobody out.
                .filter(one -> !one.contains("ThreadPoolExecutor$Worker"))
                .forEach(held::add);
        return held.toString();
    }

    private static int count(Kit kit) {
        return Math.min(TOGETHER, kit.options().parallel());
    }

    /** Waits until as many others are here as the client sends. */
    private static void meet(ProbeCall call, String place) throws InterruptedException {
        int count = Integer.parseInt(call.get("QUERY_STRING", String.class));
        call.note("at." + place);
        if (call.journal().await("at." + place, count).count("at." + place) < count) {
            call.note("alone." + place);
        }
        call.note("met." + place);
    }

    private interface Meanwhile {
        void run() throws IOException;
    }

    /** Sends requests at the same time, and expects all of them to be answered. */
    private static void together(Kit kit, int count, Meanwhile meanwhile) throws IOException {
        List<Client> clients = new ArrayList<>();
        List<Conversation> talks = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                clients.add(kit.connect());
                talks.add(Kit.open(clients.get(i), kit.get("/?" + count)));
            }
            meanwhile.run();
            kit.signal("go");
            for (Conversation talk : talks) {
                Reply reply = talk.reply();
                Expect.equal("ok", reply.body(), "body");
            }
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }
}
