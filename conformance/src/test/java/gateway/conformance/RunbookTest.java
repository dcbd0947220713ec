package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.server.Gateway;
import gateway.server.Observers;
import gateway.server.net.Endpoint;
import gateway.server.ops.Operations;
import gateway.server.ops.OpsSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the pages for operators call a figure, {@code /metrics} calls it too, and the reverse. */
class RunbookTest {
    private static final Pattern METRIC = Pattern.compile("\\b(?:gateway|process|jvm)_\\w+");

    /** Keys of the environ. */
    private static final Set<String> OTHERS = Set.of("gateway_server", "gateway_toolkit");

    /** The text format has such a line for each figure. */
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) ");

    private static final Pattern STATE = Pattern.compile("(?:state|deadline)!?=\"(\\w+)\"");

    @Test
    void namesOfThePagesAreThoseOfTheServer(@TempDir Path folder) throws Exception {
        String metrics = metrics(folder);
        Set<String> given = names(metrics);
        for (String page : List.of("docs/runbook.md", "docs/observing.md")) {
            Set<String> told = names(Files.readString(Checkout.top().resolve(page)));
            told.removeAll(OTHERS);
            assertTrue(told.size() > 10, page);
            told.removeAll(given);
            assertEquals(Set.of(), told, () -> page + " tells of what is not in\n" + metrics);
        }
        Set<String> words = labels(Files.readString(Checkout.top().resolve("docs/runbook.md")));
        assertTrue(labels(metrics).containsAll(words), words::toString);
    }

    @Test
    void figuresOfTheServerAreOnThePages(@TempDir Path folder) throws Exception {
        Set<String> given = words(TYPE, metrics(folder));
        assertTrue(given.size() > 15, given::toString);
        for (String page : List.of("docs/runbook.md", "docs/observing.md")) {
            given.removeAll(names(Files.readString(Checkout.top().resolve(page))));
        }
        assertEquals(Set.of(), given, "no page tells of these");
    }

    private static Set<String> names(String text) {
        return METRIC.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> labels(String text) {
        return words(STATE, text);
    }

    /** The first group of each match. */
    private static Set<String> words(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String metrics(Path folder) throws Exception {
        Application application =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return List.of();
                };
        OpsSettings settings =
                OpsSettings.NOTHING
                        .withAccessLog(folder.resolve("access.log").toString(), "common")
                        .withStuckAfter(Duration.ofMinutes(1))
                        .withAdmin(Endpoint.tcp("127.0.0.1", 0));
        try (Operations operations = Operations.open(settings, () -> "");
                Gateway gateway =
                        Gateway.serving(application)
                                .on("127.0.0.1", 0)
                                .observers(
                                        new Observers(
                                                operations.server(),
                                                operations.requests(),
                                                Duration.ZERO))
                                .start()) {
            read(gateway.uri());
            Endpoint admin = operations.admin().orElseThrow().endpoint();
            return read(URI.create("http://" + admin + "/metrics"));
        }
    }

    private static String read(URI uri) throws IOException {
        try (InputStream answer = uri.toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
