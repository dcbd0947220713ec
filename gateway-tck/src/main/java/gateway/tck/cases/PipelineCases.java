package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Environ;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Conversation;
import gateway.tck.http.Reply;
import gateway.tck.http.SocketClient;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;

import java.io.IOException;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;

/**
 * Chapter 10, which answers to pipelined requests may wait for the next one: BODY-5. Here nothing
 * may, since whoever waits could wait for the client to get this answer.
 */
final class PipelineCases {
    private PipelineCases() {}

    static List<Case> cases() {
        return List.of(
                sentAtOnce("whose body has a close")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return new Closeable(call);
                                })
                        .then(PipelineCases::answeredInTurn),
                sentAtOnce("with a callback")
                        .claiming(Capability.ON_FINISH)
                        .when(
                                call -> {
                                    Environ.onFinish(call.environ(), f -> call.awaitSignal("go"));
                                    return call.ok("ok");
                                })
                        .then(PipelineCases::answeredInTurn));
    }

    private static Case.Draft sentAtOnce(String which) {
        return shows("BODY-5", "a pipelined answer " + which + " does not wait for the next one")
                .in(Version.HTTP_1_1)
                .needing(Need.SOCKET);
    }

    /** The signal is given once the first answer has come; it stays given for the second. */
    private static void answeredInTurn(Kit kit) throws IOException {
        try (SocketClient client = kit.socket()) {
            String head = SocketClient.head(kit.get());
            Conversation first = new Conversation(client.raw(head + head));
            Expect.equal("ok", first.reply().body(), "the first answer");
            kit.signal("go");
            Reply second = new Conversation(client.raw("")).reply();
            Expect.equal("ok", second.body(), "the second answer");
        }
        StartCases.unsignalled(kit);
    }

    /** All octets are there from the begin, and its close waits for the client. */
    private static final class Closeable extends AbstractCollection<byte[]>
            implements AutoCloseable {
        private final ProbeCall call;
        private final List<byte[]> arrays = ProbeCall.arrays("o", "k");

        Closeable(ProbeCall call) {
            this.call = call;
        }

        @Override
        public Iterator<byte[]> iterator() {
            return arrays.iterator();
        }

        @Override
        public int size() {
            return arrays.size();
        }

        @Override
        public void close() {
            call.awaitSignal("go");
        }
    }
}
