package gateway.toolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.Middleware;
import gateway.api.StartResponse;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each error answers with its status, its page in two formats, and the fields its RFC asks for. */
class HttpExceptionTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    /** What one call gave. */
    private static final class Answer implements StartResponse {
        String status = "";
        List<Header> headers = List.of();
        @Nullable Throwable error;
        String body = "";

        @Override
        public void start(String status, List<Header> headers, @Nullable Throwable error) {
            if (error == null && !this.status.isEmpty()) {
                throw new IllegalStateException("SR-2");
            }
            this.status = status;
            this.headers = headers;
            this.error = error;
        }

        Optional<String> header(String name) {
            return headers.stream().filter(h -> h.name().equals(name)).map(Header::value).findAny();
        }
    }

    private static Answer call(Application application, String accept) throws Exception {
        Map<String, Object> environ = new HashMap<>();
        if (!accept.isEmpty()) {
            environ.put("HTTP_ACCEPT", accept);
        }
        Answer answer = new Answer();
        StringBuilder body = new StringBuilder();
        for (byte[] array : application.call(environ, answer)) {
            body.append(new String(array, UTF_8));
        }
        answer.body = body.toString();
        return answer;
    }

    @ParameterizedTest
    @EnumSource
    void answersABrowserWithHtml(HttpError error) throws Exception {
        Answer answer = call(HttpException.of(error.status()), BROWSER);
        String title = error.title().replace("'", "&#39;");
        assertEquals(error.status() + " " + error.title(), answer.status);
        assertEquals("text/html; charset=utf-8", answer.header("Content-Type").orElseThrow());
        assertTrue(
                answer.body.startsWith(
                        "<!doctype html>\n<html lang=en>\n<title>"
                                + error.status()
                                + " "
                                + title
                                + "</title>\n<h1>"
                                + title
                                + "</h1>\n<p>"),
                answer.body);
        assertTrue(answer.body.contains(error.description().replace("'", "&#39;")), answer.body);
    }

    @ParameterizedTest
    @EnumSource
    void answersOthersWithText(HttpError error) throws Exception {
        Answer answer = call(new HttpException(error), "");
        assertEquals("text/plain; charset=utf-8", answer.header("Content-Type").orElseThrow());
        assertEquals("Accept", answer.header("Vary").orElseThrow());
        assertEquals(
                error.status() + " " + error.title() + "\n\n" + error.description() + "\n",
                answer.body);
    }

    @ParameterizedTest
    @EnumSource
    void carriesAStackTraceOnlyIfTheServerIsToBlame(HttpError error) {
        assertEquals(error.status() >= 500, new HttpException(error).getStackTrace().length > 0);
    }

    @Test
    void coversTheStatusesOfTheRfcs() {
        assertEquals(
                List.of(
                        400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 416,
                        417, 418, 421, 422, 423, 424, 428, 429, 431, 451, 500, 501, 502, 503, 504,
                        505),
                Arrays.stream(HttpError.values()).map(HttpError::status).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 399, 402, 426, 499, 506, 600})
    void knowsNoOtherStatus(int status) {
        assertThrows(IllegalArgumentException.class, () -> HttpException.of(status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html | true",
                "TEXT/HTML | true",
                "text/html;q=0.5, text/plain;q=0.4 | true",
                "text/html;q=0.4, text/plain;q=0.5 | false",
                "text/html;q=0 | false",
                "text/html;q=0.001 | true",
                "text/html;q=2 | false",
                "text/html;q=x | false",
                "text/html;q= | false",
                "text/html;q=0.1234 | true",
                "text/html;level=1;Q=1 | true",
                "application/xhtml+xml | true",
                "text/htmlx | false",
                "*/* | false",
                "text/* | false",
                "application/json | false",
                ",,;;,=,text/html;; | true",
            })
    void choosesTheFormatByAccept(String accept, boolean html) throws Exception {
        assertEquals(html, call(HttpException.notFound(), accept).body.startsWith("<!doctype"));
    }

    @Test
    void escapesTheDescription() throws Exception {
        HttpException exception = HttpException.badRequest("<script>alert(\"1\") & '2'</script>");
        assertTrue(
                call(exception, BROWSER)
                        .body
                        .endsWith(
                                "<p>&lt;script&gt;alert(&quot;1&quot;) &amp;"
                                        + " &#39;2&#39;&lt;/script&gt;</p>\n"));
        assertTrue(call(exception, "").body.contains("<script>"));
    }

    @Test
    void sendsTheFieldsThatBelongToAStatus() throws Exception {
        assertEquals(
                Optional.of("GET, HEAD, POST"),
                call(HttpException.methodNotAllowed(List.of("POST", "HEAD", "GET")), "")
                        .header("Allow"));
        assertEquals(
                Optional.of(""),
                call(HttpException.methodNotAllowed(List.of()), "").header("Allow"));
        assertEquals(
                Optional.of("bytes */47"),
                call(HttpException.rangeNotSatisfiable(47), "").header("Content-Range"));
        assertEquals(
                Optional.of("3"),
                call(
                                HttpException.retryAfter(
                                        HttpError.TOO_MANY_REQUESTS, Duration.ofMillis(2001)),
                                "")
                        .header("Retry-After"));
        assertEquals(
                Optional.of("Sun, 06 Nov 1994 08:49:37 GMT"),
                call(
                                HttpException.retryAfter(
                                        HttpError.SERVICE_UNAVAILABLE,
                                        Instant.parse("1994-11-06T08:49:37.9Z")),
                                "")
                        .header("Retry-After"));
        assertEquals(
                List.of("Basic realm=\"a\"", "Bearer"),
                HttpException.unauthorized("Basic realm=\"a\"", "Bearer").headers().stream()
                        .map(Header::value)
                        .toList());
    }

    @Test
    void refusesWhatNoFieldCanSay() {
        assertThrows(IllegalArgumentException.class, () -> HttpException.rangeNotSatisfiable(-1));
        assertThrows(
                IllegalArgumentException.class,
                () -> HttpException.retryAfter(HttpError.TOO_MANY_REQUESTS, Duration.ofMillis(-1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> HttpException.unauthorized("Basic\r\nSet-Cookie: a=b"));
    }

    @Test
    void isAnsweredByTheMiddlewareInPlaceOfWhatWasStarted() throws Exception {
        HttpException gone = new HttpException(HttpError.GONE);
        Application inner =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of(new Header("X", "1")));
                    throw gone;
                };
        Answer answer = call(HttpException.answered().applyTo(inner), "");
        assertEquals("410 Gone", answer.status);
        assertSame(gone, answer.error);
        assertFalse(answer.header("X").isPresent());
    }

    @Test
    void isAnsweredByAPageOfOnesOwn() throws Exception {
        HttpException gone = new HttpException(HttpError.GONE);
        Application inner =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    throw gone;
                };
        Middleware pages =
                HttpException.answered(
                        e ->
                                (environ, startResponse) -> {
                                    startResponse.start("418 " + e.status(), List.of());
                                    return List.of();
                                });
        Answer answer = call(pages.applyTo(inner), "");
        assertEquals("418 410", answer.status);
        assertSame(gone, answer.error);
    }

    @Test
    void leavesOtherAnswersAndExceptionsAlone() throws Exception {
        IllegalStateException other = new IllegalStateException();
        Application failing =
                (environ, startResponse) -> {
                    throw other;
                };
        Application fine =
                (environ, startResponse) -> {
                    startResponse.start("200 OK", List.of());
                    return List.of(new byte[] {'x'});
                };
        assertSame(
                other,
                assertThrows(
                        IllegalStateException.class,
                        () -> call(HttpException.answered().applyTo(failing), "")));
        assertEquals("x", call(HttpException.answered().applyTo(fine), "").body);
    }
}
