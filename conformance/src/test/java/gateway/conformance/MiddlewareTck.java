package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gateway.api.Middleware;
import gateway.tck.cases.Catalogue;
import gateway.tck.mock.InProcess;
import gateway.tck.run.Execution;
import gateway.tck.run.Result;
import gateway.tck.run.Suite;
import gateway.tck.subject.Variant;
import gateway.toolkit.debug.DebugMiddleware;
import gateway.toolkit.files.SharedDataMiddleware;
import gateway.toolkit.middleware.CompressionMiddleware;
import gateway.toolkit.middleware.CorsMiddleware;
import gateway.toolkit.middleware.DispatcherMiddleware;
import gateway.toolkit.middleware.ProfilerMiddleware;
import gateway.toolkit.middleware.RequestIdMiddleware;
import gateway.toolkit.proxy.HttpProxyMiddleware;
import gateway.toolkit.proxy.ProxyFixMiddleware;
import gateway.toolkit.proxy.Upstream;
import gateway.toolkit.session.SessionMiddleware;
import gateway.toolkit.validator.ValidatorMiddleware;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The kit against its own server without sockets, with each middleware in between in a
 * configuration in which it has nothing to do: for server and application it is not there. All
 * executions with {@code -Dgateway.middleware=full}, else one of {@value #SAMPLE} for each, and not
 * the same ones.
 */
@Tag("MW-1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MiddlewareTck {
    private static final int SAMPLE = 12;

    private final List<Suite.Session> open = new ArrayList<>();

    private static final String TELLING = "RequestIdMiddleware, telling";

    /** Cases that see the header which this one is there to add. */
    private static final Set<String> COUNT_HEADERS =
            Set.of(
                    "RESP-4 order and duplicates of headers are kept",
                    "RESP-10 nothing but what the law names is added to the head");

    /** By name. */
    static Map<String, Middleware> idle() {
        Map<String, Middleware> idle = new LinkedHashMap<>();
        idle.put(
                "DispatcherMiddleware",
                DispatcherMiddleware.builder()
                        .mount(
                                "/not/asked/for",
                                (environ, startResponse) -> {
                                    throw new AssertionError("nobody asks for this");
                                }));
        idle.put("ProxyFixMiddleware", ProxyFixMiddleware.builder().trusting("192.0.2.255"));
        idle.put("CompressionMiddleware", CompressionMiddleware.builder().types(type -> false));
        idle.put("ProfilerMiddleware", ProfilerMiddleware.builder(profile -> {}));
        idle.put(
                "HttpProxyMiddleware",
                HttpProxyMiddleware.builder()
                        .forward("/not/asked/for", Upstream.at("http://127.0.0.1:9")));
        idle.put("SessionMiddleware", SessionMiddleware.builder(new byte[32]));
        idle.put("RequestIdMiddleware", RequestIdMiddleware.builder().notTellingClients());
        idle.put("CorsMiddleware", CorsMiddleware.builder());
        idle.put(
                "SharedDataMiddleware",
                SharedDataMiddleware.exporting("/not/asked/for", Path.of("nothing"))
                        .index("index.html")
                        .listing()
                        .precompressed());
        idle.put("DebugMiddleware", DebugMiddleware.builder().trustPeers(peer -> false));
        idle.put("ValidatorMiddleware", ValidatorMiddleware.named("kit").reportingTo(f -> {}));
        return idle;
    }

    /** Those that the configuration above passes by, at work. */
    static Map<String, Middleware> working() {
        Map<String, Middleware> working = new LinkedHashMap<>();
        working.put(
                "CompressionMiddleware of all types",
                CompressionMiddleware.builder().minimum(0).types(type -> true));
        working.put(TELLING, RequestIdMiddleware.builder());
        working.put(
                "DebugMiddleware, trusting",
                DebugMiddleware.builder().trustHost("tck.example").trustPeers(p -> true));
        return working;
    }

    @Test
    void eachMiddlewareIsHere() throws IOException {
        Path sources = Checkout.top().resolve("gateway-toolkit/src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            assertEquals(
                    new TreeSet<>(idle().keySet()),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Middleware.java"))
                            .map(name -> name.replace(".java", ""))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @TestFactory
    final Stream<DynamicContainer> gateway() {
        boolean full = "full".equals(System.getProperty("gateway.middleware"));
        List<DynamicContainer> containers = new ArrayList<>();
        Map<String, Middleware> all = idle();
        all.putAll(working());
        all.forEach(
                (name, middleware) -> {
                    int offset = full ? 0 : containers.size() % SAMPLE;
                    containers.add(
                            dynamicContainer(
                                    name,
                                    Stream.of(Variant.values())
                                            .flatMap(
                                                    variant ->
                                                            tests(
                                                                    middleware,
                                                                    variant,
                                                                    full ? 1 : SAMPLE,
                                                                    offset))
                                            .filter(test -> !adds(name, test))));
                });
        return containers.stream();
    }

    private static boolean adds(String name, DynamicTest test) {
        return name.equals(TELLING)
                && COUNT_HEADERS.stream().anyMatch(test.getDisplayName()::contains);
    }

    private Stream<DynamicTest> tests(
            Middleware middleware, Variant variant, int step, int offset) {
        Suite.Session session = begin(middleware, variant);
        List<Execution> all = session.executions();
        return IntStream.range(0, all.size())
                .filter(i -> i % step == offset)
                .mapToObj(all::get)
                .map(
                        execution ->
                                dynamicTest(
                                        session.name(execution), () -> run(session, execution)));
    }

    private Suite.Session begin(Middleware middleware, Variant variant) {
        Suite suite =
                new Suite(
                        (probe, kind) -> InProcess.starter().start(middleware.applyTo(probe), kind),
                        Catalogue.cases());
        try {
            end();
            Suite.Session session = suite.session(variant);
            open.add(session);
            return session;
        } catch (Exception e) {
            throw new IllegalStateException("the variant " + variant.word() + " did not start", e);
        }
    }

    private static void run(Suite.Session session, Execution execution) {
        Result result = session.run(execution);
        if (result.failure().isPresent()) {
            throw new AssertionError(
                    result.name() + ": " + result.reason(), result.failure().get());
        }
        Assumptions.assumeTrue(
                result.outcome() == Result.Outcome.PASSED, "not claimed: " + result.reason());
    }

    @AfterAll
    final void end() throws IOException {
        for (Suite.Session session : open) {
            session.close();
        }
        open.clear();
    }
}
