package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.app.ProbeBody;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Client;
import gateway.tck.http.Conversation;
import gateway.tck.http.Ending;
import gateway.tck.http.Patience;
import gateway.tck.http.Reply;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Chapter 15, the life of a server: SRV-3, SRV-4, LIFE-1 and LIFE-2. Each case starts its own. */
final class LifecycleCases {
    private static final int CYCLES = 5;
    private static final String REFUSAL = "tck-refuses-to-start";

    private LifecycleCases() {}

    static List<Case> cases() {
        return List.of(
                shows("SRV-3", "a graceful stop answers the request that runs")
                        .once()
                        .when(
                                call -> {
                                    call.note("here");
                                    call.start("200 OK");
                                    return ProbeBody.of(call, "a", call.read(1));
                                })
                        .then(LifecycleCases::graceful),
                shows("SRV-3", "a graceful stop closes idle connections and accepts no others")
                        .once()
                        .needing(Need.SOCKET)
                        .then(LifecycleCases::idle),
                shows("SRV-3", "a forced stop interrupts the request and closes its body")
                        .once()
                        .needing(Need.GRACE)
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new ProbeBody(call)
                                            .then("a")
                                            .then(
                                                    () -> {
                                                        stuck(call);
                                                        return ProbeCall.octets("b");
                                                    })
                                            .atClose(() -> call.tell("closed"));
                                })
                        .then(LifecycleCases::forced),
                shows("SRV-4", "a server starts and stops again and again")
                        .once()
                        .then(
                                kit -> {
                                    for (int i = 0; i < CYCLES; i++) {
                                        OwnServer server = kit.launcher().launch(Variant.PLAIN);
                                        try (Subject subject = server.subject()) {
                                            kit.at(subject).send(200, "ok");
                                        }
                                        Expect.equal(
                                                List.of("start", "stop"),
                                                server.told().get(),
                                                "life " + i);
                                    }
                                }),
                shows("LIFE-1", "start has returned before the first request")
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Notes notes = kit.notes();
                                    notes.one("called");
                                    Expect.equal(0, notes.count("unstarted"), "too early");
                                    kit.life().one("started");
                                }),
                shows("LIFE-1", "the settings cannot be modified")
                        .once()
                        .then(
                                kit ->
                                        Expect.equal(
                                                "unmodifiable",
                                                kit.life().one("settings"),
                                                "the map")),
                shows("LIFE-1", "start gets what was set for applications, under the same names")
                        .with(Variant.CONFIGURED)
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Expect.equal(
                                            kit.notes().one("env.tck.colour"),
                                            kit.life().one("setting.tck.colour"),
                                            "the setting");
                                }),
                shows("LIFE-1", "start runs with the context class loader of the application")
                        .once()
                        .then(kit -> Expect.equal("true", kit.life().one("loader"), "the loader")),
                shows(
                                "LIFE-1",
                                "an exception of start keeps the server from starting, and is shown")
                        .once()
                        .then(
                                kit -> {
                                    String shown = refusal(kit);
                                    Expect.that(
                                            shown.contains(REFUSAL)
                                                    || kit.logged().contains(REFUSAL),
                                            "its message is not shown: " + shown);
                                }),
                shows("LIFE-2", "stop is called once, after the last body was closed")
                        .once()
                        .when(
                                call -> {
                                    call.note("here");
                                    call.start("200 OK");
                                    return ProbeBody.of(call, call.read(1))
                                            .atClose(() -> call.tell("closed"));
                                })
                        .then(LifecycleCases::stopped));
    }

    private static CompletableFuture<Void> stop(Subject subject) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        subject.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static void await(CompletableFuture<Void> stop, Kit kit) throws Exception {
        long grace = kit.options().grace().map(one -> one.toMillis()).orElse(30_000L);
        long patience = Patience.limit().toMillis();
        try {
            stop.get(grace + 2 * patience, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("it did not stop", e);
        } catch (ExecutionException e) {
            throw new AssertionError("its stop failed: " + e.getCause(), e);
        }
    }

    private static void graceful(Kit kit) throws Exception {
        OwnServer server = kit.launcher().launch(Variant.PLAIN);
        Kit own = kit.at(server.subject());
        CompletableFuture<Void> stop;
        try (Client client = own.connect()) {
            Conversation talk = Kit.open(client, own.post().partOf(1, ""));
            own.await("here");
            stop = stop(server.subject());
            own.awaitStopping();
            talk.send("b");
            Reply reply = talk.reply();
            Expect.equal("ab", reply.body(), "body");
            Expect.equal(Ending.COMPLETE, reply.ending(), "end");
        } finally {
            server.subject().close();
        }
        await(stop, kit);
    }

    private static void idle(Kit kit) throws Exception {
        OwnServer server = kit.launcher().launch(Variant.PLAIN);
        Kit own = kit.at(server.subject());
        try (Client client = own.connect()) {
            own.stillAnswers(client);
            CompletableFuture<Void> stop = stop(server.subject());
            Expect.equal(Ending.COMPLETE, client.ended(), "end of an idle connection");
            await(stop, kit);
        }
        try (Client client = own.connect()) {
            throw new AssertionError("it still accepts connections: " + client);
        } catch (IOException e) {
            // As it should be.
        }
    }

    private static void forced(Kit kit) throws Exception {
        OwnServer server = kit.launcher().launch(Variant.PLAIN);
        Kit own = kit.at(server.subject());
        CompletableFuture<Void> stop;
        try (Client client = own.connect()) {
            Conversation talk = Kit.open(client, own.get());
            Expect.equal("a", talk.body(1), "body so far");
            stop = stop(server.subject());
            Expect.that(talk.reply().ending() != Ending.COMPLETE, "the response is complete");
        }
        await(stop, kit);
        List<String> told = server.told().get();
        Expect.equal(
                List.of("start", "interrupted " + own.token(), "closed " + own.token(), "stop"),
                told,
                "its life");
    }

    private static void stopped(Kit kit) throws Exception {
        OwnServer server = kit.launcher().launch(Variant.PLAIN);
        Kit own = kit.at(server.subject());
        CompletableFuture<Void> stop;
        try (Client client = own.connect()) {
            Conversation talk = Kit.open(client, own.post().partOf(1, ""));
            own.await("here");
            stop = stop(server.subject());
            own.awaitStopping();
            talk.send("x").reply();
        }
        await(stop, kit);
        Expect.equal(
                List.of("start", "closed " + own.token(), "stop"), server.told().get(), "its life");
    }

    /** What was thrown where it did not start; fails if it did. */
    private static String refusal(Kit kit) throws Exception {
        StringBuilder shown = new StringBuilder();
        try {
            OwnServer server = kit.launcher().launchRefused(REFUSAL);
            server.subject().close();
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                shown.append(cause.getMessage()).append('\n');
            }
            return shown.toString();
        }
        throw new AssertionError("it started all the same");
    }

    /** Blocks until it is interrupted, or patience is at its end. */
    private static void stuck(ProbeCall call) {
        try {
            Thread.sleep(10 * Patience.limit().toMillis());
            call.tell("never interrupted");
        } catch (InterruptedException e) {
            call.tell("interrupted");
        }
    }
}
