package gateway.server.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date field line (RFC 9110 section 6.6.1), rendered once a second. */
final class DateField {
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
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

    private static Rendered render(long second) {
        String date = IMF_FIXDATE.format(Instant.ofEpochSecond(second));
        return new Rendered(
                second, ("Date: " + date + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
