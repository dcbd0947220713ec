package gateway.toolkit.middleware;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands behind a middleware in its tests. */
public final class Applications {
    private Applications() {}

    /** Answers with a text, whose length is known. */
    public static Application text(String text, Header... headers) {
        List<Header> all = new java.util.ArrayList<>(List.of(headers));
        if (all.stream().noneMatch(header -> header.name().equals("Content-Type"))) {
            all.add(new Header("Content-Type", "text/plain; charset=utf-8"));
        }
        return (environ, startResponse) -> {
            startResponse.start("200 OK", all);
            return List.of(text.getBytes(UTF_8));
        };
    }

    /** Answers with the values of these keys, one per line. */
    public static Application environ(String... keys) {
        return (environ, startResponse) -> {
            startResponse.start(
                    "200 OK", List.of(new Header("Content-Type", "text/plain; charset=utf-8")));
            StringBuilder text = new StringBuilder();
            for (String key : keys) {
                text.append(environ.get(key)).append('\n');
            }
            return List.of(text.toString().getBytes(UTF_8));
        };
    }

    /** Where the request was taken: {@code NAME SCRIPT_NAME|PATH_INFO|raw|raw}. */
    public static Application place(String name) {
        return (environ, startResponse) -> {
            startResponse.start(
                    "200 OK", List.of(new Header("Content-Type", "text/plain; charset=utf-8")));
            return List.of(
                    (name
                                    + " "
                                    + Environ.scriptName(environ)
                                    + "|"
                                    + Environ.pathInfo(environ)
                                    + "|"
                                    + environ.get(Environ.RAW_SCRIPT_NAME)
                                    + "|"
                                    + environ.get(Environ.RAW_PATH_INFO))
                            .getBytes(UTF_8));
        };
    }

    /** A body whose length nobody knows, and that counts how often it is closed. */
    public record Stream(List<String> texts, AtomicInteger closes)
            implements Iterable<byte[]>, AutoCloseable {
        public static Stream of(String... texts) {
            return new Stream(List.of(texts), new AtomicInteger());
        }

        @Override
        public Iterator<byte[]> iterator() {
            return texts.stream().map(text -> text.getBytes(UTF_8)).iterator();
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }

    /** Server-sent events, with the head flushed before the first. */
    public static Application events(Stream stream) {
        return (environ, startResponse) -> {
            startResponse.start("200 OK", List.of(new Header("Content-Type", "text/event-stream")));
            startResponse.flush();
            return stream;
        };
    }

    /** Early hints, then a body and trailers. */
    public static Application capable() {
        return (environ, startResponse) -> {
            startResponse.earlyHints(List.of(new Header("Link", "</a.css>; rel=preload")));
            startResponse.start("200 OK", List.of(new Header("Content-Type", "image/png")));
            startResponse.trailers(() -> List.of(new Header("Server-Timing", "a;dur=1")));
            return Stream.of("a", "b");
        };
    }

    /** Speaks another protocol. */
    public static Application upgrading() {
        return (environ, startResponse) -> {
            if (!startResponse.upgrade("echo", List.of(), (in, out) -> in.transferTo(out))) {
                startResponse.start("400 Bad Request", List.of());
            }
            return List.of();
        };
    }

    /** Fails after it has started, and says so in a response of its own. */
    public static Application replacing() {
        return (environ, startResponse) -> {
            startResponse.start(
                    "200 OK", List.of(new Header("Content-Type", "text/plain; charset=utf-8")));
            startResponse.start(
                    "500 Internal Server Error",
                    List.of(new Header("Content-Type", "text/plain; charset=utf-8")),
                    new IllegalStateException("replaced"));
            return List.of("failed".getBytes(UTF_8));
        };
    }

    /** For the environ of an application that answers 204. */
    public static Application seeing(java.util.function.Consumer<Map<String, Object>> eye) {
        return (environ, startResponse) -> {
            eye.accept(environ);
            startResponse.start("204 No Content", List.of());
            return List.of();
        };
    }
}
