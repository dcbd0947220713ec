package gateway.toolkit.request;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Environ;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.exchange.Exchange;
import gateway.toolkit.forms.FormRules;
import gateway.toolkit.forms.Upload;
import gateway.toolkit.http.EntityTags;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.http.Pairs;
import gateway.toolkit.response.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a request says of an environ, and whom it blames for what. */
@SuppressWarnings("InputStreamSlowMultibyteRead") // Tests read little.
class RequestTest {
    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=b";
    private static final String UPLOAD =
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n\"\r\n\r\n12345\r\n--b--";

    private static Request request(Exchange exchange) {
        return Request.of(exchange.environ());
    }

    private static void refused(int status, Executable code) {
        assertEquals(status, assertThrows(HttpException.class, code).status());
    }

    @ParameterizedTest
    @CsvSource({
        "http, ex.com, ex.com",
        "http, ex.com:80, ex.com",
        "http, ex.com:443, ex.com:443",
        "https, ex.com:443, ex.com",
        "https, ex.com:80, ex.com:80",
        "https, EX.com:8443, ex.com:8443",
        "http, [::1]:80, [::1]",
    })
    void host(String scheme, String host, String expected) {
        Exchange exchange = Exchange.get("/").put(Environ.URL_SCHEME, scheme).header("Host", host);
        assertEquals(expected, request(exchange).host().toString());
        assertEquals(scheme + "://" + expected, request(exchange).url().origin());
    }

    @Test
    void hostOfTheServerWhereTheClientNamesNone() {
        Exchange exchange = Exchange.get("/").without("HTTP_HOST");
        assertEquals("127.0.0.1:8080", request(exchange).host().toString());
        exchange.put(Environ.SERVER_PORT, "80").put(Environ.SERVER_NAME, "[::1]");
        assertEquals("[::1]", request(exchange).host().toString());
    }

    @Test
    void hostsThatAreNot() {
        for (String host : List.of("ex_com", "a@b", "a b", "ex.com:abc", "")) {
            Request request = request(Exchange.get("/").header("Host", host));
            refused(400, request::host);
            refused(400, request::url);
        }
    }

    @Test
    void hostsThatAreNotTrusted() {
        RequestRules rules =
                RequestRules.DEFAULT.withTrustedHosts(new TrustedHosts(List.of("example.com")));
        Exchange good = Exchange.get("/").header("Host", "example.com:8080");
        assertEquals("example.com:8080", Request.of(good.environ(), rules).host().toString());
        Exchange bad = Exchange.get("/").header("Host", "example.com.evil.org");
        refused(400, () -> Request.of(bad.environ(), rules).url());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/a%20b?x=1, '', /a%20b, http://localhost:8080/a%20b?x=1, http://localhost:8080/a%20b, /a%20b?x=1",
                "/m//p?, /m, //p, http://localhost:8080/m//p?, http://localhost:8080/m//p, /m//p?",
                "/m, /m, '', http://localhost:8080/m, http://localhost:8080/m, /m",
            })
    void url(
            String target,
            String mount,
            String path,
            String whole,
            String withoutQuery,
            String pathAndQuery) {
        Exchange exchange =
                Exchange.get(target)
                        .put(Environ.RAW_SCRIPT_NAME, mount)
                        .put(Environ.RAW_PATH_INFO, path);
        RequestUrl url = request(exchange).url();
        assertEquals(whole, url.toString());
        assertEquals(withoutQuery, url.withoutQuery());
        assertEquals(pathAndQuery, url.pathAndQuery());
        assertEquals("http://localhost:8080" + mount + "/", url.root());
    }

    @Test
    void args() {
        Request request = request(Exchange.get("/?q=two+words&tag=a&tag=%C3%A9&x"));
        assertEquals(Pairs.of("q", "two words", "tag", "a", "tag", "é", "x", ""), request.args());
        assertSame(request.args(), request.args());
        assertEquals("a", request.arg("tag"));
        refused(400, () -> request.arg("none"));
    }

    @Test
    void headers() {
        Exchange exchange =
                Exchange.of("GET", "/p")
                        .header("Cookie", "a=1; b=\"2\"")
                        .header("Authorization", "Basic dXNlcjpwYXNz")
                        .header("Accept", "text/html, application/json;q=0.9")
                        .header("Accept-Language", "de, en;q=0.5")
                        .header("Accept-Encoding", "gzip")
                        .header("Accept-Charset", "utf-8")
                        .header("Cache-Control", "no-cache")
                        .header("If-None-Match", "\"x\"")
                        .header("Range", "bytes=0-1")
                        .put(Environ.REMOTE_USER, "ann");
        Request request = request(exchange);
        assertEquals("GET", request.method());
        assertEquals("/p", request.path());
        assertEquals("", request.mount());
        assertEquals(Optional.of("ann"), request.remoteUser());
        assertEquals(Pairs.of("a", "1", "b", "2"), request.cookies());
        assertEquals("user", request.authorization().orElseThrow().basic().orElseThrow().user());
        assertEquals(900, request.acceptMediaTypes().quality("application/json"));
        assertEquals(Optional.of("de"), request.acceptLanguages().best(List.of("en", "de")));
        assertTrue(request.acceptEncodings().accepts("gzip"));
        assertTrue(request.acceptCharsets().accepts("UTF-8"));
        assertTrue(request.cacheControl().isNoCache());
        assertEquals(Optional.of(EntityTags.parse("\"x\"")), request.conditions().ifNoneMatch());
        assertTrue(request.conditions().range().isPresent());
        assertEquals(Optional.empty(), request.header("X-None"));
    }

    @Test
    void withoutHeaders() {
        Request request = request(Exchange.get("/"));
        assertEquals(Pairs.EMPTY, request.cookies());
        assertEquals(Optional.empty(), request.authorization());
        assertTrue(request.acceptMediaTypes().accepts("image/png"));
        assertTrue(request.acceptLanguages().accepts("fr"));
        assertTrue(request.acceptCharsets().accepts("koi8-r"));
        assertEquals(false, request.acceptEncodings().accepts("gzip"));
        assertEquals(OptionalLong.of(0), request.contentLength());
        assertEquals(Optional.empty(), request.contentType());
        assertEquals(false, request.isSecure());
    }

    @Test
    void accessRoute() {
        assertEquals(List.of("127.0.0.1"), request(Exchange.get("/")).accessRoute());
        Exchange exchange = Exchange.get("/").header("X-Forwarded-For", "10.0.0.1, 10.0.0.2");
        assertEquals(List.of("10.0.0.1", "10.0.0.2"), request(exchange).accessRoute());
        assertEquals(Optional.of("127.0.0.1"), request(exchange).remoteAddress());
        Exchange socket = Exchange.get("/").without(Environ.REMOTE_ADDR);
        assertEquals(List.of(), request(socket).accessRoute());
    }

    @Test
    void dataTextAndStreamAgainAndAgain() throws IOException {
        Request request =
                request(Exchange.post("text/plain; charset=iso-8859-1", new byte[] {-23}));
        assertEquals("é", request.text());
        assertArrayEquals(new byte[] {-23}, request.data());
        assertArrayEquals(new byte[] {-23}, request.stream().readAllBytes());
        assertEquals(OptionalLong.of(1), request.contentLength());
    }

    @Test
    void aFormAfterItsData() throws IOException {
        Request request = request(Exchange.post(URLENCODED, "a=1&b=2"));
        assertEquals("a=1&b=2", request.text());
        assertEquals("2", request.field("b"));
    }

    @Test
    void valuesOfQueryAndForm() throws IOException {
        Exchange exchange = Exchange.post(URLENCODED, "a=2&b=3").put(Environ.QUERY_STRING, "a=1");
        assertEquals(Pairs.of("a", "1", "a", "2", "b", "3"), request(exchange).values());
    }

    @Test
    void whatIsReadCannotBeReadOtherwise() throws IOException {
        Request form = request(Exchange.post(URLENCODED, "a=1"));
        assertEquals("1", form.field("a"));
        assertSame(form.form(), form.form());
        assertThrows(IllegalStateException.class, form::data);
        assertThrows(IllegalStateException.class, form::stream);
        Request stream = request(Exchange.post(URLENCODED, "a=1"));
        assertEquals('a', stream.stream().read());
        assertThrows(IllegalStateException.class, stream::form);
        assertThrows(IllegalStateException.class, stream::stream);
    }

    @Test
    void noForm() throws IOException {
        Request request = request(Exchange.post("application/json", "{}"));
        assertEquals(Pairs.EMPTY, request.form().fields());
        assertEquals("{}", request.jsonText());
        refused(400, () -> request.field("a"));
        refused(400, () -> request.file("a"));
        refused(415, request::multipart);
    }

    @Test
    void filesUntilTheRequestIsClosed() throws IOException {
        RequestRules rules = RequestRules.DEFAULT.withForms(FormRules.DEFAULT.withFileMemory(1));
        Upload file;
        try (Request request = Request.of(Exchange.post(MULTIPART, UPLOAD).environ(), rules)) {
            file = request.file("f");
            assertEquals("12345", new String(file.bytes(), UTF_8));
            assertEquals("1", request.field("a"));
        }
        assertThrows(IOException.class, file::bytes);
    }

    @Test
    void filesUntilTheServerSaysThatTheRequestIsOver() throws Exception {
        RequestRules rules = RequestRules.DEFAULT.withForms(FormRules.DEFAULT.withFileMemory(1));
        List<Upload> files = new ArrayList<>();
        Exchange.Reply reply =
                Exchange.post(MULTIPART, UPLOAD)
                        .call(
                                (environ, startResponse) -> {
                                    Upload file = Request.of(environ, rules).file("f");
                                    files.add(file);
                                    // Read while the body is sent, when call is long over.
                                    return Response.body(
                                                    MediaType.OCTET_STREAM,
                                                    () -> () -> List.of(bytes(file)).iterator())
                                            .call(environ, startResponse);
                                });
        assertEquals("12345", reply.text());
        assertThrows(IOException.class, () -> files.get(0).bytes());
    }

    private static byte[] bytes(Upload file) {
        try {
            return file.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFormThatWasRefusedStaysSo() {
        Request request = request(Exchange.post(MULTIPART, "nothing"));
        refused(400, request::form);
        refused(400, () -> request.field("a"));
    }

    @Test
    void partsAsTheyPass() throws IOException {
        Request request = request(Exchange.post(MULTIPART, UPLOAD));
        assertEquals("a", request.multipart().next().orElseThrow().head().name());
    }

    @Test
    void json() throws IOException {
        for (String type :
                List.of("application/json", "Application/JSON; charset=utf-8", "a/b+json")) {
            assertEquals("\"é\"", request(Exchange.post(type, "\"é\"")).jsonText());
        }
        assertEquals("{}", request(Exchange.post("application/json", "\uFEFF{}")).jsonText());
        for (String type : List.of("text/json", "", "nonsense", URLENCODED)) {
            refused(415, () -> request(Exchange.post(type, "{}")).jsonText());
        }
        byte[] latin = {'"', (byte) 0xE9, '"'};
        refused(400, () -> request(Exchange.post("application/json", latin)).jsonText());
    }

    @Test
    void aBodyLongerThanAllowedIsRefusedBeforeItIsRead() {
        RequestRules rules = RequestRules.DEFAULT.withContent(10);
        InputStream unread =
                new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("it was read");
                    }
                };
        Exchange exchange = Exchange.post(URLENCODED, "a=123456789").put(Environ.INPUT, unread);
        refused(413, () -> Request.of(exchange.environ(), rules).form());
        refused(413, () -> Request.of(exchange.environ(), rules).data());
        refused(413, () -> Request.of(exchange.environ(), rules).stream());
        refused(
                413,
                () -> Request.of(exchange.environ(), RequestRules.DEFAULT.withMemory(10)).data());
    }

    @Test
    void aBodyOfUnknownLengthIsRefusedWhereItGoesBeyond() throws IOException {
        RequestRules rules = RequestRules.DEFAULT.withContent(10);
        for (int length = 9; length < 12; length++) {
            byte[] body = "a=".concat("x".repeat(length - 2)).getBytes(UTF_8);
            Exchange exchange =
                    Exchange.post(URLENCODED, body)
                            .put(Environ.INPUT, new ByteArrayInputStream(body))
                            .put(Environ.INPUT_LENGTH, -1L)
                            .without(Environ.CONTENT_LENGTH);
            Request request = Request.of(exchange.environ(), rules);
            if (length <= 10) {
                assertEquals("x".repeat(length - 2), request.field("a"));
            } else {
                refused(413, request::form);
            }
        }
        byte[] body = new byte[11];
        Exchange exchange =
                Exchange.post("text/plain", body)
                        .put(Environ.INPUT_LENGTH, -1L)
                        .without(Environ.CONTENT_LENGTH);
        InputStream in = Request.of(exchange.environ(), rules).stream();
        assertEquals(0, in.read());
        assertEquals(9, in.skip(9));
        refused(413, in::read);
        Exchange again = Exchange.post("text/plain", body).put(Environ.INPUT_LENGTH, -1L);
        Request whole = Request.of(again.environ(), RequestRules.DEFAULT.withMemory(10));
        refused(413, whole::data);
        refused(413, whole::data);
        refused(413, whole::stream);
    }

    /** It would be empty the second time. */
    @Test
    void theBodyIsThatOfOneRequest() throws IOException {
        Exchange exchange = Exchange.post(URLENCODED, "a=1");
        Request first = request(exchange);
        assertEquals("1", first.field("a"));
        Request second = request(exchange);
        for (Executable reading : List.<Executable>of(second::form, second::data, second::stream)) {
            String message = assertThrows(IllegalStateException.class, reading).toString();
            assertTrue(message.contains("the body was read by another Request"), message);
        }
        assertEquals("1", first.field("a"));
    }

    /** A middleware may read the body and give the application the same octets again. */
    @Test
    void anotherInputIsAnotherBody() throws IOException {
        Exchange exchange = Exchange.post(URLENCODED, "a=1");
        byte[] body = request(exchange).data();
        exchange.put(Environ.INPUT, new ByteArrayInputStream(body));
        assertEquals("1", request(exchange).field("a"));
    }

    @Test
    void aClientThatHasGoneIsNoErrorOfTheForm() {
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("gone");
                    }
                };
        Exchange exchange = Exchange.post(MULTIPART, UPLOAD).put(Environ.INPUT, broken);
        assertThrows(IOException.class, () -> request(exchange).form());
    }
}
