package gateway.toolkit.testing;

import static gateway.toolkit.testing.ClientTest.ECHO;
import static gateway.toolkit.testing.ClientTest.TEXT;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Redirects are followed as browsers do, and never out of the application. */
class ClientRedirectsTest {
    /** {@code /302?/there} redirects to {@code /there} with 302, all else is shown. */
    private static final Application REDIRECTING =
            (environ, startResponse) -> {
                String path = Environ.pathInfo(environ);
                if (!path.matches("/30[0-9]")) {
                    return ECHO.call(environ, startResponse);
                }
                startResponse.start(
                        path.substring(1) + " Moved",
                        List.of(TEXT, new Header("Location", Environ.queryString(environ))));
                return List.of();
            };

    @ParameterizedTest
    @CsvSource({
        "301, GET, GET, ''",
        "301, POST, GET, ''",
        "301, PUT, PUT, x",
        "302, POST, GET, ''",
        "302, DELETE, DELETE, x",
        "303, POST, GET, ''",
        "303, PUT, GET, ''",
        "303, GET, GET, ''",
        "307, POST, POST, x",
        "308, PUT, PUT, x",
        "300, GET, -, ''",
        "304, GET, -, ''",
    })
    void followsRedirects(String status, String method, String then, String body) throws Exception {
        Client client = Client.builder(REDIRECTING).followRedirects().build();
        EnvironBuilder request =
                client.request(method, "/" + status + "?../there")
                        .header("X-A", "1")
                        .header("Content-Language", "en");
        if (!method.equals("GET")) {
            request.content(Content.text("x"));
        }
        Answer answer = client.send(request);
        if (then.equals("-")) {
            assertEquals(Integer.parseInt(status), answer.code());
            assertEquals(List.of(), answer.history());
            return;
        }
        String type = body.isEmpty() ? "-" : "text/plain; charset=utf-8";
        assertEquals(then + "|/there|" + type + "|-|1|" + body, answer.text());
        assertEquals("http://localhost/there", answer.url());
        assertEquals(status + " Moved", answer.history().get(0).status());
        assertEquals(1, answer.history().size());
    }

    @Test
    void staysWithHeadAfter303() throws Exception {
        Client client = Client.of(REDIRECTING);
        assertEquals("", client.follow(client.request("HEAD", "/303?/x")).text());
        assertEquals("303 Moved", client.get("/303?/x").status(), "not unless asked to");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/m/",
                "//evil.example/m/",
                "http://evil-h.example/m/",
                "http://sub.h.example/m/",
                "http://h.example:81/m/",
                "/",
                "/mx",
                "/m/../x",
                "../../x",
                "/m/308?/m/308?/x",
            })
    void leavesNeitherSiteNorMount(String location) {
        Client client =
                Client.builder(REDIRECTING).base("http://h.example/m").followRedirects().build();
        assertThrows(IllegalStateException.class, () -> client.get("/308?" + location));
    }

    @Test
    void followsToSubdomainsAndToHttpsWhereItMay() throws Exception {
        Client client =
                Client.builder(REDIRECTING)
                        .base("http://h.example/m")
                        .followRedirects()
                        .allowSubdomains()
                        .build();
        assertEquals("http://a.h.example/m/x", client.get("/307?http://a.h.example/m/x").url());
        assertEquals("https://h.example/m", client.get("/307?https://h.example/m").url());
        assertThrows(IllegalStateException.class, () -> client.get("/307?http://ah.example/m/x"));
        Application authorized =
                (environ, startResponse) -> {
                    if (Environ.pathInfo(environ).equals("/seen")) {
                        assertTrue(Environ.header(environ, "Authorization").isEmpty());
                    }
                    return REDIRECTING.call(environ, startResponse);
                };
        Client other =
                Client.builder(authorized).base("http://h.example").allowSubdomains().build();
        assertEquals(
                200,
                other.follow(
                                other.request("GET", "/307?http://a.h.example/seen")
                                        .basicAuth("user", "pass"))
                        .code());
    }

    @Test
    void givesUpInALoop() {
        Client client =
                Client.of(
                        (environ, startResponse) -> {
                            startResponse.start(
                                    "302 Found", List.of(TEXT, new Header("Location", "/x")));
                            return List.of();
                        });
        assertThrows(IllegalStateException.class, () -> client.follow(client.request("GET", "/x")));
    }
}
