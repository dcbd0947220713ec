package gateway.server.cli;

import gateway.api.Application;
import gateway.server.call.ApplicationContext;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.StreamedAnswer;
import gateway.toolkit.validator.Finding;
import gateway.toolkit.validator.Severity;
import gateway.toolkit.validator.ValidatorMiddleware;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks an application and collects what is wrong with its answers. */
final class Inspection {
    private static final int PIECE = 1 << 16;

    /** A body may have no end. */
    private static final Duration MOST_OF_A_BODY = Duration.ofSeconds(1);

    /** For a thread that was interrupted. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Application application;
    private final Duration patience;
    private final Queue<Finding> found = new ConcurrentLinkedQueue<>();
    private final Client client;
    private final Set<String> told = new HashSet<>();
    private int asked;
    private int errors;
    private int warnings;

    /**
     * Begins one.
     *
     * @param application is started already
     * @param patience how long an answer may take
     */
    Inspection(Application application, Duration patience) {
        this.application = application;
        this.patience = patience;
        this.client =
                Client.builder(
                                ValidatorMiddleware.named("check")
                                        .reportingTo(found::add)
                                        .wrap(application))
                        .withoutValidator() // Its own would end a request at the first error.
                        .withoutCookies()
                        .build();
    }

    /**
     * What came of a request.
     *
     * @param outcome the status and how long the body is, or what happened instead
     * @param problems a line for each
     */
    record Result(
            Question question, String outcome, List<String> problems, Optional<Throwable> thrown) {
        @Override
        public String toString() {
            StringBuilder lines = new StringBuilder(OneLine.of(question + ": " + outcome));
            for (String problem : problems) {
                lines.append(System.lineSeparator()).append("    ").append(OneLine.of(problem));
            }
            return lines.toString();
        }
    }

    /** Asks, and waits for the answer, but not for ever. */
    Result ask(Question question) throws InterruptedException {
        asked++;
        Exchange exchange = new Exchange(question);
        Thread thread = Thread.ofVirtual().name("check").start(exchange::run);
        boolean late = !thread.join(patience);
        if (late) {
            thread.interrupt();
            thread.join(AT_ONCE);
        }
        List<String> problems = new ArrayList<>();
        boolean broken = false;
        for (Finding finding = found.poll(); finding != null; finding = found.poll()) {
            broken |= finding.severity() == Severity.ERROR;
            count(finding);
            String line = finding.toString();
            problems.add(told.add(line) ? line : finding.clause() + " as before");
        }
        if (late) {
            errors++;
            problems.add("error: there was no end within " + DurationText.of(patience));
        }
        // What an application makes of its own breach is no news.
        Throwable thrown = broken || late ? null : exchange.thrown;
        if (thrown != null) {
            errors++;
            problems.add(exchange.failure() + OneLine.of(thrown));
        }
        return new Result(
                question, exchange.outcome(), List.copyOf(problems), Optional.ofNullable(thrown));
    }

    private void count(Finding finding) {
        if (finding.severity() == Severity.ERROR) {
            errors++;
        } else {
            warnings++;
        }
    }

    /** How many there were up to now. */
    int errors() {
        return errors;
    }

    /** One line in the end. */
    String summary() {
        return asked
                + " requests: "
                + (errors + warnings == 0
                        ? "nothing wrong was found"
                        : errors + " errors, " + warnings + " warnings");
    }

    /** The part of a request that runs on a thread of its own. */
    private final class Exchange {
        private final Question question;
        private volatile String status = "";
        private volatile long octets;
        private volatile boolean whole;
        private volatile @Nullable Throwable thrown;

        Exchange(Question question) {
            this.question = question;
        }

        void run() {
            try {
                ApplicationContext.run(application, this::exchange);
            } catch (Throwable e) {
                thrown = e;
            }
        }

        private void exchange() throws Exception {
            long end = System.nanoTime() + MOST_OF_A_BODY.toNanos();
            try (StreamedAnswer answer = client.stream(question.of(client))) {
                status = answer.status();
                InputStream body = answer.body();
                byte[] piece = new byte[PIECE];
                long total = 0;
                int count = body.read(piece, 0, question.patient() ? PIECE : 1);
                while (count >= 0 && question.patient() && System.nanoTime() - end < 0) {
                    total += count;
                    octets = total;
                    count = body.read(piece);
                }
                whole = count < 0;
            }
        }

        String failure() {
            return status.isEmpty()
                    ? "error: it failed, so that clients get 500 (ERR-1): "
                    : "error: its body failed, so that clients see it cut off (ERR-3): ";
        }

        String outcome() {
            if (status.isEmpty()) {
                return "no answer";
            }
            if (!question.patient()) {
                return status;
            }
            return status + ", " + octets + " octets" + (whole ? "" : " and more");
        }
    }
}
