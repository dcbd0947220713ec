package gateway.server.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Header;
import gateway.server.http.Exchange;
import gateway.server.http.Field;
import gateway.server.http.Request;
import gateway.server.http.ResponseWriter;
import gateway.server.net.Underway;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the admin listener answers. Reads only: whoever can connect can look, and change nothing.
 *
 * <pre>
 *   /health/live    200 as long as anything is answered at all
 *   /health/ready   200, or 503 while the server starts and drains
 *   /metrics        figures for Prometheus
 *   /threads        each running request, with the stack of its thread
 *   /config         the settings
 * </pre>
 */
final class AdminPages implements Exchange {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int MOST_FRAMES = 100;
    private static final String INDEX =
            "/health/live\n/health/ready\n/metrics\n/threads\n/config\n";

    private final Readiness readiness;
    private final Exposition exposition;
    private final Supplier<String> config;

    AdminPages(Readiness readiness, Exposition exposition, Supplier<String> config) {
        this.readiness = readiness;
        this.exposition = exposition;
        this.config = config;
    }

    @Override
    public void answer(Request request, ResponseWriter response) throws IOException {
        String method = request.head().method();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            answer(response, 405, TEXT, "this listener answers GET\n".getBytes(UTF_8));
            return;
        }
        switch (request.head().target().path()) {
            case "/" -> text(response, 200, INDEX);
            case "/health/live" -> text(response, 200, "alive\n");
            case "/health/ready" -> ready(response);
            case "/metrics" -> {
                Exposition.Page page = exposition.page(accept(request));
                answer(response, 200, page.type(), page.text().getBytes(UTF_8));
            }
            case "/threads" -> text(response, 200, threads());
            case "/config" -> text(response, 200, config.get());
            default -> text(response, 404, "there is only\n" + INDEX);
        }
    }

    private void ready(ResponseWriter response) throws IOException {
        switch (readiness.state()) {
            case STARTING -> text(response, 503, "starting\n");
            case READY -> text(response, 200, "ready\n");
            case DRAINING -> text(response, 503, "draining\n");
        }
    }

    private static String accept(Request request) {
        for (Field field : request.head().fields()) {
            if (field.name().equalsIgnoreCase("Accept")) {
                return field.value();
            }
        }
        return "";
    }

    private String threads() {
        List<Underway> all = readiness.underway();
        StringBuilder text = new StringBuilder();
        text.append(all.size()).append(" requests run\n");
        for (Underway one : all) {
            text.append('\n').append(RequestText.url(one)).append('\n');
            text.append("  ").append(RequestText.about(one)).append('\n');
            StackTraceElement[] stack = one.thread().getStackTrace();
            for (int i = 0; i < Math.min(stack.length, MOST_FRAMES); i++) {
                text.append("    at ").append(stack[i]).append('\n');
            }
        }
        return text.toString();
    }

    private static void text(ResponseWriter response, int code, String text) throws IOException {
        answer(response, code, TEXT, text.getBytes(UTF_8));
    }

    private static void answer(ResponseWriter response, int code, String type, byte[] body)
            throws IOException {
        List<Header> headers =
                List.of(
                        new Header("Content-Type", type),
                        new Header("Cache-Control", "no-store"),
                        new Header("X-Content-Type-Options", "nosniff"),
                        new Header("Connection", "close"));
        response.begin(code, "", headers, body.length);
        response.write(body, true);
        response.finish(List.of(), false);
    }
}
