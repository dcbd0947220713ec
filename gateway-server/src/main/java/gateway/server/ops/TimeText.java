package gateway.server.ops;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as text. The text of a second is made once; used by one thread. */
final class TimeText {
    private final DateTimeFormatter format;
    private long second = Long.MIN_VALUE;
    private String text = "";

    private TimeText(String pattern, ZoneId zone) {
        this.format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
    }

    /** {@code 21/Nov/2026:19:20:00 +0000}, as the common log format has it. */
    static TimeText common(ZoneId zone) {
        return new TimeText("dd/MMM/yyyy:HH:mm:ss Z", zone);
    }

    /** {@code 2026-11-21T19:20:00}, to which a fraction and a Z belong. */
    static TimeText iso() {
        return new TimeText("yyyy-MM-dd'T'HH:mm:ss", ZoneOffset.UTC);
    }

    /** The second in which {@code millis} since 1970 is. */
    String of(long millis) {
        long wanted = Math.floorDiv(millis, 1_000);
        if (wanted != second) {
            text = format.format(Instant.ofEpochSecond(wanted));
            second = wanted;
        }
        return text;
    }
}
