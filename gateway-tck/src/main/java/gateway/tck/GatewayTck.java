package gateway.tck;

import gateway.api.Application;
import gateway.tck.cases.Catalogue;
import gateway.tck.run.Execution;
import gateway.tck.run.Result;
import gateway.tck.run.Suite;
import gateway.tck.run.Summary;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kit as JUnit tests, one per execution.
 *
 * <pre>{@code
 * class MyServerTck extends GatewayTck {
 *     @Override
 *     protected ServerUnderTest start(Application application) throws Exception {
 *         MyServer server = new MyServer(application, 0);
 *         return new ServerUnderTest("127.0.0.1", server.port(), Options.DEFAULT, server::stop);
 *     }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class GatewayTck {
    private final List<Result> results = new ArrayList<>();
    private Optional<Suite.Session> session = Optional.empty();

    /** For subclasses. */
    protected GatewayTck() {}

    /** Starts the server as it comes, with the application at the root mount. */
    protected abstract Subject start(Application application) throws Exception;

    /**
     * Starts a variant of the server.
     *
     * @return empty, as here, if it does not offer the variant; its cases are then not claimed
     */
    protected Optional<Subject> start(Application application, Variant variant) throws Exception {
        return Optional.empty();
    }

    /** One test per execution. */
    @TestFactory
    public final Stream<DynamicTest> gateway() {
        Suite suite =
                new Suite(
                        (probe, variant) ->
                                variant == Variant.PLAIN
                                        ? Optional.of(start(probe))
                                        : start(probe, variant),
                        Catalogue.cases());
        return Stream.of(Variant.values()).flatMap(variant -> tests(suite, variant));
    }

    private Stream<DynamicTest> tests(Suite suite, Variant variant) {
        Suite.Session current = next(suite, variant);
        return current.executions().stream()
                .map(
                        execution ->
                                DynamicTest.dynamicTest(
                                        current.name(execution), () -> show(current, execution)));
    }

    private Suite.Session next(Suite suite, Variant variant) {
        try {
            end();
            Suite.Session next = suite.session(variant);
            session = Optional.of(next);
            return next;
        } catch (Exception e) {
            throw new IllegalStateException("the variant " + variant.word() + " did not start", e);
        }
    }

    private void show(Suite.Session current, Execution execution) {
        Result result = current.run(execution);
        results.add(result);
        if (result.failure().isPresent()) {
            throw new AssertionError(
                    result.name() + ": " + result.reason(), result.failure().get());
        }
        Assumptions.assumeTrue(
                result.outcome() == Result.Outcome.PASSED, "not claimed: " + result.reason());
    }

    private void end() throws Exception {
        if (session.isPresent()) {
            session.get().close();
            session = Optional.empty();
        }
    }

    /** Stops the last server and prints the counts. */
    @AfterAll
    final void summarise() throws Exception {
        end();
        Summary summary = new Summary(results);
        System.out.println(getClass().getSimpleName() + ": " + summary.counts());
        System.out.println(getClass().getSimpleName() + ": " + summary.coverage());
    }
}
