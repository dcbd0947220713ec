package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.hintAtServer;
import static gateway.toolkit.validator.Watched.ofApplication;
import static gateway.toolkit.validator.Watched.ofServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Objects in environ that a server bends: EXT-5, EXT-8, EXT-9. */
@SuppressWarnings("NullAway") // Nulls are one of the faults.
class ExtensionFindingsTest {
    private static final List<Header> LINK = List.of(new Header("Link", "</a>; rel=preload"));

    private final Watched watched = new Watched();

    @Test
    void namesTrailersOfTheRequestThatComeEarly() {
        FakeServer server = FakeServer.post("hello");
        server.put(Environ.REQUEST_TRAILERS, (Supplier<List<Header>>) () -> LINK);
        server.serve(
                watched.one(
                        (environ, startResponse) -> {
                            Environ.requestTrailers(environ);
                            Environ.input(environ).readAllBytes();
                            assertEquals(LINK, Environ.requestTrailers(environ));
                            startResponse.start("200 OK", TEXT);
                            return List.of();
                        }));
        watched.assertFindings(
                ofServer(
                        "EXT-5",
                        "gateway.request_trailers has fields before the input's end: [\"Link: </a>;"
                                + " rel=preload\"]"));
    }

    @Test
    void namesTrailersOfTheRequestThatAreNull() {
        FakeServer server = FakeServer.get();
        server.put(Environ.REQUEST_TRAILERS, (Supplier<List<Header>>) () -> null);
        server.serve(
                watched.one(
                        (environ, startResponse) -> {
                            Environ.requestTrailers(environ);
                            startResponse.start("200 OK", TEXT);
                            return List.of();
                        }));
        watched.assertFindings(ofServer("EXT-5", "gateway.request_trailers supplies null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Set-Cookie", "authorization", "If-Match", "Content-Range", "Host"})
    void namesTrailersOfTheRequestThatMustNotBe(String name) {
        List<Header> fields = List.of(new Header("A", "b"), new Header(name, "x"));
        FakeServer.get()
                .put(Environ.REQUEST_TRAILERS, (Supplier<List<Header>>) () -> fields)
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    Environ.requestTrailers(environ);
                                    startResponse.start("200 OK", TEXT);
                                    return List.of();
                                }));
        watched.findings.replaceAll(
                f -> new Finding(f.clause(), f.severity(), f.party(), f.message(), ""));
        watched.assertFindings(ofServer("EXT-5", "the field " + name + " must not be a trailer"));
    }

    @Test
    void forgetsACallbackThatWasRefused() {
        FakeServer server = FakeServer.get();
        Consumer<Consumer<Finish>> register = server.callbacks::push;
        int[] calls = {0};
        server.put(
                Environ.ON_FINISH,
                (Consumer<Consumer<Finish>>)
                        callback -> {
                            calls[0]++;
                            if (calls[0] == 3) { // The validator's own is the first.
                                throw new IllegalStateException("too late");
                            }
                            register.accept(callback);
                        });
        server.serve(
                watched.one(
                        (environ, startResponse) -> {
                            Environ.onFinish(environ, finish -> {});
                            assertThrows(
                                    IllegalStateException.class,
                                    () -> Environ.onFinish(environ, finish -> {}));
                            startResponse.start("200 OK", TEXT);
                            return List.of();
                        }));
        watched.assertFindings();
    }

    @Test
    void namesAClientThatComesBack() {
        boolean[] gone = new boolean[1];
        BooleanSupplier flickering =
                () -> {
                    gone[0] = !gone[0];
                    return gone[0];
                };
        FakeServer.get()
                .put(Environ.CLIENT_DISCONNECTED, flickering)
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    Environ.clientDisconnected(environ);
                                    Environ.clientDisconnected(environ);
                                    startResponse.start("200 OK", TEXT);
                                    return List.of();
                                }));
        watched.assertFindings(ofServer("EXT-8", "gateway.client_disconnected turns false again"));
    }

    private static Application registering(Consumer<Finish> first, Consumer<Finish> second) {
        return (environ, startResponse) -> {
            Environ.onFinish(environ, first);
            Environ.onFinish(environ, second);
            startResponse.start("200 OK", TEXT);
            return List.of();
        };
    }

    @Test
    void passesFinishCallbacksOn() {
        List<String> order = new ArrayList<>();
        FakeServer.get()
                .serve(
                        watched.one(
                                registering(
                                        finish -> order.add("first " + finish.status()),
                                        finish -> order.add("second " + finish.octets()))));
        assertEquals(List.of("second 0", "first 200"), order);
        watched.assertFindings();
    }

    private FakeServer finishing(Consumer<FakeServer> how) {
        return new FakeServer("GET", "/a") {
            @Override
            void finish() {
                how.accept(this);
            }
        };
    }

    @Test
    void namesAServerThatFinishesInTheWrongOrder() {
        finishing(
                        server ->
                                server.callbacks
                                        .descendingIterator()
                                        .forEachRemaining(
                                                each -> each.accept(server.finishRecord())))
                .serve(watched.one(registering(finish -> {}, finish -> {})));
        watched.assertFindings(ofServer("EXT-9", "finish callbacks do not run last in first out"));
    }

    @Test
    void namesAServerThatFinishesTwice() {
        finishing(
                        server -> {
                            Finish finish = server.finishRecord();
                            Consumer<Finish> last = server.callbacks.pop();
                            last.accept(finish);
                            last.accept(finish);
                        })
                .serve(watched.one(registering(finish -> {}, finish -> {})));
        watched.assertFindings(ofServer("EXT-9", "a finish callback runs twice"));
    }

    @Test
    void namesAServerThatFinishesWithNothing() {
        finishing(server -> server.callbacks.pop().accept(null))
                .serve(watched.one(registering(finish -> {}, finish -> {})));
        watched.assertFindings(ofServer("EXT-9", "a finish callback gets null"));
    }

    @Test
    void namesAServerThatFinishesWithAnotherStatus() {
        finishing(server -> server.callbacks.forEach(each -> each.accept(new Finish(404, 0, null))))
                .serve(watched.one(registering(finish -> {}, finish -> {})));
        watched.assertFindings(
                hintAtServer(
                        "EXT-9",
                        "the finish callback gets another status than start: 404 for 200"));
    }

    @Test
    void namesACallbackThatIsNull() {
        FakeServer.get()
                .serve(
                        watched.one(
                                (environ, startResponse) -> {
                                    startResponse.start("200 OK", TEXT);
                                    Environ.onFinish(environ, null);
                                    return List.of();
                                }));
        watched.assertFindings(ofApplication("EXT-9", "a finish callback is null"));
    }
}
