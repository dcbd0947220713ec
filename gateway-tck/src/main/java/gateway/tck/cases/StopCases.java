package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Chapter 15, how a server stops: SRV-3 and LIFE-2. Each case starts its own. */
final class StopCases {
    private static final String FAILURE = "tck-fails-to-stop";

    private StopCases() {}

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
                        .then(StopCases::graceful),
                shows("SRV-3", "a graceful stop closes idle connections and accepts no others")
                        .once()
                        .needing(Need.SOCKET)
                        .then(StopCases::idle),
                shows("SRV-3", "a forced stop interrupts the request and closes its body")
                        .once()
                        .needing(Need.GRACE)
                        .when(StopCases::stuckBody)
                        .then(
                                kit -> {
                                    OwnServer server = kit.servers().launch(Variant.PLAIN);
                                    String token = force(kit, server);
                                    Expect.equal(
                                            List.of(
                                                    "start",
                                                    "interrupted " + token,
                                                    "closed " + token,
                                                    "stop"),
                                            server.told().get(),
                                            "its life");
                                }),
                shows("CLOSE-1", "close is called once where the server stops")
                        .once()
                        .needing(Need.GRACE)
                        .when(StopCases::stuckBody)
                        .then(
                                kit -> {
                                    OwnServer server = kit.servers().launch(Variant.PLAIN);
                                    String token = force(kit, server);
                                    List<String> told = new ArrayList<>(server.told().get());
                                    told.removeIf(line -> !line.startsWith("closed"));
                                    Expect.equal(
                                            List.of("closed " + token), told, "calls of close");
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
                        .then(StopCases::stopped),
                shows("LIFE-2", "an exception of stop is logged, and the server stops all the same")
                        .once()
                        .needing(Need.LOG)
                        .then(
                                kit -> {
                                    OwnServer server = kit.servers().launchFailing(FAILURE);
                                    Kit own = kit.at(server.subject());
                                    try (Subject subject = server.subject()) {
                                        kit.at(subject).send(200, "ok");
                                    }
                                    Expect.equal(
                                            List.of("start", "stop"),
                                            server.told().get(),
                                            "its life");
                                    own.awaitLogged(FAILURE);
                                }));
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
        OwnServer server = kit.servers().launch(Variant.PLAIN);
        Kit own = kit.at(server.subject());
        CompletableFuture<Void> stop;
        try (Client client = own.connect()) {
            Conversation talk = Kit.open(client, own.post().partOf(1, ""));
            own.await("here");
            stop = stop(server.subject());
            own.awaitStopping();
            Reply reply = talk.send("b").reply();
            Expect.equal("ab", reply.body(), "body");
            Expect.equal(Ending.COMPLETE, reply.ending(), "end");
        } finally {
            server.subject().close();
        }
        await(stop, kit);
    }

    private static void idle(Kit kit) throws Exception {
        OwnServer server = kit.servers().launch(Variant.PLAIN);
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

    private static void stopped(Kit kit) throws Exception {
        OwnServer server = kit.servers().launch(Variant.PLAIN);
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

    /** A body that hangs after its first array until it is interrupted. */
    private static Iterable<byte[]> stuckBody(ProbeCall call) {
        call.start("200 OK");
        return new ProbeBody(call)
                .then("a")
                .then(
                        () -> {
                            stuck(call);
                            return ProbeCall.octets("b");
                        })
                .atClose(() -> call.tell("closed"));
    }

    private static void stuck(ProbeCall call) {
        try {
            Thread.sleep(10 * Patience.limit().toMillis());
            call.tell("never interrupted");
        } catch (InterruptedException e) {
            call.tell("interrupted");
        }
    }

    /** Stops a server while a request hangs, waits until it has stopped, and gives the token. */
    private static String force(Kit kit, OwnServer server) throws Exception {
        Kit own = kit.at(server.subject());
        CompletableFuture<Void> stop;
        try (Client client = own.connect()) {
            Conversation talk = Kit.open(client, own.get());
            Expect.equal("a", talk.body(1), "body so far");
            stop = stop(server.subject());
            Expect.that(talk.reply().ending() != Ending.COMPLETE, "the response is complete");
        }
        await(stop, kit);
        return own.token();
    }
}
