package gateway.sample.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.EnvironBuilder;
import gateway.toolkit.testing.StreamedAnswer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Streams through the validator, with a clock that goes as fast as it is asked. */
class TimeSignalTest {
    private static final String RETRY = "retry: 1000\n\n";

    private final Hands hands = new Hands(Instant.parse("2026-11-21T12:00:00.300Z"));
    private final TimeSignal signal = new TimeSignal(hands);
    private final Client client = Client.of(signal);

    /** Time goes by where somebody sleeps, and nowhere else. */
    private static final class Hands implements Timepiece {
        private Instant now;
        private boolean interrupting;

        Hands(Instant now) {
            this.now = now;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            if (interrupting) {
                throw new InterruptedException();
            }
            now = now.plus(time);
        }
    }

    @AfterEach
    void noInterruptStays() {
        Thread.interrupted();
    }

    private static String tick(String time) {
        return "id: " + Instant.parse(time).getEpochSecond() + "\ndata: " + time + "\n\n";
    }

    private List<String> arrays(EnvironBuilder request) throws Exception {
        List<String> arrays = new ArrayList<>();
        client.send(request).arrays().forEach(array -> arrays.add(new String(array, UTF_8)));
        return arrays;
    }

    @Test
    void ticksEachSecondUntilTheLengthIsOver() throws Exception {
        signal.start(Map.of("time.length", "3"));

        Answer answer = client.get("/events");

        assertEquals("200 OK", answer.status());
        assertEquals("text/event-stream", answer.header("Content-Type").orElseThrow());
        assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
        assertEquals(
                RETRY
                        + tick("2026-11-21T12:00:01Z")
                        + tick("2026-11-21T12:00:02Z")
                        + tick("2026-11-21T12:00:03Z"),
                answer.text());
    }

    @Test
    void givesWhatWasMissedAndNothingTwice() throws Exception {
        signal.start(Map.of("time.length", "1"));
        long seen = Instant.parse("2026-11-21T11:59:58Z").getEpochSecond();

        List<String> arrays =
                arrays(client.request("GET", "/events").header("Last-Event-ID", "" + seen));

        assertEquals(
                List.of(
                        RETRY,
                        tick("2026-11-21T11:59:59Z"),
                        tick("2026-11-21T12:00:00Z"),
                        tick("2026-11-21T12:00:01Z")),
                arrays);
    }

    @Test
    void makesUpForAMinuteAndNoMore() throws Exception {
        signal.start(Map.of("time.length", "1"));

        List<String> arrays =
                arrays(client.request("GET", "/events").header("Last-Event-ID", "1000000000"));

        assertEquals(1 + Ticks.KEPT + 1, arrays.size());
        assertEquals(tick("2026-11-21T11:59:01Z"), arrays.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-5", "99999999999999999999", "999999999999", "1, 2"})
    void takesNoIdThatIsNotOneOfOurs(String id) throws Exception {
        signal.start(Map.of("time.length", "1"));

        List<String> arrays = arrays(client.request("GET", "/events").header("Last-Event-ID", id));

        assertEquals(List.of(RETRY, tick("2026-11-21T12:00:01Z")), arrays);
    }

    @Test
    void slowReaderGetsTheLastMinute() throws Exception {
        signal.start(Map.of("time.length", "3600"));
        try (StreamedAnswer stream = client.stream(client.request("GET", "/events"))) {
            read(stream.body(), RETRY);
            read(stream.body(), tick("2026-11-21T12:00:01Z"));
            hands.now = Instant.parse("2026-11-21T12:30:00Z");
            read(stream.body(), tick("2026-11-21T12:29:01Z"));
        }
    }

    @Test
    void showsSignsOfLifeBetweenRareTicks() throws Exception {
        signal.start(Map.of("time.length", "60", "time.heartbeat", "25"));

        List<String> arrays = arrays(client.request("GET", "/events").query("every", "60"));

        assertEquals(List.of(RETRY, ":\n\n", ":\n\n", tick("2026-11-21T12:01:00Z")), arrays);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.client_disconnected", "gateway_server.stopping"})
    void endsWellWhenTheClientHasGoneOrTheServerStops(String key) throws Exception {
        signal.start(Map.of("time.length", "3600"));
        Instant last = hands.now.plusSeconds(2);
        BooleanSupplier over = () -> !hands.now.isBefore(last);

        List<String> arrays = arrays(client.request("GET", "/events").environ(key, over));

        assertEquals(3, arrays.size(), arrays.toString());
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        hands.interrupting = true;

        assertEquals(List.of(RETRY), arrays(client.request("GET", "/events")));
        assertTrue(Thread.interrupted(), "the server sees it too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3601", "", "1.5", "99999999999"})
    void refusesWhatIsNoNumberOfSeconds(String text) throws Exception {
        Answer refused = client.send(client.request("GET", "/events").query("every", text));
        assertEquals(400, refused.code());
        for (String name : List.of("time.length", "time.heartbeat")) {
            String message =
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> signal.start(Map.of(name, text)))
                            .getMessage();
            assertEquals(name + " is not a number of seconds from 1 to 3600: " + text, message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/clock.js, text/javascript; charset=utf-8",
        "/clock.css, text/css; charset=utf-8"
    })
    void hasAPage(String path, String type) throws Exception {
        Answer answer = client.get(path);

        assertEquals("200 OK", answer.status());
        assertEquals(type, answer.header("Content-Type").orElseThrow());
        assertEquals("default-src 'self'", answer.header("Content-Security-Policy").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"POST, /events, 405", "GET, /other, 404"})
    void refusesTheRest(String method, String path, int status) throws Exception {
        assertEquals(status, client.send(client.request(method, path)).code());
    }

    @Test
    void theSystemsTimeGoesOn() throws Exception {
        Instant before = Timepiece.SYSTEM.now();
        Timepiece.SYSTEM.sleep(Duration.ofNanos(1_500_000));
        assertFalse(Timepiece.SYSTEM.now().isBefore(before.plusMillis(1)));
    }

    @Test
    void isFoundOnClassPathAndModulePath() throws IOException {
        String name = TimeSignal.class.getName();
        try (InputStream services =
                TimeSignal.class.getResourceAsStream(
                        "/META-INF/services/gateway.api.Application")) {
            assertEquals(name, new String(services.readAllBytes(), UTF_8).strip());
        }
        assertEquals(
                List.of(List.of(name)),
                TimeSignal.class.getModule().getDescriptor().provides().stream()
                        .filter(p -> p.service().equals(Application.class.getName()))
                        .map(p -> p.providers())
                        .toList());
    }

    private static void read(InputStream stream, String expected) throws IOException {
        assertEquals(expected, new String(stream.readNBytes(expected.length()), UTF_8));
    }
}
