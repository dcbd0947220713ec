package gateway.tck.run;

import gateway.tck.cases.Case;
import gateway.tck.cases.Kit;
import gateway.tck.cases.OwnServer;
import gateway.tck.cases.OwnServers;
import gateway.tck.probe.Fate;
import gateway.tck.probe.Probe;
import gateway.tck.run.Result.Outcome;
import gateway.tck.subject.Starter;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Runs cases against what a starter starts: variant by variant, one execution after the other. */
public final class Suite {
    private final Starter starter;
    private final List<Case> cases;

    /** With some cases, usually all of the catalogue. */
    public Suite(Starter starter, List<Case> cases) {
        this.starter = starter;
        this.cases = List.copyOf(cases);
    }

    /**
     * Runs everything.
     *
     * @param listener told each result as it comes
     */
    public Summary run(Consumer<Result> listener) throws Exception {
        List<Result> results = new ArrayList<>();
        for (Variant variant : Variant.values()) {
            if (Execution.of(cases, variant).isEmpty()) {
                continue;
            }
            try (Session session = session(variant)) {
                for (Execution execution : session.executions()) {
                    Result result = session.run(execution);
                    listener.accept(result);
                    results.add(result);
                }
            }
        }
        return new Summary(results);
    }

    /** Begins a variant: its server runs until the session is closed. */
    public Session session(Variant variant) throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        return new Session(variant, starter.start(new Probe(told::add, Fate.GOOD), variant));
    }

    private OwnServer launch(Variant variant, Fate fate) throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        Subject subject =
                starter.start(new Probe(told::add, fate), variant)
                        .orElseThrow(() -> new IllegalStateException("no " + variant.word()));
        return new OwnServer(
                subject,
                () -> told.isEmpty() ? told(subject.options().log().map(t -> t.get())) : told);
    }

    private static List<String> told(Optional<String> log) {
        return log.orElse("")
                .lines()
                .filter(line -> line.contains(Probe.PREFIX))
                .map(line -> line.substring(line.indexOf(Probe.PREFIX) + Probe.PREFIX.length()))
                .toList();
    }

    /** A server of one variant, and its executions. */
    public final class Session implements AutoCloseable {
        private final Variant variant;
        private final Optional<Subject> subject;

        private Session(Variant variant, Optional<Subject> subject) {
            this.variant = variant;
            this.subject = subject;
        }

        /** What is to be run. */
        public List<Execution> executions() {
            return Execution.of(cases, variant);
        }

        /** The name of an execution with the transport of this server. */
        public String name(Execution execution) {
            boolean wired = subject.map(s -> s.address().isPresent()).orElse(true);
            return execution.name(wired ? "socket" : "in process");
        }

        /** Runs one of them. */
        public Result run(Execution execution) {
            String name = name(execution);
            Optional<String> unclaimed =
                    subject.map(execution::unclaimed).orElse(Optional.of(variant.word()));
            if (unclaimed.isPresent()) {
                return new Result(
                        execution, name, Outcome.NOT_CLAIMED, unclaimed.get(), Optional.empty());
            }
            Case shown = execution.shown();
            try {
                Kit kit =
                        new Kit(
                                subject.get(),
                                variant.mount(),
                                execution.version(),
                                shown.key(),
                                new Fresh());
                shown.check().run(kit);
                return new Result(execution, name, Outcome.PASSED, kit.remarks(), Optional.empty());
            } catch (Exception | AssertionError e) {
                return new Result(
                        execution,
                        name,
                        Outcome.FAILED,
                        String.valueOf(e.getMessage()),
                        Optional.of(e));
            }
        }

        @Override
        public void close() throws IOException {
            if (subject.isPresent()) {
                subject.get().close();
            }
        }
    }

    private final class Fresh implements OwnServers {
        @Override
        public OwnServer launch(Variant variant) throws Exception {
            return Suite.this.launch(variant, Fate.GOOD);
        }

        @Override
        public OwnServer launchRefused(String message) throws Exception {
            return Suite.this.launch(Variant.PLAIN, new Fate(message, ""));
        }

        @Override
        public OwnServer launchFailing(String message) throws Exception {
            return Suite.this.launch(Variant.PLAIN, new Fate("", message));
        }
    }
}
