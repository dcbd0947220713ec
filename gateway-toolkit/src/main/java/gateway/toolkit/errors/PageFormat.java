package gateway.toolkit.errors;

import gateway.toolkit.page.Html;

import java.util.Map;

/** What an error page is written in: HTML for those that ask for it by name, else plain text. */
enum PageFormat {
    HTML("text/html; charset=utf-8") {
        @Override
        String page(int status, String title, String description) {
            String heading = Html.escape(title);
            return "<!doctype html>\n<html lang=en>\n<title>"
                    + status
                    + " "
                    + heading
                    + "</title>\n<h1>"
                    + heading
                    + "</h1>\n<p>"
                    + Html.escape(description)
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

    /** Chooses by the Accept field (RFC 9110 §12.5.1). */
    static PageFormat of(Map<String, Object> environ) {
        return Html.isAskedFor(environ) ? HTML : TEXT;
    }
}
