package gateway.toolkit.validator;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Turns complaints about one request into findings, and decides who is guilty.
 *
 * <p>Validators round the same request know each other. A fault passes through all of them; the one
 * nearest to its origin sees it first and names the guilty, the others recognise the message and
 * keep silent. So what an inner one finds wrong with its caller, and the outer one did not, is the
 * fault of the middleware between them; likewise outwards.
 */
final class Reporter {
    private record Fault(Clause clause, String message) {}

    private final String name;
    private final @Nullable Reporter outer;
    private final Consumer<Finding> sink;
    private final List<Reporter> inner = new CopyOnWriteArrayList<>();
    private final Set<Fault> reported = ConcurrentHashMap.newKeySet();
    private final Complaints caller = new Side(true);
    private final Complaints callee = new Side(false);

    Reporter(String name, @Nullable Reporter outer, Consumer<Finding> sink) {
        this.name = name;
        this.outer = outer;
        this.sink = sink;
        if (outer != null) {
            outer.inner.add(this);
        }
    }

    /** Against the server, or the middleware around this validator. */
    Complaints caller() {
        return caller;
    }

    /** Against the application, or the middleware inside this validator. */
    Complaints callee() {
        return callee;
    }

    /**
     * Runs checks that come too late for anybody to catch what they throw: a sink that throws has
     * remembered the finding.
     */
    static void afterTheFact(Runnable checks) {
        try {
            checks.run();
        } catch (ContractViolation remembered) {
            // The sink has it.
        }
    }

    private boolean isKnownOutside(Fault fault) {
        for (Reporter r = outer; r != null; r = r.outer) {
            if (r.reported.contains(fault)) {
                return true;
            }
        }
        return false;
    }

    private boolean isKnownInside(Fault fault) {
        return inner.stream().anyMatch(r -> r.reported.contains(fault) || r.isKnownInside(fault));
    }

    private final class Side implements Complaints {
        private final boolean ofCaller;

        Side(boolean ofCaller) {
            this.ofCaller = ofCaller;
        }

        @Override
        public void error(Clause clause, String message, String value) {
            report(Severity.ERROR, clause, clause, message, value);
        }

        @Override
        public void error(Clause clause, Clause ofMiddleware, String message, String value) {
            report(Severity.ERROR, clause, ofMiddleware, message, value);
        }

        @Override
        public void warning(Clause clause, String message, String value) {
            report(Severity.WARNING, clause, clause, message, value);
        }

        private void report(
                Severity severity,
                Clause clause,
                Clause ofMiddleware,
                String message,
                String value) {
            Fault fault = new Fault(clause, message);
            if ((ofCaller ? isKnownOutside(fault) : isKnownInside(fault)) || !reported.add(fault)) {
                return;
            }
            Party party = party();
            boolean isMiddleware = party instanceof Party.Middleware;
            sink.accept(
                    new Finding(
                            isMiddleware ? ofMiddleware : clause, severity, party, message, value));
        }

        private Party party() {
            if (ofCaller) {
                return outer == null
                        ? new Party.Server(name)
                        : new Party.Middleware(outer.name, name);
            }
            return inner.isEmpty()
                    ? new Party.Application(name)
                    : new Party.Middleware(name, inner.get(0).name);
        }
    }
}
