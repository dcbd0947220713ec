package gateway.server.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.toolkit.debug.DebugMiddleware;

import java.util.List;
import java.util.Map;

/**
 * What is shown in place of an application that cannot be loaded: 503, as HTML to those that ask
 * for it by name, else as text. To whom {@link DebugMiddleware} would show nothing this tells no
 * details either (ERR-9).
 */
record BrokenPage(BrokenBuild fault) implements Application {
    private static final String STYLE =
            "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem;max-width:70rem;"
                    + "color-scheme:light dark}pre{overflow:auto;white-space:pre-wrap}";

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
        boolean trusted = DebugMiddleware.trusts(environ);
        boolean html = Environ.header(environ, "Accept").orElse("").contains("text/html");
        String reason =
                trusted ? String.valueOf(fault.getMessage()) : "The log of the server says why.";
        String trace = trusted ? fault.trace() : "";
        String page = html ? html(reason, trace) : text(reason, trace);
        startResponse.start(
                "503 Service Unavailable",
                List.of(
                        new Header(
                                "Content-Type",
                                (html ? "text/html" : "text/plain") + "; charset=utf-8"),
                        new Header("Cache-Control", "no-store"),
                        new Header("X-Content-Type-Options", "nosniff"),
                        new Header(
                                "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
                                        + " form-action 'none'; frame-ancestors 'none'")));
        return List.of(page.getBytes(UTF_8));
    }

    private static String text(String reason, String trace) {
        return "The application cannot be loaded\n\n"
                + reason
                + "\n"
                + (trace.isEmpty() ? "" : "\n" + trace)
                + "\nMend it and ask again.\n";
    }

    private static String html(String reason, String trace) {
        return "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
                + "<title>The application cannot be loaded</title>\n<style>"
                + STYLE
                + "</style>\n<h1>The application cannot be loaded</h1>\n<pre>"
                + escape(reason)
                + "</pre>\n"
                + (trace.isEmpty() ? "" : "<pre>" + escape(trace) + "</pre>\n")
                + "<p>Mend it and ask again.</p>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replaceAll("[\\p{Cntrl}&&[^\t\n\r]]", "\uFFFD");
    }
}
