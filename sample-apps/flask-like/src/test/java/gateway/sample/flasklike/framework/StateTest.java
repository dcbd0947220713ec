package gateway.sample.flasklike.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** Addresses, templates, and what a browser keeps from one request to the next. */
class StateTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final App app = app();

    private static App app() {
        App app = new App("test", StateTest.class);
        app.before(c -> c.g().put("seen", "<g>"));
        app.get("/place/<name>", "place", c -> c.text("name"));
        app.get("/page", "page", c -> c.render("page.html", "text", "\"<x>"));
        app.get("/lacking", "lacking", c -> c.render("page.html"));
        app.get("/urls", "urls", c -> c.url("place", "name", "ü", "n", 1) + " " + c.url(".page"));
        app.get("/elsewhere", "elsewhere", c -> c.url("nobody"));
        app.get("/flash/<text>", "flash", StateTest::flash);
        app.get("/shown", "shown", c -> c.render("flashes.html"));
        app.get("/twice", "twice", c -> c.flashes().size() + " " + c.flashes().size());
        app.get("/put/<text>", "put", StateTest::put);
        app.get("/get", "get", c -> c.session().get("kept").orElse("nothing"));
        Blueprint part = new Blueprint("part");
        part.get(
                "/",
                "index",
                c -> c.url(".index") + " " + c.url("part.other") + " " + c.url("page"));
        part.get("/other", "other", c -> c.redirect(".index"));
        app.register(part, "/part");
        return app;
    }

    private static Object flash(Context c) {
        c.flash("info", c.text("text"));
        return "";
    }

    private static Object put(Context c) {
        c.session().put("kept", c.text("text"));
        return "";
    }

    @Test
    void addressesAreBuiltBelowTheMount() throws Exception {
        TestClient client = app.testClient();
        assertEquals("/place/%C3%BC?n=1 /page", client.get("/urls").text());
        assertEquals("/part/ /part/other /page", client.get("/part/").text());
        assertEquals(client.get("/part/").text(), client.get("/part/other").text());
        assertThrows(IllegalArgumentException.class, () -> client.get("/elsewhere"));

        Client below = Client.builder(app).base("http://localhost/m%20t").build();
        assertEquals("/m%20t/place/%C3%BC?n=1 /m%20t/page", below.get("/urls").text());
        assertEquals("/m%20t/part/", below.get("/part/other").header("Location").orElseThrow());
    }

    @Test
    void whatTemplatesShowIsEscaped() throws Exception {
        assertEquals(
                "<p title=\"&quot;&lt;x&gt;\">&quot;&lt;x&gt; &lt;g&gt;"
                        + " /place/a%20b?q=1%262</p>\n",
                app.testClient().get("/page").text());
    }

    @Test
    void whatATemplateLacksIsAnError() throws Exception {
        TestClient client = app.testClient();
        assertThrows(Exception.class, () -> client.get("/lacking"));
    }

    @Test
    void aMessageIsShownOnce() throws Exception {
        TestClient client = app.testClient();
        client.get("/flash/one");
        client.get("/flash/two");
        assertEquals("[info: one][info: two]", client.get("/shown").text());
        assertEquals("", client.get("/shown").text());
        client.get("/flash/three");
        assertEquals("1 1", client.get("/twice").text());
        assertEquals("0 0", client.get("/twice").text());
    }

    @Test
    void aSessionIsTheBrowsersAndNobodyElses() throws Exception {
        app.start(Map.of("test.secret", SECRET));
        Client client = Client.of(app);
        Answer put = client.get("/put/this");
        String cookie = put.header("Set-Cookie").orElseThrow();
        assertTrue(cookie.startsWith("test=") && cookie.contains("HttpOnly"), cookie);
        assertEquals("this", client.get("/get").text());
        assertEquals("nothing", Client.of(app).get("/get").text());

        String value = cookie.substring(0, cookie.indexOf(';'));
        App same = app();
        same.start(Map.of("test.secret", SECRET));
        assertEquals("this", with(value, same));
        App other = app();
        other.start(Map.of("test.secret", SECRET.replace('0', '1')));
        assertEquals("nothing", with(value, other));
        App random = app();
        random.start(Map.of());
        assertEquals("nothing", with(value, random));
    }

    private static String with(String cookie, App app) throws Exception {
        return Client.builder(app).header("Cookie", cookie).build().get("/get").text();
    }

    @Test
    void aShortSecretIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> app.start(Map.of("test.secret", "short")));
    }
}
