package gateway.tck.mock;

import gateway.api.Header;
import gateway.tck.http.Client;
import gateway.tck.http.Ending;
import gateway.tck.http.Event;
import gateway.tck.http.Exchange;
import gateway.tck.http.Field;
import gateway.tck.http.Patience;
import gateway.tck.http.Request;
import gateway.tck.http.Version;
import gateway.tck.subject.Variant;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands for a connection: requests one after the other, each on a thread of its own. */
final class InProcessClient implements Client {
    private static final class Kept {
        private volatile Ending ending = Ending.OPEN;
    }

    private final Service service;
    private final Kept kept = new Kept();
    private Optional<Running> last = Optional.empty();

    InProcessClient(Service service) {
        this.service = service;
    }

    @Override
    public Exchange open(Request request) throws IOException {
        awaitLast();
        if (kept.ending != Ending.OPEN) {
            throw new IOException("the connection is closed");
        }
        Output output = new Output();
        // The response is known only once the head is understood, and reads come later still.
        Runnable[] beforeWaiting = {() -> {}};
        MockInput input = new MockInput(Service.BODY_LIMIT, () -> beforeWaiting[0].run());
        Thread thread =
                new Thread(() -> serve(request, input, output, beforeWaiting), "in-process");
        thread.setDaemon(true);
        thread.setContextClassLoader(service.loader());
        Running running = new Running(thread, output, input);
        service.running().add(running);
        last = Optional.of(running);
        request.pieces().forEach(input::offer);
        if (request.isChunked() && request.whole()) {
            input.finish(request.trailers());
        }
        thread.start();
        return new Exchange() {
            @Override
            public void send(String octets) {
                input.offer(octets);
            }

            @Override
            public void finish(List<Field> trailers) {
                input.finish(trailers);
            }

            @Override
            public void cut() {
                input.cut();
            }

            @Override
            public Event next() throws IOException {
                return output.take();
            }

            @Override
            public boolean quiet() {
                return output.quiet();
            }
        };
    }

    private void serve(Request request, MockInput input, Output output, Runnable[] beforeWaiting) {
        boolean is11 = request.version() == Version.HTTP_1_1;
        boolean asked =
                Field.values(request.fields(), "Connection").stream()
                        .anyMatch("close"::equalsIgnoreCase);
        Response response =
                new Response(
                        output, request.version(), request.method().equals("HEAD"), is11 && !asked);
        try {
            Target target = Targets.of(request);
            Fields fields =
                    new Fields(
                            request.fields(),
                            request.version(),
                            service.variant() == Variant.REFUSING_ODD_NAMES);
            call(request, target, fields, input, output, response, beforeWaiting);
        } catch (RefusalException e) {
            refuse(e, request, response);
        } finally {
            if (!response.keeps() || input.broken()) {
                kept.ending = output.gone() ? Ending.RESET : Ending.COMPLETE;
            }
            service.running().removeIf(one -> one.has(output));
        }
    }

    private void call(
            Request request,
            Target target,
            Fields fields,
            MockInput input,
            Output output,
            Response response,
            Runnable[] beforeWaiting)
            throws RefusalException {
        if (fields.length() > Service.BODY_LIMIT) {
            throw new RefusalException(413, false);
        }
        Path path = Targets.path(target, service.variant());
        input.open(fields.length());
        Map<String, Object> environ =
                Environs.of(request, target, path, fields, input, output, service);
        boolean expects =
                request.version() == Version.HTTP_1_1
                        && fields.lists("HTTP_EXPECT", "100-continue");
        Continue continues = new Continue(response, input, expects);
        beforeWaiting[0] = continues;
        response.beforeCommit(continues::committing);
        MockStart start = new MockStart(response, fields, input);
        MockCall call =
                new MockCall(service.application(), response, start, input, output, service.log());
        service.serially(() -> call.run(environ));
    }

    private void refuse(RefusalException refusal, Request request, Response response) {
        try {
            if (!refusal.keeps() || !request.whole()) {
                response.closeAfter();
            }
            response.answer(
                    refusal.status(),
                    refusal.status() == 405
                            ? List.of(new Header("Allow", "GET, HEAD, POST"))
                            : List.of());
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private void awaitLast() throws IOException {
        try {
            if (last.isPresent()) {
                last.get().join(Patience.limit().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public Ending ended() throws IOException {
        awaitLast();
        return kept.ending;
    }

    @Override
    public String rest() throws IOException {
        awaitLast();
        return "";
    }

    @Override
    public void vanish() {
        last.ifPresent(Running::vanish);
    }

    @Override
    public void close() {
        vanish();
    }
}
