package gateway.sample.flasklike;

import gateway.toolkit.errors.HttpException;

/**
 * What somebody has written.
 *
 * @param author whoever that claims to be
 * @param text 1 to 500 characters
 */
public record Note(String author, String text) {
    /** Refuses a text that is none, or a novel. */
    public Note {
        text = text.strip();
        if (text.isEmpty() || text.length() > 500) {
            throw HttpException.badRequest("A note has 1 to 500 characters.");
        }
    }
}
