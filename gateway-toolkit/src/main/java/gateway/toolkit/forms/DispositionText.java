package gateway.toolkit.forms;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The field Content-Disposition of a part as browsers write it, made into one of RFC 9110 section
 * 5.6.6, in linear time.
 *
 * <p>Browsers escape a quotation mark as {@code %22} and write {@code "a\b\"} for the name {@code
 * a\b\} (HTML Standard, "multipart/form-data encoding algorithm"); others escape it with a
 * backslash. So a backslash is itself, except before a quotation mark behind which there is another
 * one that can close the text.
 */
final class DispositionText {
    private final String text;
    private final StringBuilder plain;
    private final Set<String> spellings = new HashSet<>();
    private boolean plainName;
    private boolean starredName;
    private int at;
    private int bare;
    private boolean bareCloses;

    private DispositionText(String text) {
        this.text = text;
        this.plain = new StringBuilder(text.length() + 16);
    }

    /**
     * {@return the field with each backslash in quotation marks doubled, unless it escapes}
     *
     * @param text a field value
     * @throws gateway.toolkit.errors.HttpException 400, if quotation marks are not around a whole
     *     value, or {@code name} or {@code filename} is there twice: two readers could take
     *     different ones
     */
    static String plain(String text) {
        return new DispositionText(text).read();
    }

    private String read() {
        int parameter = text.length();
        while (at < text.length()) {
            char c = text.charAt(at++);
            plain.append(c);
            if (c == ';') {
                parameter = at;
            } else if (c == '=' && parameter < at) {
                note(text.substring(parameter, at - 1).strip().toLowerCase(Locale.ROOT));
                parameter = text.length();
                if (at < text.length() && text.charAt(at) == '"') {
                    plain.append(text.charAt(at++));
                    quoted();
                }
            } else if (c == '"') {
                throw unclear();
            }
        }
        return plain.toString();
    }

    private void note(String spelling) {
        int star = spelling.indexOf('*');
        String name = star < 0 ? spelling : spelling.substring(0, star);
        if (name.equals("name")) {
            plainName |= star < 0;
            starredName |= star >= 0;
        } else if (!name.equals("filename")) {
            return;
        }
        // A file name may be there as filename* as well (RFC 6266 section 4.3).
        if (!spellings.add(spelling) || (plainName && starredName)) {
            throw Refusal.malformed("a part has two names");
        }
    }

    /** From behind a quotation mark to behind the one that closes it. */
    private void quoted() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            boolean escaping = c == '\\' && at < text.length() && text.charAt(at) == '"';
            if (escaping && isClosedBehind(at + 1)) {
                plain.append(c).append(text.charAt(at++));
            } else if (c == '\\') {
                plain.append("\\\\");
            } else if (c == '"') {
                if (!closes(at - 1)) {
                    throw unclear();
                }
                plain.append(c);
                return;
            } else {
                plain.append(c);
            }
        }
        throw unclear();
    }

    /** Whether the next quotation mark without a backslash before it can close the text. */
    private boolean isClosedBehind(int from) {
        if (bare >= 0 && bare < from) {
            bare = text.indexOf('"', from);
            while (bare > 0 && text.charAt(bare - 1) == '\\') {
                bare = text.indexOf('"', bare + 1);
            }
            bareCloses = bare >= 0 && closes(bare);
        }
        return bareCloses;
    }

    /** Whether behind a quotation mark the value is over. */
    private boolean closes(int mark) {
        int next = mark + 1;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        return next == text.length() || text.charAt(next) == ';';
    }

    private static RuntimeException unclear() {
        return Refusal.malformed("a part has a quotation mark out of place");
    }
}
