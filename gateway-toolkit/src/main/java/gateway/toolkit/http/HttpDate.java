package gateway.toolkit.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Dates of header fields, such as {@code Sun, 06 Nov 1994 08:49:37 GMT} (RFC 9110 section 5.6.7).
 *
 * <p>All three formats of HTTP are read, and what mail programs make of them: a missing day of the
 * week, one-digit numbers, missing seconds, an offset such as {@code +0200}. A day of the week is
 * not compared with the date. Without a zone, and with the zones {@code GMT}, {@code UTC}, {@code
 * UT} and {@code Z}, it is UTC; other zone names give no date, for they mean different things to
 * different readers.
 */
public final class HttpDate {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final List<String> DAYS =
            List.of(
                    "mon",
                    "tue",
                    "wed",
                    "thu",
                    "fri",
                    "sat",
                    "sun",
                    "monday",
                    "tuesday",
                    "wednesday",
                    "thursday",
                    "friday",
                    "saturday",
                    "sunday");
    private static final List<String> UTC = List.of("gmt", "utc", "ut", "z");
    // The longest sensible one has 40 characters: more is not worth a look.
    private static final int LONGEST = 64;
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private HttpDate() {}

    /**
     * Writes a date.
     *
     * @param time in the years 0 to 9999; parts of a second are cut off
     * @return 29 characters in the preferred format
     * @throws IllegalArgumentException if the year has no four digits
     */
    public static String format(Instant time) {
        if (!isWritable(time)) {
            throw new IllegalArgumentException("the year has no four digits: " + time);
        }
        return FORMAT.format(time);
    }

    static boolean isWritable(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }

    /**
     * Reads a date as of now.
     *
     * @param text anything
     * @return the time; empty if it is no date
     */
    public static Optional<Instant> parse(String text) {
        return parse(text, Instant.now());
    }

    /**
     * Reads a date.
     *
     * @param text anything
     * @param now decides the century of a year of two digits: the latest that is not more than 50
     *     years ahead
     * @return the time; empty if it is no date
     */
    public static Optional<Instant> parse(String text, Instant now) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> words = words(HttpChars.lower(text));
        if (!words.isEmpty() && DAYS.contains(words.get(0))) {
            words = words.subList(1, words.size());
        }
        if (words.isEmpty()) {
            return Optional.empty();
        }
        return MONTHS.contains(words.get(0)) ? asctime(words) : dayFirst(words, now);
    }

    /** {@code nov 6 08:49:37 1994}. */
    private static Optional<Instant> asctime(List<String> words) {
        if (words.size() != 4 || words.get(3).length() != 4) {
            return Optional.empty();
        }
        OptionalInt year = number(words.get(3));
        return time(year, words.get(0), words.get(1), words.get(2), 0);
    }

    /** {@code 06 nov 1994 08:49:37 gmt}, {@code 06 nov 94 08:49:37 gmt}. */
    private static Optional<Instant> dayFirst(List<String> words, Instant now) {
        if (words.size() < 4 || words.size() > 5) {
            return Optional.empty();
        }
        OptionalInt offset = words.size() == 5 ? offset(words.get(4)) : OptionalInt.of(0);
        if (offset.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt year = year(words.get(2), now);
        return time(year, words.get(1), words.get(0), words.get(3), offset.getAsInt());
    }

    /** Words end at blanks, commas, and hyphens that stand between other characters. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == ',' || (c == '-' && word.length() > 0)) {
                if (word.length() > 0) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    private static Optional<Instant> time(
            OptionalInt year, String monthName, String dayDigits, String clock, int offset) {
        List<String> parts = new ArrayList<>(List.of(clock.split(":", -1)));
        if (parts.size() == 2) {
            parts.add("00");
        }
        OptionalInt day = number(dayDigits);
        int month = MONTHS.indexOf(monthName) + 1;
        if (year.isEmpty() || month == 0 || day.isEmpty() || parts.size() != 3) {
            return Optional.empty();
        }
        OptionalInt hour = number(parts.get(0));
        OptionalInt minute = number(parts.get(1));
        OptionalInt second = number(parts.get(2));
        if (hour.isEmpty() || minute.isEmpty() || second.isEmpty() || second.getAsInt() > 60) {
            return Optional.empty();
        }
        try {
            Instant time =
                    LocalDateTime.of(
                                    year.getAsInt(),
                                    month,
                                    day.getAsInt(),
                                    hour.getAsInt(),
                                    minute.getAsInt())
                            // A leap second is the first of the next minute.
                            .plusSeconds(second.getAsInt())
                            .minusSeconds(offset)
                            .toInstant(ZoneOffset.UTC);
            return Optional.of(time).filter(HttpDate::isWritable);
        } catch (DateTimeException e) {
            // The 31st of February, the 25th hour.
            return Optional.empty();
        }
    }

    private static OptionalInt year(String digits, Instant now) {
        OptionalInt year = number(digits);
        if (year.isEmpty() || digits.length() == 4) {
            return year;
        }
        if (digits.length() != 2) {
            return OptionalInt.empty();
        }
        int latest = now.atOffset(ZoneOffset.UTC).getYear() + 50;
        return OptionalInt.of(latest - Math.floorMod(latest - year.getAsInt(), 100));
    }

    /** {@return seconds east of Greenwich} */
    private static OptionalInt offset(String zone) {
        if (UTC.contains(zone)) {
            return OptionalInt.of(0);
        }
        boolean signed = zone.startsWith("+") || zone.startsWith("-");
        if (!signed || zone.length() != 5) {
            return OptionalInt.empty();
        }
        OptionalInt digits = number(zone.substring(1));
        if (digits.isEmpty() || digits.getAsInt() > 2359 || digits.getAsInt() % 100 > 59) {
            return OptionalInt.empty();
        }
        int seconds = digits.getAsInt() / 100 * 3600 + digits.getAsInt() % 100 * 60;
        return OptionalInt.of(zone.startsWith("-") ? -seconds : seconds);
    }

    private static OptionalInt number(String digits) {
        if (digits.length() > 4) {
            return OptionalInt.empty();
        }
        var number = HttpChars.number(digits);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }
}
