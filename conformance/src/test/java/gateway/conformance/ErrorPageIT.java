package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.StartResponse;
import gateway.server.Gateway;
import gateway.toolkit.debug.DebugMiddleware;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The error page of the toolkit, as a browser gets it from the server. */
@NeedsBrowser
@Timeout(300)
class ErrorPageIT {
    private static final Tool CHROMIUM = new Tool("chromium");

    /** Would load something, run something and leave the page, if it became a part of it. */
    private static final String HOSTILE =
            "it <failed>: </textarea></script><img src=/leak-1><script>fetch('/leak-2')</script>"
                    + "<link rel=stylesheet href=/leak-3><iframe src=/leak-4></iframe>"
                    + "<meta http-equiv=refresh content='0;url=/leak-5'>";

    /** Remembers what was asked for, and fails. */
    private static final class Broken implements Application {
        private final List<String> asked = new CopyOnWriteArrayList<>();

        @Override
        public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
            asked.add(Environ.pathInfo(environ));
            throw new IllegalStateException(HOSTILE, new ArithmeticException("the cause"));
        }
    }

    /** The document, once its scripts have run. */
    private static String document(Path profile, String url) throws Exception {
        return CHROMIUM.run(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + profile,
                // A name of anybody's may point here; no other is found.
                "--host-resolver-rules=MAP evil.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--virtual-time-budget=2000",
                "--dump-dom",
                url);
    }

    @Test
    void isShownToThisMachineAndLoadsNothing(@TempDir Path profile) throws Exception {
        CHROMIUM.require();
        Broken broken = new Broken();
        Application debugged =
                DebugMiddleware.builder()
                        .sourceRoot(Checkout.top().resolve("conformance/src/test/java"))
                        .wrap(broken);
        try (Gateway gateway = Gateway.serving(debugged).on("127.0.0.1", 0).start()) {
            String address = "127.0.0.1:" + gateway.uri().getPort();
            String page = document(profile.resolve("one"), "http://" + address + "/boom?a=1");

            // It shows what, where and why.
            assertTrue(page.contains("<h1>it &lt;failed&gt;: &lt;/textarea&gt;"), page);
            assertTrue(page.contains("ErrorPageIT$Broken.<b>call</b>"), page);
            assertTrue(page.contains("<mark>"), page);
            assertTrue(page.contains("throw new IllegalStateException(HOSTILE"), page);
            assertTrue(page.contains("<th>HTTP_USER_AGENT</th>"), page);

            // The text to copy holds the trace and the environ.
            int start = page.indexOf("<textarea");
            String text = page.substring(start, page.indexOf("</textarea>", start));
            assertTrue(text.contains("java.lang.IllegalStateException: it &lt;failed&gt;"), text);
            assertTrue(
                    text.contains(
                            "\tat gateway.conformance.ErrorPageIT$Broken.call(ErrorPageIT.java:"),
                    text);
            assertTrue(text.contains("Caused by: java.lang.ArithmeticException: the cause"), text);
            assertTrue(text.contains("QUERY_STRING = \"a=1\""), text);

            // Its own script has run, and shows the button; no other has, and nothing was loaded.
            assertTrue(page.contains("<button type=\"button\" id=\"copy\">Copy as text"), page);
            assertEquals(List.of("/boom"), broken.asked);

            String foreign =
                    document(
                            profile.resolve("two"),
                            "http://evil.example:" + gateway.uri().getPort() + "/boom");
            assertEquals("/boom", broken.asked.get(1), "it was asked");
            assertTrue(foreign.contains("500"), foreign);
            for (String inside :
                    List.of("IllegalState", "failed", "ErrorPageIT", "cause", "at gateway")) {
                assertFalse(foreign.contains(inside), foreign);
            }
        }
    }
}
