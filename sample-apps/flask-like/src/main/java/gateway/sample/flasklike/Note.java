package gateway.sample.flasklike;

import gateway.toolkit.errors.HttpException;

/**
 * What somebody has written.
 *
 * @param author 1 to 50 characters, whoever that claims to be
 * @param text 1 to 500 characters
 */
public record Note(String author, String text) {
    /** Refuses an author without a name, and a text that is none, or a novel. */
    public Note {
        author = author.strip();
        if (author.isEmpty() || author.length() > 50) {
            throw HttpException.badRequest("A name has 1 to 50 characters.");
        }
        text = text.strip();
        if (text.isEmpty() || text.length() > 500) {
            throw HttpException.badRequest("A note has 1 to 500 characters.");
        }
    }
}
