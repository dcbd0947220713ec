package gateway.server.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documentation of each setting tells its unit, its range and its default, and rightly so. */
class RangesDocTest {
    private static final Path SOURCES =
            Path.of(System.getProperty("basedir", "")).resolve("src/main/java/gateway/server/http");

    /** The text of a parameter, on one line. */
    private static String text(String type, String parameter) throws IOException {
        String source = Files.readString(SOURCES.resolve(type + ".java"));
        String head = source.substring(0, source.indexOf("public record " + type));
        String flat = head.replaceAll("\\s*\\n \\*\\s*", " ");
        Matcher found =
                Pattern.compile("@param " + parameter + " (.*?)(?= @param |/$)")
                        .matcher(flat.strip());
        assertTrue(found.find(), type + "." + parameter);
        return found.group(1);
    }

    /** {@code FIELD_LINE} is {@code fieldLine}. */
    private static String name(Enum<?> constant) {
        String lower = constant.name().toLowerCase(Locale.ROOT);
        return Pattern.compile("_(.)")
                .matcher(lower)
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    private static String number(long value) {
        if (value == Long.MAX_VALUE) {
            return "{@link Long#MAX_VALUE}";
        }
        return value == Integer.MAX_VALUE
                ? "{@link Integer#MAX_VALUE}"
                : String.format(Locale.ROOT, "%,d", value);
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void ofLimits(Limit limit) throws IOException {
        String text = text("Limits", name(limit));
        String range = number(limit.range().least()) + " to " + number(limit.range().most());
        assertTrue(text.contains(", " + range), text);
        assertTrue(text.contains("(default " + number(limit.range().usual()) + ")"), text);
        String unit = limit.unit() == Limit.Unit.OCTETS ? "octets " : "number ";
        assertTrue(text.startsWith(unit), text);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void ofTimeouts(Phase phase) throws IOException {
        String text = text("Timeouts", name(phase));
        assertTrue(text.contains(", 1 ms to 24 h"), text);
        assertTrue(Phase.LEAST.toMillis() == 1 && Phase.MOST.toHours() == 24);
        String usual = phase.usual().map(value -> value.toSeconds() + " s").orElse("empty");
        assertTrue(text.contains("(default " + usual + ")"), text);
    }
}
