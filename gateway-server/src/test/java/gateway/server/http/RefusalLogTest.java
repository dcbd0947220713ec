package gateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.server.log.LineQuota;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class RefusalLogTest {
    private static final long SECOND = 1_000_000_000;

    private final List<String> lines = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private long now = Long.MAX_VALUE - SECOND / 2; // The clock may overflow meanwhile.
    private final RefusalLog log = new RefusalLog(recording(lines), () -> now, later::add);

    @Test
    void aHeadIsToldWithItsPeerAlone() {
        log.add(Rule.FIELD_NAME, "192.0.2.7:50112", "");
        assertEquals(List.of("FIELD_NAME (400) from 192.0.2.7:50112: " + Rule.FIELD_NAME), lines);
    }

    @Test
    void aBodyIsToldWithItsRequest() {
        log.add(Rule.CHUNK_SIZE, "[2001:db8::1]:50112", "POST /upload");
        assertEquals(
                List.of(
                        "CHUNK_SIZE (400) from [2001:db8::1]:50112, POST /upload: "
                                + Rule.CHUNK_SIZE),
                lines);
    }

    @Test
    void nothingThatIsToldCanMakeALine() {
        log.add(Rule.CHUNK_SIZE, "192.0.2.7:1\nforged", "POST /\u001B[2Jforged\r\n{}");
        assertEquals(
                List.of(
                        "CHUNK_SIZE (400) from 192.0.2.7:1\\x0aforged, POST /\\x1b[2Jforged\\x0d"
                                + "\\x0a{}: "
                                + Rule.CHUNK_SIZE),
                lines);
    }

    @Test
    void aHundredThousandRefusalsAreAFewLinesAndANumber() {
        for (int i = 0; i < 100_000; i++) {
            log.add(Rule.HOST_MISSING, "192.0.2.7:" + i % 65_536, "");
        }
        assertEquals(LineQuota.LINES, lines.size());
        assertEquals(1, later.size());
        later.removeFirst().run();
        assertEquals("HOST_MISSING (400): 99995 more", lines.getLast());
    }

    @Test
    void everyRefusalIsCountedOnceWheneverItComes() {
        List<Rule> rules = List.of(Rule.BARE_LF, Rule.FIELD_NAME, Rule.HOST_MISSING);
        int refusals = 0;
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 1_000; i++) {
                log.add(rules.get(i % 3), "192.0.2.7:1", "");
                refusals++;
                now += SECOND / 1_000;
            }
            assertTrue(lines.size() <= (second + 1) * 3 * (LineQuota.LINES + 1), "lines");
            List.copyOf(later).forEach(Runnable::run);
            later.clear();
        }
        assertEquals(refusals, lines.stream().mapToInt(RefusalLogTest::refusals).sum());
    }

    @Test
    void oneRuleDoesNotSilenceAnother() {
        for (int i = 0; i < 100; i++) {
            log.add(Rule.BARE_LF, "192.0.2.7:1", "");
        }
        log.add(Rule.BARE_CR, "192.0.2.7:1", "");
        assertEquals("BARE_CR (400) from 192.0.2.7:1: " + Rule.BARE_CR, lines.getLast());
    }

    private static int refusals(String line) {
        Matcher more = Pattern.compile("[A-Z_]+ \\([0-9]+\\): ([0-9]+) more").matcher(line);
        return more.matches() ? Integer.parseInt(more.group(1)) : 1;
    }

    private static Logger recording(List<String> lines) {
        return (Logger)
                Proxy.newProxyInstance(
                        Logger.class.getClassLoader(),
                        new Class<?>[] {Logger.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("isInfoEnabled")) {
                                return true;
                            }
                            assertEquals("info", method.getName());
                            Object[] given =
                                    arguments.length == 2 && arguments[1] instanceof Object[] all
                                            ? all
                                            : Arrays.copyOfRange(arguments, 1, arguments.length);
                            String pattern = (String) arguments[0];
                            lines.add(MessageFormatter.basicArrayFormat(pattern, given));
                            return null;
                        });
    }
}
