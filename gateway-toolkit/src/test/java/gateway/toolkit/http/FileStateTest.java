package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Optional;

class FileStateTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.5Z");

    private static FileState changed(String time) {
        return new FileState("a.txt", 10, Instant.parse(time));
    }

    /** The octets of the formula, hashed once with another program. */
    @Test
    void theTagIsAHashOfTimeLengthAndName() {
        assertEquals(
                EntityTag.strong("QSJmR0DOsvDdbo8tHns3Ag"),
                changed("2026-01-01T00:00:00.000000007Z").tag(NOW));
    }

    @Test
    void whateverChangesChangesTheTag() {
        EntityTag tag = changed("2026-01-01T00:00:00Z").tag(NOW);
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        assertNotEquals(tag, changed("2026-01-01T00:00:00.000000001Z").tag(NOW));
        assertNotEquals(tag, changed("2026-01-01T00:00:01Z").tag(NOW));
        assertNotEquals(tag, new FileState("a.txt", 11, time).tag(NOW));
        assertNotEquals(tag, new FileState("b.txt", 10, time).tag(NOW));
        assertEquals(tag, new FileState("a.txt", 10, time).tag(NOW.plusSeconds(1)));
    }

    /** Within the second of a change there may be another one (RFC 9110 section 8.8.2.1). */
    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:04.999Z, false, 2026-01-02T03:04:04Z",
        "2026-01-02T03:04:05Z, true, ",
        "2026-01-02T03:04:05.5Z, true, ",
        "2026-01-02T03:04:06.4Z, true, ",
        "2026-01-02T04:00:00Z, false, ",
        "1969-12-31T23:59:59Z, false, ",
        "1970-01-01T00:00:00.5Z, false, 1970-01-01T00:00:00Z",
    })
    void aChangeOfThisSecondIsNotSure(String modified, boolean weak, Instant date) {
        assertEquals(weak, changed(modified).tag(NOW).weak());
        assertEquals(Optional.ofNullable(date), changed(modified).lastModified(NOW));
    }

    @Test
    void theWeakTagBecomesTheStrongOne() {
        FileState state = changed("2026-01-02T03:04:05.1Z");
        EntityTag weak = state.tag(NOW);
        EntityTag strong = state.tag(NOW.plusSeconds(1));
        assertFalse(strong.weak());
        assertEquals(weak.value(), strong.value());
    }
}
