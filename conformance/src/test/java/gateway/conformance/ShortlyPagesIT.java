package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** The sample {@code shortly} as somebody with a browser sees it. */
@NeedsBrowser
@Timeout(300)
class ShortlyPagesIT {
    @Test
    void tellTheWholeStory(@TempDir Path folder) throws Exception {
        try (Browser browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
                Server elsewhere = Server.run("hello");
                Server server =
                        Server.run("shortly", "--set", "shortly.file=" + folder.resolve("links"))) {
            String home = server.home().toString();
            String far = elsewhere.home() + "a/long/way?to=go#there";

            browser.go(home);
            assertEquals("Make a URL short", browser.text("h1"));
            // The policy lets its own style sheet through.
            assertEquals("12px", browser.style("main", "border-top-left-radius"));

            browser.type("#url", "javascript:alert(1)" + Browser.ENTER);
            assertEquals(home, browser.url());
            assertTrue(browser.text("[role=alert]").contains("http://"));

            browser.go(home);
            browser.type("#url", far);
            browser.click("button");
            browser.awaitUrl(home + "1+");
            assertEquals("A link to 127.0.0.1", browser.text("h1"));
            assertEquals(home + "1", browser.text(".short a"));
            assertEquals(far, browser.text("dd a"));
            assertEquals("0", browser.text("#clicks"));

            browser.click(".short a");
            browser.awaitUrl(far);
            assertEquals("Hello, World!", browser.text("body"));

            browser.go(home + "1+");
            assertEquals("1", browser.text("#clicks"));
            browser.click("main > p:last-child a");
            browser.awaitUrl(home);

            browser.go(home + "nowhere");
            assertEquals("Not Found", browser.text("h1"));
            browser.click("main a");
            browser.awaitUrl(home);
        }
    }
}
