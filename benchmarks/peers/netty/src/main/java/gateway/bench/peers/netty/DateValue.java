package gateway.bench.peers.netty;

import io.netty.util.AsciiString;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What the Date field says, rendered once a second. */
final class DateValue {
    private volatile AsciiString now = render();

    DateValue(ScheduledExecutorService clock) {
        clock.scheduleAtFixedRate(() -> now = render(), 1, 1, TimeUnit.SECONDS);
    }

    AsciiString now() {
        return now;
    }

    private static AsciiString render() {
        return AsciiString.cached(
                DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    }
}
