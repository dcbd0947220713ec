package gateway.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How middleware lines up, and what becomes of the application's lifecycle (MW, LIFE-3). */
class MiddlewareTest {
    private static final StartResponse NOWHERE = (status, headers, error) -> {};
    private static final List<byte[]> BODY = List.of(new byte[] {1});

    private final List<String> log = new ArrayList<>();

    @Test
    void requestWalksInTheOrderOfReading() throws Exception {
        Application application =
                named("first")
                        .andThen(named("second"))
                        .andThen(named("third"))
                        .applyTo(answering());
        assertSame(BODY, application.call(new HashMap<>(), NOWHERE));
        assertEquals(
                List.of(
                        "into first",
                        "into second",
                        "into third",
                        "application",
                        "out of third",
                        "out of second",
                        "out of first"),
                log);
    }

    @Test
    void groupingDoesNotChangeTheOrder() throws Exception {
        named("first")
                .andThen(named("second").andThen(named("third")))
                .wrap(answering())
                .call(new HashMap<>(), NOWHERE);
        assertEquals(
                List.of("into first", "into second", "into third", "application"),
                log.subList(0, 4));
    }

    @Test
    @Tag("LIFE-3")
    void applyToForwardsTheLifecycleThatWrapHides() throws Exception {
        WithLifecycle inner = new WithLifecycle("inner");
        Application outer = named("middleware").applyTo(inner);
        Lifecycle lifecycle = assertInstanceOf(Lifecycle.class, outer);
        Map<String, String> settings = Map.of("a.b", "c");
        lifecycle.start(settings);
        assertSame(settings, inner.settings);
        lifecycle.stop();
        assertEquals(List.of("start inner", "stop inner"), log);
    }

    @Test
    void applyToLeavesCallAsTheMiddlewareMadeIt() throws Exception {
        Map<String, Object> given = new HashMap<>();
        Middleware checking =
                inner ->
                        (environ, startResponse) -> {
                            assertSame(given, environ);
                            assertSame(NOWHERE, startResponse);
                            log.add("into middleware");
                            return inner.call(environ, startResponse);
                        };
        Application outer = checking.applyTo(new WithLifecycle("inner"));
        assertSame(BODY, outer.call(given, NOWHERE));
        assertEquals(List.of("into middleware", "call inner"), log);
    }

    @Test
    void whatStartAndStopThrowPasses() {
        IOException failure = new IOException("no database");
        final class Failing extends WithLifecycle {
            Failing() {
                super("failing");
            }

            @Override
            public void start(Map<String, String> settings) throws Exception {
                throw failure;
            }

            @Override
            public void stop() throws Exception {
                throw failure;
            }
        }
        Lifecycle lifecycle =
                assertInstanceOf(Lifecycle.class, named("middleware").applyTo(new Failing()));
        assertSame(failure, assertThrows(IOException.class, () -> lifecycle.start(Map.of())));
        assertSame(failure, assertThrows(IOException.class, lifecycle::stop));
    }

    @Test
    @Tag("LIFE-3")
    void lifecycleReachesTheApplicationThroughAllOfThem() throws Exception {
        Application outer =
                named("first").andThen(named("second")).applyTo(new WithLifecycle("inner"));
        assertInstanceOf(Lifecycle.class, outer).start(Map.of());
        assertEquals(List.of("start inner"), log);
    }

    @Test
    void wrappingTheChainKeepsTheLifecycleToo() throws Exception {
        Application outer =
                named("first").andThen(named("second")).wrap(new WithLifecycle("inner"));
        assertInstanceOf(Lifecycle.class, outer).stop();
        assertEquals(List.of("stop inner"), log);
    }

    @Test
    void applyToAddsNothingWhereTheMiddlewareHasALifecycle() {
        WithLifecycle outer = new WithLifecycle("outer");
        assertSame(outer, ((Middleware) inner -> outer).applyTo(new WithLifecycle("inner")));
        assertSame(outer, ((Middleware) inner -> outer).applyTo(answering()));
    }

    @Test
    void applyToAddsNothingWhereTheApplicationHasNoLifecycle() {
        Application outer = (environ, startResponse) -> BODY;
        assertSame(outer, ((Middleware) inner -> outer).applyTo(answering()));
        assertFalse(named("first").andThen(named("second")).wrap(answering()) instanceof Lifecycle);
    }

    private Middleware named(String name) {
        return inner ->
                (environ, startResponse) -> {
                    log.add("into " + name);
                    Iterable<byte[]> body = inner.call(environ, startResponse);
                    log.add("out of " + name);
                    return body;
                };
    }

    private Application answering() {
        return (environ, startResponse) -> {
            log.add("application");
            return BODY;
        };
    }

    private class WithLifecycle implements Application, Lifecycle {
        private final String name;
        private Map<String, String> settings = Map.of();

        WithLifecycle(String name) {
            this.name = name;
        }

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            log.add("call " + name);
            return BODY;
        }

        @Override
        public void start(Map<String, String> settings) throws Exception {
            this.settings = settings;
            log.add("start " + name);
        }

        @Override
        public void stop() throws Exception {
            log.add("stop " + name);
        }
    }
}
