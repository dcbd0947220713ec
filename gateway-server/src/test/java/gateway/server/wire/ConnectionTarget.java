package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.server.call.Concurrency;
import gateway.server.call.Mount;
import gateway.server.call.MountedExchange;
import gateway.server.http.HttpConnection;
import gateway.server.http.HttpSettings;
import gateway.server.http.Pieces;
import gateway.server.net.MemoryConnection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What must hold of a whole connection, whatever a client sends. */
final class ConnectionTarget {
    private static final Set<Integer> REFUSALS = Set.of(400, 405, 413, 414, 417, 431, 501, 505);

    private ConnectionTarget() {}

    /**
     * Handles a connection, whole and in pieces.
     *
     * @param cuts where to cut
     * @throws AssertionError if what comes back is no row of answers, one for each call and at most
     *     one refusal behind them, or if it depends on the pieces
     */
    static void check(byte[] octets, RandomGenerator cuts) {
        Outcome whole = handle(List.of(octets));
        assertEquals(whole, handle(Pieces.random(octets, cuts)), "in pieces");
        List<Integer> statuses = whole.statuses;
        for (int i = 0; i < statuses.size(); i++) {
            int status = statuses.get(i);
            boolean last = i == statuses.size() - 1;
            assertTrue(status == 200 || (last && REFUSALS.contains(status)), "" + statuses);
        }
        long good = statuses.stream().filter(s -> s == 200).count();
        long called = whole.calls.size();
        // A body that breaks a rule is noticed in a call, which is answered with the refusal.
        assertTrue(called == good || called == good + 1, called + " calls, " + statuses);
    }

    private static Outcome handle(List<byte[]> pieces) {
        List<String> calls = new ArrayList<>();
        Application application =
                (environ, startResponse) -> {
                    String line = environ.get(Environ.REQUEST_METHOD) + " ";
                    calls.add(line + environ.get(Environ.REQUEST_URI));
                    int length = Environ.input(environ).readAllBytes().length;
                    startResponse.start("200 OK", List.of());
                    return List.of(Integer.toString(length).getBytes(ISO_8859_1));
                };
        MemoryConnection memory = MemoryConnection.of(pieces);
        List<Integer> statuses = new ArrayList<>();
        try {
            HttpConnection.handler(
                            MountedExchange.of(
                                    List.of(new Mount("", application)),
                                    Map.of(),
                                    new Concurrency.Virtual()),
                            HttpSettings.DEFAULT)
                    .handle(memory.connection());
            ResponseReader responses =
                    new ResponseReader(new ByteArrayInputStream(memory.written()));
            while (true) {
                int index = statuses.size();
                Optional<Response> response =
                        index < calls.size()
                                ? responses.next(calls.get(index).startsWith("HEAD "))
                                : refusal(responses);
                if (response.isEmpty()) {
                    return new Outcome(statuses, calls);
                }
                if (response.get().status() != 100) {
                    statuses.add(response.get().status());
                }
            }
        } catch (IOException e) {
            throw new AssertionError("after " + calls + " and " + statuses, e);
        }
    }

    /** To a request that nobody has seen: it may have been a HEAD. */
    private static Optional<Response> refusal(ResponseReader responses) throws IOException {
        Optional<Response> head = responses.head();
        if (head.isPresent()) {
            String length = head.get().values("content-length").getFirst();
            int rest = responses.rest();
            assertTrue(rest == 0 || rest == Integer.parseInt(length), rest + " of " + length);
            assertTrue(head.get().closes(), "a refusal does not say Connection: close");
        }
        return head;
    }

    private record Outcome(List<Integer> statuses, List<String> calls) {}
}
