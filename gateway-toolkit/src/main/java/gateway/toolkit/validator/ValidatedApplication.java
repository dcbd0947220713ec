package gateway.toolkit.validator;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.StartResponse;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An application with a validator round it: walks one call through the checks. */
final class ValidatedApplication implements Application {
    private final String name;
    private final Consumer<Finding> sink;
    private final Application inner;
    private final AtomicInteger running = new AtomicInteger();

    ValidatedApplication(String name, Consumer<Finding> sink, Application inner) {
        this.name = name;
        this.sink = sink;
        this.inner = inner;
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        @Nullable Journal known = environ.get(Journal.KEY) instanceof Journal j ? j : null;
        boolean isStale = known != null && known.isOver();
        Journal journal = new Journal(name, isStale ? null : known, RequestFacts.of(environ), sink);
        Turns turns = new Turns(journal);
        if (isStale) {
            journal.caller()
                    .error(Clause.ENV_1, "environ was used for an earlier request already", "");
        }
        checkThread(journal);
        if (EnvironMap.check(environ, journal.caller())) {
            EnvironCheck.check(environ, journal);
            environ.put(Journal.KEY, journal);
            CheckedExtensions.install(environ, journal, turns);
        } else {
            EnvironCheck.check(environ, journal);
        }
        checkErrors(environ, journal);
        Boundary boundary = new Boundary(journal, turns);
        CheckedStartResponse checked =
                new CheckedStartResponse(startResponse, journal, turns, boundary);
        return call(environ, checked, journal, boundary);
    }

    private Iterable<byte[]> call(
            Map<String, Object> environ,
            CheckedStartResponse startResponse,
            Journal journal,
            Boundary boundary)
            throws Exception {
        Map<String, Object> before = EnvironCheck.before(environ);
        Iterable<byte[]> body;
        checkOverlap(environ, journal);
        try {
            body = boundary.inside("call", () -> inner.call(environ, startResponse));
        } catch (Throwable thrown) {
            journal.end();
            Reporter.afterTheFact(journal::done);
            throw thrown;
        } finally {
            running.decrementAndGet();
            journal.callReturned();
        }
        try {
            EnvironCheck.checkAdded(before, environ, journal);
            if (!startResponse.isAnswered()) {
                journal.callee().error(Clause.APP_4, "call returned without start", "");
            }
            if (body == null) {
                journal.callee().error(Clause.APP_3, "call returned null", "");
                return body;
            }
            BodyWatch watch = new BodyWatch(body, journal, boundary);
            watch.checkOnReturn();
            return CheckedBody.of(body, watch);
        } catch (ContractViolation violation) {
            if (body instanceof AutoCloseable closeable) {
                closeable.close(); // The server will not get to see it.
            }
            throw violation;
        }
    }

    private static void checkThread(Journal journal) {
        if (Thread.currentThread().isInterrupted()) {
            journal.caller()
                    .error(
                            Clause.ERR_8,
                            "the thread's interrupt status was left set",
                            Shown.of(Thread.currentThread().getName()));
        }
    }

    private void checkOverlap(Map<String, Object> environ, Journal journal) {
        boolean overlaps = running.incrementAndGet() > 1;
        if (overlaps
                && journal.isOutermost()
                && Boolean.FALSE.equals(environ.get(Environ.MULTITHREAD))) {
            journal.caller()
                    .error(Clause.ENV_19, "gateway.multithread is false, yet calls overlap", "");
        }
    }

    /** The log takes text: nobody's close, of an earlier request, has ended it (ELOG-1). */
    private static void checkErrors(Map<String, Object> environ, Journal journal) {
        if (environ.get(Environ.ERRORS) instanceof PrintWriter errors) {
            errors.write(""); // Fails where it is closed, and writes nothing where it is not.
            if (errors.checkError()) {
                journal.caller().error(Clause.ELOG_1, "gateway.errors is closed or broken", "");
            }
        }
    }
}
