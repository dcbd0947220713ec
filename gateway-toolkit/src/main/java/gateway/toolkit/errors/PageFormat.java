package gateway.toolkit.errors;

import gateway.api.Environ;

import java.util.Locale;
import java.util.Map;

/** What an error page is written in: HTML for those that ask for it by name, else plain text. */
enum PageFormat {
    HTML("text/html; charset=utf-8") {
        @Override
        String page(int status, String title, String description) {
            String heading = escape(title);
            return "<!doctype html>\n<html lang=en>\n<title>"
                    + status
                    + " "
                    + heading
                    + "</title>\n<h1>"
                    + heading
                    + "</h1>\n<p>"
                    + escape(description)
                    + "</p>\n";
        }
    },
    TEXT("text/plain; charset=utf-8") {
        @Override
        String page(int status, String title, String description) {
            return status + " " + title + "\n\n" + description + "\n";
        }
    };

    private final String contentType;

    PageFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract String page(int status, String title, String description);

    /**
     * Chooses by the Accept field (RFC 9110 §12.5.1). Browsers name {@code text/html}; what sends
     * only wildcards or nothing, such as curl, is better served with text.
     */
    static PageFormat of(Map<String, Object> environ) {
        String accept = Environ.header(environ, "Accept").orElse("");
        double html = 0;
        double text = 0;
        for (String item : accept.split(",", -1)) {
            String[] parts = item.split(";", -1);
            switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
                case "text/html", "application/xhtml+xml" -> html = Math.max(html, weight(parts));
                case "text/plain" -> text = Math.max(text, weight(parts));
                default -> {
                    // Any other type says nothing about these two.
                }
            }
        }
        return html > 0 && html >= text ? HTML : TEXT;
    }

    /** A weight that cannot be read counts as 0: the item is as good as absent. */
    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=") || parameter.startsWith("Q=")) {
                return thousandths(parameter.substring(2)) / 1000.0;
            }
        }
        return 1;
    }

    /** Reads {@code 0.8} as 800: one digit, and up to three more after a point. */
    private static int thousandths(String text) {
        if (text.isEmpty() || text.length() > 5 || (text.length() > 1 && text.charAt(1) != '.')) {
            return 0;
        }
        int value = 0;
        for (int i = 0; i < 5; i++) {
            char c = i < text.length() ? text.charAt(i) : '0';
            if (i != 1) {
                if (c < '0' || c > '9') {
                    return 0;
                }
                value = value * 10 + c - '0';
            }
        }
        return value <= 1000 ? value : 0;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
