package gateway.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.server.http.Rule;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/** One row, sent in one way on a connection of its own, and what came of it. */
final class WireRun {
    private static final Pattern SAYS_IT_IS_DONE =
            Pattern.compile("\\nConnection: *close\\r|HTTP/1\\.0\\r", Pattern.CASE_INSENSITIVE);

    private static final String PROOF_TARGET = "/proof-that-it-was-kept";
    private static final String PROOF =
            "GET " + PROOF_TARGET + " HTTP/1.1\r\nHost: proof.example\r\n\r\n";

    private final WireCase row;
    private final Way way;
    private final List<Response> responses = new ArrayList<>();

    private WireRun(WireCase row, Way way) {
        this.row = row;
        this.way = way;
    }

    /** Sends a row; an {@link AssertionError} says what is wrong, and what came instead. */
    static void run(WireCase row, Way way, URI home, Probe probe) throws InterruptedException {
        run(row, way, home, raw -> raw, probe);
    }

    /** As {@link #run(WireCase, Way, URI, Probe)}, by way of a layer. */
    static void run(WireCase row, Way way, URI home, RawClient.Layer layer, Probe probe)
            throws InterruptedException {
        WireRun run = new WireRun(row, way);
        try (RawClient client = new RawClient(home, layer)) {
            probe.forget(client.localPort());
            run.exchange(client);
            run.checkCalls(probe.callsFrom(client.localPort()));
        } catch (IOException e) {
            throw run.wrong(e.toString(), e);
        }
        run.checkAnswers();
    }

    private void exchange(RawClient client) throws IOException, InterruptedException {
        // The answer is read meanwhile: a server may refuse before it has heard everything.
        Thread sender = Thread.ofVirtual().start(() -> send(client));
        for (Expectation.Answer expected : row.expectation().answers()) {
            Optional<Response> response = response(client, expected);
            int status = response.map(Response::status).orElse(0);
            check(status != 0, "the connection ended without an answer");
            check(status == expected.status(), "the status is " + status);
        }
        if (row.expectation().kept()) {
            sender.join();
            client.send(PROOF);
            Response proof = client.response();
            check(proof.status() == 200, "the next request got " + proof.status());
            check(
                    lines(proof).contains("REQUEST_URI=" + PROOF_TARGET),
                    "there was an answer too many before that of the next request");
        } else {
            check(ended(client), "there was an answer too many");
        }
    }

    /** A server need not wait for what a client sends on that has said it is done. */
    private boolean ended(RawClient client) throws IOException {
        try {
            return client.ended();
        } catch (SocketException | SSLException reset) {
            boolean refused = responses.stream().anyMatch(response -> response.status() >= 400);
            if (refused || !SAYS_IT_IS_DONE.matcher(row.octets()).find()) {
                throw reset;
            }
            return true;
        }
    }

    /** A write fails if the server has refused and closed by then; the reader sees how it was. */
    private void send(RawClient client) {
        try {
            for (String piece : way.pieces(row.octets())) {
                client.send(piece);
            }
            if (row.halfCloses()) {
                client.halfClose();
            }
        } catch (IOException e) {
            // As the comment above says.
        }
    }

    private Optional<Response> response(RawClient client, Expectation.Answer expected)
            throws IOException {
        Optional<Response> response = client.response(expected.toHead());
        if (expected.interim() && response.isPresent() && response.get().status() == 100) {
            response = client.response(expected.toHead());
        }
        response.ifPresent(responses::add);
        return response;
    }

    private void checkCalls(List<String> targets) {
        long calls = targets.stream().filter(t -> !t.equals(PROOF_TARGET)).count();
        check(calls == row.expectation().calls(), "the application was called " + calls + " times");
    }

    private void checkAnswers() {
        for (WireCase.Sight sight : row.sights()) {
            int index = sight.request() == 0 ? responses.size() - 1 : sight.request() - 1;
            List<String> lines = lines(responses.get(index));
            if (sight.line().startsWith("no ")) {
                String key = sight.line().substring("no ".length()) + "=";
                check(
                        lines.stream().noneMatch(l -> l.startsWith(key)),
                        "the application saw " + key);
            } else {
                check(lines.contains(sight.line()), "the application did not see " + sight.line());
            }
        }
        for (String field : row.answerFields()) {
            String name = field.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
            List<String> values = responses.getLast().values(name);
            boolean any = !field.contains(":") && !values.isEmpty();
            String value = field.replaceFirst("[^:]*: ?", "");
            check(
                    any || values.stream().anyMatch(value::equalsIgnoreCase),
                    "the answer has no " + field);
        }
        if (!responses.isEmpty() && responses.getLast().status() >= 400) {
            check(responses.getLast().closes(), "the refusal does not say Connection: close");
            checkRule(responses.getLast());
        }
    }

    /** The answer to a HEAD, and nothing else, has no body that could tell. */
    private void checkRule(Response refusal) {
        for (Rule rule : row.rule().stream().toList()) {
            check(refusal.status() == rule.status(), "the status is not that of " + rule.name());
            boolean toHead = row.expectation().answers().getLast().toHead();
            String told = toHead ? "" : rule.toString();
            check(refusal.body().contains(told), "the answer is not about " + rule.name());
        }
    }

    private static List<String> lines(Response response) {
        return new String(response.body().getBytes(ISO_8859_1), UTF_8).lines().toList();
    }

    private void check(boolean holds, String what) {
        if (!holds) {
            throw wrong(what, null);
        }
    }

    private AssertionError wrong(String what, @Nullable Throwable cause) {
        StringBuilder message = new StringBuilder();
        message.append(row.place()).append(": ").append(row.name());
        message.append(" (").append(way).append("): ").append(what);
        message.append("\n  source:   ").append(row.source());
        message.append("\n  expected: ").append(row.expectation());
        for (Response response : responses) {
            message.append("\n  answer:   ").append(response.status()).append(' ');
            message.append(response.fields()).append("\n    ");
            message.append(response.body().strip().replace("\n", "\n    "));
        }
        return new AssertionError(message.toString(), cause);
    }
}
