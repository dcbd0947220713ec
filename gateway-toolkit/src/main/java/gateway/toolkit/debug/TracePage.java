package gateway.toolkit.debug;

import gateway.toolkit.page.Html;
import gateway.toolkit.page.Inlined;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is shown of an exception: as HTML that loads nothing and runs one script, which copies the
 * text; and as that text.
 *
 * @param request the request line
 * @param trace what was thrown
 * @param environ what is shown of it
 */
record TracePage(String request, Trace trace, Map<String, String> environ) {
    private static final Inlined STYLE = Inlined.of(TracePage.class, "page.css");
    private static final Inlined SCRIPT = Inlined.of(TracePage.class, "page.js");

    /** Nothing but this style and this script, whatever a message smuggles into the page. */
    static final String POLICY =
            "default-src 'none'; img-src data:; style-src "
                    + STYLE.source()
                    + "; script-src "
                    + SCRIPT.source()
                    + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** {@return trace, request and environ} */
    String text() {
        StringBuilder text = new StringBuilder(trace.text());
        text.append('\n').append(request).append("\n\n");
        environ.forEach(
                (key, value) ->
                        text.append(Visible.line(key)).append(" = ").append(value).append('\n'));
        return text.toString();
    }

    /** {@return the whole page} */
    String html() {
        Trace.Link error = trace.links().get(0);
        StringBuilder page = new StringBuilder(32 * 1024);
        page.append(
                        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(Html.escape(simple(error.type())))
                .append(" – ")
                .append(Html.escape(request))
                .append("</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<link rel=\"icon\" href=\"data:,\">\n<style>")
                .append(STYLE.text())
                .append("</style>\n</head>\n<body>\n<header>\n<p class=\"request\">")
                .append(Html.escape(request))
                .append("</p>\n<p class=\"type\">")
                .append(Html.escape(error.type()))
                .append("</p>\n<h1>")
                .append(
                        Html.escape(
                                error.message().isEmpty() ? simple(error.type()) : error.message()))
                .append("</h1>\n<button type=\"button\" id=\"copy\" hidden>Copy as text</button>\n")
                .append("</header>\n<main>\n");
        boolean open = true;
        for (Trace.Link link : trace.links()) {
            section(link, open, page);
            open = false;
        }
        environ(page);
        page.append("<section>\n<h2>As text</h2>\n")
                .append("<textarea id=\"text\" readonly rows=\"16\" spellcheck=\"false\">\n")
                .append(Html.escape(text()))
                .append("</textarea>\n</section>\n</main>\n<footer>Shown by DebugMiddleware, ")
                .append("to trusted hosts only. No code can be run from here.</footer>\n<script>")
                .append(SCRIPT.text())
                .append("</script>\n</body>\n</html>\n");
        return page.toString();
    }

    private static void section(Trace.Link link, boolean first, StringBuilder page) {
        page.append("<section>\n");
        if (!first) {
            page.append("<h2>")
                    .append(link.relation())
                    .append(" <span class=\"type\">")
                    .append(Html.escape(link.type()))
                    .append("</span></h2>\n<p class=\"message\">")
                    .append(Html.escape(link.message()))
                    .append("</p>\n");
        }
        boolean opened = false;
        List<Trace.Frame> frames = link.frames();
        for (int i = 0; i < frames.size(); ) {
            Trace.Frame frame = frames.get(i);
            if (!frame.library()) {
                boolean open = !opened && frame.excerpt().isPresent();
                frame(frame, open, page);
                opened |= open;
                i++;
                continue;
            }
            int end = i;
            while (end < frames.size() && frames.get(end).library()) {
                end++;
            }
            page.append("<details class=\"library\"><summary>")
                    .append(end - i)
                    .append(end - i == 1 ? " frame" : " frames")
                    .append(" of libraries</summary>\n");
            frames.subList(i, end).forEach(each -> frame(each, false, page));
            page.append("</details>\n");
            i = end;
        }
        if (link.inCommon() > 0) {
            page.append("<p class=\"more\">… ").append(link.inCommon()).append(" more</p>\n");
        }
        page.append("</section>\n");
    }

    private static void frame(Trace.Frame frame, boolean open, StringBuilder page) {
        StackTraceElement element = frame.element();
        String file = Objects.requireNonNullElse(element.getFileName(), "no source");
        String title =
                "<code>"
                        + Html.escape(element.getClassName())
                        + ".<b>"
                        + Html.escape(element.getMethodName())
                        + "</b></code> <span class=\"place\">"
                        + Html.escape(file)
                        + (element.getLineNumber() < 0 ? "" : ":" + element.getLineNumber())
                        + "</span>";
        if (frame.excerpt().isEmpty()) {
            page.append("<p class=\"frame\">").append(title).append("</p>\n");
            return;
        }
        page.append(
                        open
                                ? "<details class=\"frame\" open><summary>"
                                : "<details class=\"frame\"><summary>")
                .append(title)
                .append("</summary>\n<pre>");
        Excerpt excerpt = frame.excerpt().get();
        int number = excerpt.first();
        for (String line : excerpt.lines()) {
            page.append(number == excerpt.line() ? "<mark>" : "<span>")
                    .append("<i>")
                    .append(String.format("%5d", number))
                    .append("</i> ")
                    .append(Html.escape(line))
                    .append(number == excerpt.line() ? "</mark>" : "</span>")
                    .append('\n');
            number++;
        }
        page.append("</pre></details>\n");
    }

    private void environ(StringBuilder page) {
        page.append("<section>\n<h2>Environ</h2>\n<div class=\"wide\"><table>\n");
        environ.forEach(
                (key, value) ->
                        page.append("<tr><th>")
                                .append(Html.escape(Visible.line(key)))
                                .append("</th><td>")
                                .append(Html.escape(value))
                                .append("</td></tr>\n"));
        page.append("</table></div>\n</section>\n");
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
