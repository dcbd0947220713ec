package gateway.server.dev;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.StartResponse;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/**
 * Lets open pages reload themselves: a stream of server-sent events that tells of a change, and a
 * script for it in HTML.
 *
 * <p>The script knows of which state of the class path its page is, so that nothing is missed
 * between the page and the stream, nor while the server is started again. It listens only while its
 * page can be seen: browsers open few connections to one server.
 */
final class Refresh implements Application {
    /** Where the stream is mounted. */
    static final String PREFIX = "/.gateway";

    private static final String PATH = "/refresh";
    private static final Duration TICK = Duration.ofMillis(250);

    /** So often a client that says nothing is written to, and found to be gone. */
    private static final int TICKS_OF_SILENCE = 60;

    private static final byte[] SILENCE = ":\n\n".getBytes(US_ASCII);
    private static final byte[] CHANGE = "event: change\ndata: reload\n\n".getBytes(US_ASCII);

    private final Reloader reloader;
    private final String run = Long.toString(System.currentTimeMillis(), 36);

    Refresh(Reloader reloader) {
        this.reloader = reloader;
    }

    /** Puts the script into answers with HTML. */
    Middleware into() {
        return inner ->
                (environ, startResponse) ->
                        Insertion.isWanted(environ)
                                ? Insertion.call(inner, environ, startResponse, script())
                                : inner.call(environ, startResponse);
    }

    /** The script of a page that is answered now. A change meanwhile makes it reload once more. */
    private String script() throws InterruptedException {
        return """
        (() => {
          if (window.gatewayRefresh) return;
          window.gatewayRefresh = true;
          let events;
          const listen = () => {
            if (document.hidden) {
              events?.close();
              events = undefined;
            } else if (!events) {
              events = new EventSource("%s%s?%s");
              events.addEventListener("change", () => { events.close(); location.reload(); });
            }
          };
          document.addEventListener("visibilitychange", listen);
          listen();
        })();
        """
                .formatted(PREFIX, PATH, state());
    }

    private String state() throws InterruptedException {
        return run + "-" + reloader.seen();
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
        if (!PATH.equals(environ.get(Environ.PATH_INFO))) {
            startResponse.start("404 Not Found", List.of(new Header("Content-Type", "text/plain")));
            return List.of("Not Found\n".getBytes(US_ASCII));
        }
        if (!Environ.method(environ).equals("GET")) {
            startResponse.start("405 Method Not Allowed", List.of(new Header("Allow", "GET")));
            return List.of();
        }
        startResponse.start(
                "200 OK",
                List.of(
                        new Header("Content-Type", "text/event-stream"),
                        new Header("Cache-Control", "no-store")));
        String known = String.valueOf(environ.get(Environ.QUERY_STRING));
        return () -> new Stream(known, environ);
    }

    /** Silence, a change, and then the end. */
    private final class Stream implements Iterator<byte[]> {
        private final String known;
        private final List<BooleanSupplier> ends;
        private boolean begun;
        private boolean over;

        private Stream(String known, Map<String, Object> environ) {
            this.known = known;
            this.ends =
                    List.of(
                            () -> asks(environ, Environ.CLIENT_DISCONNECTED),
                            () -> asks(environ, "gateway_server.stopping"));
        }

        private static boolean asks(Map<String, Object> environ, String key) {
            return environ.get(key) instanceof BooleanSupplier asked && asked.getAsBoolean();
        }

        @Override
        public boolean hasNext() {
            return !over;
        }

        @Override
        public byte[] next() {
            if (over) {
                throw new NoSuchElementException();
            }
            if (!begun) {
                begun = true;
                return SILENCE;
            }
            try {
                for (int i = 0; i < TICKS_OF_SILENCE; i++) {
                    if (!state().equals(known) && reloader.quiet()) {
                        over = true;
                        return CHANGE;
                    }
                    if (ends.stream().anyMatch(BooleanSupplier::getAsBoolean)) {
                        over = true;
                        return SILENCE;
                    }
                    Thread.sleep(TICK);
                }
                return SILENCE;
            } catch (InterruptedException e) {
                over = true;
                return SILENCE;
            }
        }
    }
}
