package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** The sample {@code flask-like} as somebody with a browser sees it: forms, session, messages. */
@NeedsBrowser
@Timeout(300)
class FlaskLikePagesIT {
    @Test
    void tellTheWholeStory(@TempDir Path folder) throws Exception {
        try (Browser browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
                Server server = Server.run("flask-like")) {
            String home = server.home().toString();

            browser.go(home);
            assertEquals("Nobody has left a note yet.", browser.text("main"));
            // The style sheet is found.
            assertEquals("rgba(246, 244, 238, 1)", browser.style("body", "background-color"));

            // Each step asks first for what only the next page has, which the browser waits for.
            browser.click("header a[href='/login']");
            browser.type("input[name=name]", "Ada <b>" + Browser.ENTER);
            assertEquals("Welcome, Ada <b>!", browser.text(".flash.info"));
            browser.awaitUrl(home);

            browser.type("textarea", "<script>alert(1)</script>");
            browser.click("form.note button");
            assertEquals("<script>alert(1)</script>", browser.text("article p"));
            assertEquals("Ada <b>", browser.text("article footer"));
            browser.awaitUrl(home);

            // An empty note is refused, with a message that is gone on the next page.
            browser.click("form.note button");
            assertEquals("A note has 1 to 500 characters.", browser.text(".flash.error"));
            browser.go(home);
            assertFalse(browser.text("body").contains("1 to 500"), browser.text("body"));

            browser.click("header a[href^='/hello/']");
            assertEquals("Hello, Ada <b>!", browser.text("pre"));

            browser.go(home);
            browser.click("header form button");
            assertEquals("Say who you are", browser.text("header a[href='/login']"));
            assertEquals("<script>alert(1)</script>", browser.text("article p"));

            browser.go(home + "nowhere");
            assertEquals("Not found", browser.text("h1"));
        }
    }
}
