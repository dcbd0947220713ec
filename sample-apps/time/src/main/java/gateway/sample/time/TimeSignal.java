package gateway.sample.time;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.files.SharedDataMiddleware;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.request.Request;
import gateway.toolkit.routing.Routes;
import gateway.toolkit.routing.RoutingApplication;
import gateway.toolkit.routing.Rule;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** A page with a clock, and below it {@code /events}, the stream of ticks that moves its hands. */
public final class TimeSignal implements Application, Lifecycle {
    /** A key of gateway-server, which others need not have: true once a stop has begun. */
    private static final String STOPPING = "gateway_server.stopping";

    private static final List<Header> HEADERS =
            List.of(
                    new Header("Content-Type", "text/event-stream"),
                    new Header("Cache-Control", "no-store"),
                    // nginx would collect events until its buffer is full.
                    new Header("X-Accel-Buffering", "no"));

    private final Timepiece timepiece;
    private final Application site;
    private volatile Rhythm rhythm = Rhythm.DEFAULT;

    /** Made by servers. */
    public TimeSignal() {
        this(Timepiece.SYSTEM);
    }

    TimeSignal(Timepiece timepiece) {
        this.timepiece = timepiece;
        Rule<Application> events = Rule.<Application>of("/events", this::events).methods("GET");
        Application files =
                SharedDataMiddleware.exporting("/", TimeSignal.class, "time-page")
                        .index("index.html")
                        .cacheControl(CacheControl.of("no-cache"))
                        .header(new Header("Content-Security-Policy", "default-src 'self'"))
                        .wrap(
                                RoutingApplication.of(
                                        Routes.<Application>builder().add(events).build()));
        this.site = HttpException.answered().wrap(files);
    }

    @Override
    public void start(Map<String, String> settings) {
        rhythm = Rhythm.of(settings);
    }

    @Override
    public void stop() {}

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        return site.call(environ, startResponse);
    }

    private Iterable<byte[]> events(Map<String, Object> environ, StartResponse startResponse) {
        String every = Request.of(environ).args().first("every").orElse("1");
        Rhythm own =
                rhythm.withEvery(
                        Rhythm.seconds(every)
                                .orElseThrow(
                                        () ->
                                                HttpException.badRequest(
                                                        "every is a number of seconds from 1 to"
                                                                + " 3600")));
        BooleanSupplier gone = asked(environ, Environ.CLIENT_DISCONNECTED);
        BooleanSupplier stopping = asked(environ, STOPPING);
        Ticks ticks =
                new Ticks(
                        timepiece,
                        own,
                        lastSeen(environ),
                        () -> gone.getAsBoolean() || stopping.getAsBoolean());
        startResponse.start("200 OK", HEADERS);
        return () -> ticks;
    }

    /** What a server may offer; false where it does not. */
    private static BooleanSupplier asked(Map<String, Object> environ, String key) {
        return environ.get(key) instanceof BooleanSupplier supplier ? supplier : () -> false;
    }

    /** The id that a browser sends when it comes again; what was never one of ours is none. */
    private static OptionalLong lastSeen(Map<String, Object> environ) {
        return Environ.header(environ, "Last-Event-ID")
                .filter(id -> id.matches("[0-9]{1,12}"))
                .map(id -> OptionalLong.of(Long.parseLong(id)))
                .orElse(OptionalLong.empty());
    }
}
