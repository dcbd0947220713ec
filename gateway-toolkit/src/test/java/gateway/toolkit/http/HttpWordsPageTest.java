package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Header;
import gateway.toolkit.exchange.GuidePage;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every example of the guide, compiled and run: the lines between {@code // show} and {@code //
 * end} are the blocks of {@code docs/http-words.md}, in the same order.
 */
class HttpWordsPageTest {
    @Test
    void conditionalRequest() {
        Map<String, Object> environ =
                Map.of("REQUEST_METHOD", "GET", "HTTP_IF_NONE_MATCH", "\"v7\"");
        // show
        Representation page = Representation.ofLength(5120).withTag(EntityTag.strong("v7"));
        Outcome outcome = Preconditions.evaluate(Conditions.of(environ), page);
        int status = outcome.status(); // 304 if the client has "v7", else 200, 206, 412 or 416
        // end
        assertEquals(304, status);
    }

    @Test
    void cookies() {
        String token = "s3cret";
        // show
        Pairs cookies = Cookies.parse("theme=dark; __Host-id=s3cret");
        Optional<String> id = cookies.first("__Host-id");
        SetCookie cookie = SetCookie.of("__Host-id", token).withHttpOnly();
        // end
        assertEquals(Optional.of(token), id);
        assertEquals("__Host-id=s3cret; Secure; HttpOnly; Path=/", cookie.headerValue());
    }

    @Test
    void negotiation() {
        // show
        Accept accept = AcceptMediaTypes.parse("text/html, application/json;q=0.9, image/*;q=0.1");
        Optional<String> best = accept.best(List.of("application/json", "text/html"));
        boolean image = accept.accepts("image/png"); // true, with accept.quality of 100 in 1000
        // end
        assertEquals(Optional.of("text/html"), best);
        assertTrue(image);
    }

    @Test
    void downloads() {
        // show
        Header type =
                new Header("Content-Type", FileType.of("notes.md").orElseThrow().headerValue());
        Header name =
                new Header(
                        "Content-Disposition",
                        ContentDisposition.attachment("naïve.md").headerValue());
        Optional<Path> file = SafePath.safeJoin(Path.of("public"), "docs/../notes.md");
        // end
        assertEquals("text/markdown; charset=utf-8", type.value());
        assertEquals(
                "attachment; filename=\"na_ve.md\"; filename*=UTF-8''na%C3%AFve.md", name.value());
        assertEquals(Optional.of(Path.of("public", "notes.md")), file);
    }

    @Test
    void partialContent() {
        Conditions conditions =
                Conditions.of(Map.of("REQUEST_METHOD", "GET", "HTTP_RANGE", "bytes=0-99,5000-"));
        List<String> log = new ArrayList<>();
        // show
        Outcome outcome = Preconditions.evaluate(conditions, Representation.ofLength(5120));
        if (outcome instanceof Outcome.Partial partial) {
            partial.ranges().forEach(range -> log.add(range.first() + " + " + range.length()));
        } else if (outcome instanceof Outcome.RangeNotSatisfiable none) {
            log.add(none.contentRange().headerValue());
        }
        // end
        assertEquals(List.of("0 + 100", "5000 + 120"), log);
    }

    @Test
    void caching() {
        // show
        CacheControl control = CacheControl.of("public").with("max-age", Duration.ofHours(12));
        Optional<Duration> age = CacheControl.parse("no-cache, max-age=60").maxAge();
        String date = HttpDate.format(Instant.parse("1994-11-06T08:49:37Z"));
        Optional<Instant> time = HttpDate.parse("Sunday, 06-Nov-94 08:49:37 GMT");
        // end
        assertEquals("public, max-age=43200", control.headerValue());
        assertEquals(Optional.of(Duration.ofMinutes(1)), age);
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", date);
        assertEquals(Optional.of(date), time.map(HttpDate::format));
    }

    @Test
    void credentials() {
        // show
        Optional<BasicCredentials> login =
                Authorization.parse("Basic dXNlcjpwYXNz").flatMap(Authorization::basic);
        String challenge = Challenge.basic("Members").headerValue();
        // end
        assertEquals(Optional.of(new BasicCredentials("user", "pass")), login);
        assertEquals("Basic realm=\"Members\", charset=UTF-8", challenge);
    }

    @Test
    void parametersAndLists() {
        // show
        Options part = Options.parse("form-data; name=\"x\"; filename*=UTF-8''na%C3%AFve.txt");
        String safe = SecureFileName.of(part.get("filename").orElse("")); // "naive.txt"
        TokenSet vary = TokenSet.parse("accept, COOKIE").with("Accept-Encoding");
        List<String> items = FieldList.parse("a, \"b, c\""); // [a] and [b, c]
        // end
        assertEquals("naive.txt", safe);
        assertTrue(vary.contains("Cookie"));
        assertEquals(List.of("a", "b, c"), items);
    }

    @Test
    void urls() {
        // show
        Pairs query = Query.parse("q=two+words&tag=a&tag=b");
        String next = Query.format(query.without("tag").with("page", "2"));
        String path = "/files/" + PercentCoding.encodeSegment("50% off/new");
        // end
        assertEquals("q=two+words&page=2", next);
        assertEquals("/files/50%25%20off%2Fnew", path);
    }

    @Test
    void thePageShowsTheseExamples() throws IOException {
        GuidePage.check("http-words.md", HttpWordsPageTest.class);
        GuidePage.checkTutorial(HttpWordsPageTest.class);
    }
}
