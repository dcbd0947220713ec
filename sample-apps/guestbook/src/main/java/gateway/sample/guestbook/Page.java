package gateway.sample.guestbook;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The page. Everything that a visitor wrote goes through {@link #escape}, wherever it stands.
 *
 * @param mount where the guestbook is, percent-encoded, {@code ""} for the root
 * @param token of the form
 * @param typed what the form holds already
 * @param notice what went wrong
 * @param entries the newest first; empty where they cannot be read
 */
record Page(
        String mount,
        String token,
        Entry typed,
        Optional<String> notice,
        Optional<List<Entry>> entries) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    String html() {
        StringBuilder html = new StringBuilder(4096);
        html.append(
                """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Guestbook</title>
                <link rel="stylesheet" href="%s/static/guestbook.css">
                <h1>Guestbook</h1>
                """
                        .formatted(escape(mount)));
        notice.ifPresent(
                text ->
                        html.append(
                                "<p class=\"notice\" role=\"alert\">" + escape(text) + "</p>\n"));
        html.append(form());
        entries.ifPresent(list -> html.append(list(list)));
        return html.toString();
    }

    private String form() {
        return """
        <form method="post" action="%s/">
          <input type="hidden" name="token" value="%s">
          <label>Your name <input name="name" maxlength="%d" required autocomplete="name" value="%s"></label>
          <label>Your message
        <textarea name="message" maxlength="%d" rows="4" required>
        %s</textarea></label>
          <button>Sign</button>
        </form>
        """
                .formatted(
                        escape(mount),
                        escape(token),
                        Entry.MOST_OF_NAME,
                        escape(typed.name()),
                        Entry.MOST_OF_MESSAGE,
                        escape(typed.message()));
    }

    private static String list(List<Entry> entries) {
        if (entries.isEmpty()) {
            return "<p class=\"quiet\">Nobody has signed yet.</p>\n";
        }
        StringBuilder html = new StringBuilder("<ol>\n");
        for (Entry entry : entries) {
            html.append(
                    "<li><p class=\"quiet\"><b>%s</b>, <time datetime=\"%s\">%s</time></p><p>%s</p></li>\n"
                            .formatted(
                                    escape(entry.name()),
                                    entry.written(),
                                    TIME.format(entry.written()),
                                    escape(entry.message())));
        }
        return html.append("</ol>\n").toString();
    }

    /** Text as it stands between tags and in quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
