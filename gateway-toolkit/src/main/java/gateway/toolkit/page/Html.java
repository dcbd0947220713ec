package gateway.toolkit.page;

import gateway.api.Environ;
import gateway.toolkit.http.AcceptMediaTypes;

import java.util.Map;

/** Text in pages, and who wants one. */
public final class Html {
    private Html() {}

    /**
     * {@return text as it stands between tags and in quoted attributes}
     *
     * <p>A control character that no page may have is shown as U+FFFD; tab and line ends stay.
     *
     * @param text anything
     */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\t', '\n', '\r' -> escaped.append(c);
                default -> escaped.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    /**
     * {@return whether a client asks for HTML by name, and likes it no less than plain text (RFC
     * 9110 section 12.5.1)}
     *
     * <p>Browsers name {@code text/html}; what sends only wildcards or nothing, such as curl, is
     * better served with text.
     *
     * @param environ of the request
     */
    public static boolean isAskedFor(Map<String, Object> environ) {
        AcceptMediaTypes accept =
                AcceptMediaTypes.parse(Environ.header(environ, "Accept").orElse(""));
        int html = Math.max(named(accept, "text/html"), named(accept, "application/xhtml+xml"));
        return html > 0 && html >= accept.quality("text/plain");
    }

    private static int named(AcceptMediaTypes accept, String type) {
        return accept.ranges().stream()
                .filter(range -> range.type().is(type))
                .mapToInt(range -> range.quality())
                .max()
                .orElse(0);
    }
}
