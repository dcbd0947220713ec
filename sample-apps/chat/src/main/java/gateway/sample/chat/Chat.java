package gateway.sample.chat;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.sample.chat.connection.Conversation;
import gateway.sample.chat.connection.Pulse;
import gateway.sample.chat.connection.WebSocket;
import gateway.sample.chat.websocket.Opening;
import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.files.SharedDataMiddleware;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.request.Request;
import gateway.toolkit.routing.Routes;
import gateway.toolkit.routing.RoutingApplication;
import gateway.toolkit.routing.Rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A page, and two WebSockets: {@code /chat?name=…}, a room, and {@code /echo}. */
public final class Chat implements Application, Lifecycle {
    /** A key of gateway-server, which others need not have: true once a stop has begun. */
    private static final String STOPPING = "gateway_server.stopping";

    /** The {@code pattern} of the page too, where a dash has a backslash. */
    static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._\\-]{0,19}";

    private static final int MOST_SECONDS = 3600;

    private final Room room = new Room();
    private final AtomicInteger guests = new AtomicInteger();
    private final Application site;
    private volatile Origins origins = Origins.parse("");
    private volatile Optional<Pulse> pulse = Optional.empty();

    /** Made by servers. */
    public Chat() {
        Rule<Application> chat = Rule.<Application>of("/chat", this::chat).methods("GET");
        Rule<Application> echo = Rule.<Application>of("/echo", this::echo).methods("GET");
        Application files =
                SharedDataMiddleware.exporting("/", Chat.class, "chat-page")
                        .index("index.html")
                        .cacheControl(CacheControl.of("no-cache"))
                        .header(new Header("Content-Security-Policy", "default-src 'self'"))
                        .wrap(
                                RoutingApplication.of(
                                        Routes.<Application>builder().add(chat).add(echo).build()));
        site = HttpException.answered().wrap(files);
    }

    @Override
    public void start(Map<String, String> settings) {
        String silence = settings.getOrDefault("chat.ping", "20");
        if (!silence.matches("[1-9][0-9]{0,3}") || Integer.parseInt(silence) > MOST_SECONDS) {
            throw new IllegalArgumentException(
                    "chat.ping is not a number of seconds from 1 to 3600: " + silence);
        }
        origins = Origins.parse(settings.getOrDefault("chat.origins", ""));
        pulse = Optional.of(new Pulse(Duration.ofSeconds(Integer.parseInt(silence))));
    }

    @Override
    public void stop() {
        pulse.ifPresent(Pulse::stop);
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        return site.call(environ, startResponse);
    }

    private Iterable<byte[]> chat(Map<String, Object> environ, StartResponse startResponse) {
        String name =
                Request.of(environ)
                        .args()
                        .first("name")
                        .orElseGet(() -> "guest " + guests.incrementAndGet());
        if (!name.matches(NAME)) {
            throw HttpException.badRequest(
                    "A name has 1 to 20 letters, digits, spaces, dots, dashes and underscores,"
                            + " and begins with one of the first two.");
        }
        return open(environ, startResponse, socket -> room.member(name, socket));
    }

    private Iterable<byte[]> echo(Map<String, Object> environ, StartResponse startResponse) {
        return open(environ, startResponse, socket -> socket::send);
    }

    private Iterable<byte[]> open(
            Map<String, Object> environ,
            StartResponse startResponse,
            Function<WebSocket, Conversation> conversation) {
        if (!origins.allow(Request.of(environ))) {
            throw new HttpException(HttpError.FORBIDDEN, "This page is of another site.");
        }
        Header accept = Opening.accept(environ);
        BooleanSupplier stopping =
                environ.get(STOPPING) instanceof BooleanSupplier supplier ? supplier : () -> false;
        boolean upgraded =
                pulse.isPresent()
                        && startResponse.upgrade(
                                "websocket",
                                List.of(accept),
                                pulse.get().handler(stopping, conversation));
        if (!upgraded) {
            throw HttpException.badRequest(
                    "Here a WebSocket is opened, by an upgrade of HTTP/1.1.");
        }
        return List.of();
    }
}
