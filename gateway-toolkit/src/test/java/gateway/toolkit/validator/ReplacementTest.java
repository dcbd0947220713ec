package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.lazily;
import static gateway.toolkit.validator.Watched.ofServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What was announced, and then replaced by an error page (SR-3). */
@Tag("SR-3")
class ReplacementTest {
    private final Exception fault = new Exception("fault");

    private final Watched watched = new Watched();

    private static FakeServer server() {
        return FakeServer.get().put("HTTP_TE", "trailers").put("HTTP_UPGRADE", "echo");
    }

    private Application announcing() {
        return (environ, startResponse) -> {
            startResponse.start("200 OK", TEXT);
            assertTrue(startResponse.trailers(List::of));
            throw fault;
        };
    }

    private static Middleware errorPage() {
        return inner ->
                (environ, startResponse) -> {
                    try {
                        return inner.call(environ, startResponse);
                    } catch (Exception e) {
                        startResponse.start("200 Not", TEXT, e);
                        return lazily("sorry");
                    }
                };
    }

    @Test
    void acceptsTrailersThatTheApplicationReplaced() {
        server().serve(watched.one(errorPage().wrap(announcing())));
        watched.assertFindings();
    }

    @Test
    void acceptsTrailersThatAMiddlewareReplaced() {
        server().serve(watched.two(errorPage(), announcing()));
        server().serve(errorPage().wrap(watched.one(announcing())));
        watched.assertFindings();
    }

    @Test
    void acceptsAnUpgradeThatWasReplaced() {
        FakeServer server = server();
        server.serve(
                watched.one(
                        (environ, startResponse) -> {
                            startResponse.upgrade(
                                    "echo", List.of(), (in, out) -> server.steps.add("handler"));
                            startResponse.start("200 OK", TEXT, fault);
                            return List.of();
                        }));
        assertEquals(List.of(), server.steps);
        watched.assertFindings();
    }

    /** Remembers what it should have forgotten. */
    private static final class Elephant implements StartResponse {
        final List<Supplier<List<Header>>> suppliers = new ArrayList<>();
        final List<UpgradeHandler> handlers = new ArrayList<>();

        @Override
        public void start(String status, List<Header> headers, @Nullable Throwable error) {}

        @Override
        public boolean trailers(Supplier<List<Header>> supplier) {
            return suppliers.add(supplier);
        }

        @Override
        public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
            return handlers.add(handler);
        }
    }

    @Test
    void namesAServerThatReplacesNothing() throws Exception {
        Elephant elephant = new Elephant();
        watched.one(
                        (environ, startResponse) -> {
                            startResponse.start("200 OK", TEXT);
                            startResponse.trailers(List::of);
                            startResponse.start("500 Oh", TEXT, fault);
                            return List.of();
                        })
                .call(server().environ, elephant)
                .forEach(array -> {});
        assertEquals(List.of(), elephant.suppliers.get(0).get());
        watched.one(
                        (environ, startResponse) -> {
                            startResponse.upgrade("echo", List.of(), (in, out) -> {});
                            startResponse.start("500 Oh", TEXT, fault);
                            return List.of();
                        })
                .call(server().environ, elephant);
        elephant.handlers
                .get(0)
                .handle(
                        java.io.InputStream.nullInputStream(),
                        java.io.OutputStream.nullOutputStream());
        watched.assertFindings(
                ofServer("SR-3", "trailers were asked for that start with an error has replaced"),
                ofServer(
                        "SR-3", "an upgrade's handler runs that start with an error has replaced"));
    }
}
