package gateway.toolkit.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.exchange.Exchange;
import gateway.toolkit.exchange.GuidePage;
import gateway.toolkit.forms.FormRules;
import gateway.toolkit.forms.Upload;
import gateway.toolkit.http.Authorization;
import gateway.toolkit.http.BasicCredentials;
import gateway.toolkit.http.SecureFileName;
import gateway.toolkit.response.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every example of {@code docs/requests.md}, compiled and run. */
class RequestsPageTest {
    @Test
    void reading() {
        Map<String, Object> environ =
                Exchange.get("/?name=Ann").header("Accept-Language", "de").environ();
        // show
        Request request = Request.of(environ);
        String name = request.args().first("name").orElse("World");
        Optional<String> language = request.acceptLanguages().best(List.of("en", "de"));
        // end
        assertEquals("Ann", name);
        assertEquals(Optional.of("de"), language);
    }

    @Test
    void upload(@TempDir Path photos) throws Exception {
        // show
        Application upload =
                (environ, startResponse) -> {
                    try (Request request = Request.of(environ)) {
                        Upload photo = request.file("photo"); // 400 if there is none
                        String name = SecureFileName.of(photo.filename());
                        if (name.isEmpty()) { // No file was chosen, or its name says nothing.
                            throw new HttpException(HttpError.BAD_REQUEST, "Choose a file.");
                        }
                        photo.saveTo(photos.resolve(name));
                        return Response.redirect("/photos").call(environ, startResponse);
                    }
                };
        Application application = HttpException.answered().applyTo(upload);
        // end
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../me.png\"\r\n\r\n1\r\n--b--";
        String type = "multipart/form-data; boundary=b";
        assertEquals(303, Exchange.post(type, body).call(application).code());
        assertEquals("1", Files.readString(photos.resolve("me.png")));
        assertEquals(400, Exchange.post(type, "--b--").call(application).code());
        String none = body.replace("../me.png", "");
        assertEquals(400, Exchange.post(type, none).call(application).code());
    }

    @Test
    void json() throws IOException {
        Map<String, Object> environ = Exchange.post("application/json", "{}").environ();
        // show
        Request request = Request.of(environ);
        String json = request.jsonText(); // 415 if it is something else, 400 if it is not UTF-8
        Optional<BasicCredentials> login = request.authorization().flatMap(Authorization::basic);
        // end
        assertEquals("{}", json);
        assertTrue(login.isEmpty());
    }

    @Test
    void rules() {
        Map<String, Object> environ =
                Exchange.get("/?a=b").header("Host", "www.example.com").environ();
        // show
        RequestRules rules =
                RequestRules.DEFAULT
                        .withTrustedHosts(new TrustedHosts(List.of(".example.com")))
                        .withContent(20_000_000) // octets of any body
                        .withForms(FormRules.DEFAULT.withParts(50));
        String link = Request.of(environ, rules).url().origin() + "/confirm";
        // end
        assertEquals("http://www.example.com/confirm", link);
    }

    @Test
    void thePageShowsTheseExamples() throws IOException {
        GuidePage.check("requests.md", RequestsPageTest.class);
        GuidePage.checkTutorial(RequestsPageTest.class);
    }
}
