package gateway.sample.urlpatterns;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A site, and the framework that it is written with: both are below. */
public final class Site implements Application {

    // ---- The site: a function for each page, and which path is whose. ----

    private static final Map<String, View> URL_PATTERNS =
            Map.of("/", Site::index, "/time", Site::time, "/browser", Site::browser);

    private static String index(Map<String, Object> environ) {
        return "<p>Ask for the <a href='time'>time</a>, or for your <a href='browser'>browser</a>.";
    }

    private static String time(Map<String, Object> environ) {
        return "<p>It is "
                + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)
                + ".";
    }

    private static String browser(Map<String, Object> environ) {
        return "<p>You are " + escape(Environ.header(environ, "User-Agent").orElse("shy")) + ".";
    }

    // ---- The framework: everything that is the same for all pages. ----

    /** Writes a page, in HTML. */
    private interface View {
        String page(Map<String, Object> environ);
    }

    private static final List<Header> HEADERS =
            List.of(new Header("Content-Type", "text/html; charset=utf-8"));

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
        View view = URL_PATTERNS.get(Environ.pathInfo(environ));
        String page = view == null ? "<p>There is no such page." : view.page(environ);
        startResponse.start(view == null ? "404 Not Found" : "200 OK", HEADERS);
        return List.of(("<!DOCTYPE html>\n" + page + "\n").getBytes(UTF_8));
    }

    /** What a client has sent, as text of a page and nothing else. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
