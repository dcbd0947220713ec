package gateway.server.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The Date field line (RFC 9110 section 6.6.1), rendered once a second. */
final class DateField {
    /** Names of its own: the JDK's would be looked up among all locales, 20 ms of each start. */
    private static final DateTimeFormatter IMF_FIXDATE =
            new DateTimeFormatterBuilder()
                    .appendText(
                            ChronoField.DAY_OF_WEEK,
                            names("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
                    .appendPattern(", dd ")
                    .appendText(
                            ChronoField.MONTH_OF_YEAR,
                            names(
                                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
                                    "Oct", "Nov", "Dec"))
                    .appendPattern(" uuuu HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final class Rendered {
        private final long second;
        private final byte[] line;

        private Rendered(long second, byte[] line) {
            this.second = second;
            this.line = line;
        }
    }

    private static volatile Rendered latest = render(0);

    private DateField() {}

    /** {@code Date: …} with its CRLF; not to be modified. */
    static byte[] line() {
        long second = System.currentTimeMillis() / 1000;
        Rendered rendered = latest;
        if (rendered.second != second) {
            rendered = render(second);
            latest = rendered;
        }
        return rendered.line;
    }

    private static Map<Long, String> names(String... names) {
        Map<Long, String> numbered = new HashMap<>();
        for (String name : names) {
            numbered.put(numbered.size() + 1L, name);
        }
        return numbered;
    }

    private static Rendered render(long second) {
        String date = IMF_FIXDATE.format(Instant.ofEpochSecond(second));
        return new Rendered(
                second, ("Date: " + date + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
