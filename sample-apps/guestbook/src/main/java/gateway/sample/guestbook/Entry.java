package gateway.sample.guestbook;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody wrote.
 *
 * @param name 1 to {@value #MOST_OF_NAME} characters, one line
 * @param message 1 to {@value #MOST_OF_MESSAGE} characters
 * @param written when it was
 */
record Entry(String name, String message, Instant written) {
    static final int MOST_OF_NAME = 80;
    static final int MOST_OF_MESSAGE = 2000;

    /** What a visitor typed, as it can be stored: no database takes every control character. */
    static Entry typed(String name, String message, Instant now) {
        return new Entry(
                name.replaceAll("\\p{Cc}", " ").strip(),
                message.replaceAll("\\R", "\n").replaceAll("[\\p{Cc}&&[^\n]]", " ").strip(),
                now);
    }

    /** What is wrong with it, for the visitor. */
    Optional<String> fault() {
        if (name.isEmpty() || length(name) > MOST_OF_NAME) {
            return Optional.of("Please give a name of at most " + MOST_OF_NAME + " characters.");
        }
        if (message.isEmpty() || length(message) > MOST_OF_MESSAGE) {
            return Optional.of(
                    "Please write something, of at most " + MOST_OF_MESSAGE + " characters.");
        }
        return Optional.empty();
    }

    /** In characters as people count them, more or less. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
