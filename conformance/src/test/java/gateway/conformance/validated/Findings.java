package gateway.conformance.validated;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.tck.subject.Starter;
import gateway.toolkit.validator.Finding;
import gateway.toolkit.validator.Party;
import gateway.toolkit.validator.Severity;
import gateway.toolkit.validator.ValidatorMiddleware;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What validators find, by the case whose request they see; {@code ""} for what is beside it. */
final class Findings {
    private final Map<String, List<Finding>> byCase = new ConcurrentHashMap<>();

    /** The same starter, with a validator for each case round the application. */
    Starter validating(Starter starter) {
        return (probe, variant) -> starter.start(new Validated(probe), variant);
    }

    /** Everything found against the server, warnings too. */
    List<Finding> ofServer() {
        return byCase.values().stream()
                .flatMap(List::stream)
                .filter(finding -> finding.party() instanceof Party.Server)
                .toList();
    }

    /** The errors found against the application of a case. */
    List<Finding> errors(String key) {
        return byCase.getOrDefault(key, List.of()).stream()
                .filter(finding -> finding.party() instanceof Party.Application)
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }

    /** The clauses of those errors. */
    Set<String> clauses(String key) {
        return errors(key).stream()
                .map(finding -> finding.clause().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Such as {@code 0 about the server, 301 errors and 1222 warnings about applications}. */
    String counts() {
        long errors = byCase.keySet().stream().mapToLong(key -> errors(key).size()).sum();
        long all = byCase.values().stream().mapToLong(List::size).sum();
        long server = ofServer().size();
        return server
                + " findings about the server, "
                + errors
                + " errors and "
                + (all - errors - server)
                + " warnings about applications";
    }

    private final class Validated implements Application, Lifecycle {
        private final Application probe;
        private final Map<String, Application> applications = new ConcurrentHashMap<>();

        Validated(Application probe) {
            this.probe = probe;
        }

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
                throws Exception {
            String key = Environ.header(environ, "Tck-Case").orElse("");
            return applications.computeIfAbsent(key, this::validator).call(environ, startResponse);
        }

        private Application validator(String key) {
            List<Finding> found = byCase.computeIfAbsent(key, k -> new CopyOnWriteArrayList<>());
            return ValidatorMiddleware.named("kit").reportingTo(found::add).wrap(probe);
        }

        @Override
        public void start(Map<String, String> settings) throws Exception {
            if (probe instanceof Lifecycle lifecycle) {
                lifecycle.start(settings);
            }
        }

        @Override
        public void stop() throws Exception {
            if (probe instanceof Lifecycle lifecycle) {
                lifecycle.stop();
            }
        }
    }
}
