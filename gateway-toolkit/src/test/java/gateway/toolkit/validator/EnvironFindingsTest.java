package gateway.toolkit.validator;

import static gateway.api.Environ.*;
import static gateway.toolkit.validator.Watched.answering;
import static gateway.toolkit.validator.Watched.ofServer;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server that puts one thing wrong into environ, and the finding about it (chapters 3 to 5). */
@SuppressWarnings("NullAway") // Nulls are one of the faults.
class EnvironFindingsTest {
    private static final Object ABSENT = new Object();
    private static final Object NULL = new Object();

    private final Watched watched = new Watched();

    static Stream<Arguments> faults() {
        return Stream.of(
                of("ENV-2", "a key is null", null, "x"),
                of("ENV-2", "the value of \"HTTP_A\" is null", "HTTP_A", NULL),
                of("ENV-3", "the value of \"REMOTE_USER\" is no String: 7", REMOTE_USER, 7),
                of("ENV-3", "the value of \"HTTP_A\" is no String: 7", "HTTP_A", 7),
                of(
                        "ENV-3",
                        "the key \"GREETING\" has no dot, and is neither ours nor CGI's: \"hi\"",
                        "GREETING",
                        "hi"),
                of(
                        "ENV-3",
                        "the key \"gateway.greeting\" is not defined, and gateway. is reserved:"
                                + " \"hi\"",
                        "gateway.greeting",
                        "hi"),
                of(
                        "ENV-5",
                        "\"PATH\" is a variable of the operating system's environment",
                        "PATH",
                        System.getenv("PATH")),
                of(
                        "ENV-5",
                        "java.version is a system property",
                        "java.version",
                        System.getProperty("java.version")),
                of("ENV-6", "REQUEST_METHOD is absent", REQUEST_METHOD, ABSENT),
                of("ENV-6", "REQUEST_METHOD is no token: \"\"", REQUEST_METHOD, ""),
                of("ENV-6", "REQUEST_METHOD is no token: \"GE T\"", REQUEST_METHOD, "GE T"),
                of("ENV-7", "SCRIPT_NAME is absent", SCRIPT_NAME, ABSENT),
                of("ENV-8", "PATH_INFO is absent", PATH_INFO, ABSENT),
                of("ENV-9", "QUERY_STRING is absent", QUERY_STRING, ABSENT),
                of(
                        "ENV-9",
                        "QUERY_STRING is not the query of REQUEST_URI: \"b\"",
                        QUERY_STRING,
                        "b"),
                of("ENV-10", "REQUEST_URI is absent", REQUEST_URI, ABSENT),
                of("ENV-11", "SERVER_NAME is absent", SERVER_NAME, ABSENT),
                of("ENV-11", "SERVER_NAME is no host: \"\"", SERVER_NAME, ""),
                of("ENV-11", "SERVER_NAME is no host: \"::1\"", SERVER_NAME, "::1"),
                of("ENV-11", "SERVER_PORT is absent", SERVER_PORT, ABSENT),
                of("ENV-11", "SERVER_PORT is no port: \"http\"", SERVER_PORT, "http"),
                of("ENV-12", "SERVER_PROTOCOL is absent", SERVER_PROTOCOL, ABSENT),
                of(
                        "ENV-12",
                        "SERVER_PROTOCOL is no version of HTTP we know: \"HTTP/1.2\"",
                        SERVER_PROTOCOL,
                        "HTTP/1.2"),
                of("ENV-13", "HTTP_CONTENT_TYPE is present", "HTTP_CONTENT_TYPE", "text/plain"),
                of("ENV-13", "HTTP_CONTENT_LENGTH is present", "HTTP_CONTENT_LENGTH", "0"),
                of("ENV-14", "CONTENT_LENGTH is not all digits: \"+0\"", CONTENT_LENGTH, "+0"),
                of(
                        "ENV-14",
                        "CONTENT_LENGTH and gateway.input_length differ: \"5\" and 0",
                        CONTENT_LENGTH,
                        "5"),
                of(
                        "ENV-14",
                        "CONTENT_LENGTH is absent though the length is known: 5",
                        INPUT_LENGTH,
                        5L),
                of("ENV-15", "gateway.input_length is absent", INPUT_LENGTH, ABSENT),
                of("ENV-15", "gateway.input_length is no Long: 0", INPUT_LENGTH, 0),
                of("ENV-15", "gateway.input_length is below -1: -2", INPUT_LENGTH, -2L),
                of("ENV-16", "REMOTE_ADDR is no IP address: \"host\"", REMOTE_ADDR, "host"),
                of("ENV-16", "REMOTE_PORT is no port: \"65536\"", REMOTE_PORT, "65536"),
                of("ENV-17", "gateway.version is absent", VERSION, ABSENT),
                of("ENV-17", "gateway.version is not [1, 0]: [1, \"0\"]", VERSION, List.of(1, "0")),
                of(
                        "ENV-17",
                        "gateway.version can be modified",
                        VERSION,
                        new ArrayList<>(List.of(1, 0))),
                of("ENV-18", "gateway.url_scheme is absent", URL_SCHEME, ABSENT),
                of(
                        "ENV-18",
                        "gateway.url_scheme is neither http nor https: \"ws\"",
                        URL_SCHEME,
                        "ws"),
                of("ENV-19", "gateway.multithread is absent", MULTITHREAD, ABSENT),
                of(
                        "ENV-19",
                        "gateway.multiprocess is no Boolean: \"false\"",
                        MULTIPROCESS,
                        "false"),
                of("ENV-19", "gateway.run_once is absent", RUN_ONCE, ABSENT),
                of(
                        "STR-1",
                        "the value of \"HTTP_A\" is no wire string: \"\\u20AC\"",
                        "HTTP_A",
                        "€"),
                of("STR-5", "gateway.raw_script_name is absent", RAW_SCRIPT_NAME, ABSENT),
                of("STR-5", "gateway.raw_path_info is absent", RAW_PATH_INFO, ABSENT),
                of("HDR-1", "a request header is also under the key \"HOST\"", "HOST", "a"),
                of("HDR-1", "the key HTTP_x_A is not upper-case", "HTTP_x_A", "1"),
                of(
                        "HDR-2",
                        "the key \"HTTP_A.B\" is of a header whose name is not letters, digits and"
                                + " -",
                        "HTTP_A.B",
                        "1"),
                of("HDR-5", "\"HTTP_A\" has CR, LF or NUL: \"a\\r\\nb\"", "HTTP_A", "a\r\nb"),
                of("HDR-5", "\"HTTP_A\" has white space at an end: \" a\"", "HTTP_A", " a"),
                of(
                        "HDR-5",
                        "\"HTTP_COOKIE\" has white space at an end: (not shown)",
                        "HTTP_COOKIE",
                        "a=b "),
                of("HDR-5", "\"HTTP_A\" has white space at an end: \"a , \"", "HTTP_A", "a , "),
                of("HDR-6", "HTTP_HOST is absent in HTTP/1.1", "HTTP_HOST", ABSENT),
                of("HDR-6", "HTTP_HOST is no host: \"a b\"", "HTTP_HOST", "a b"),
                of(
                        "HDR-7",
                        "HTTP_TRANSFER_ENCODING is present",
                        "HTTP_TRANSFER_ENCODING",
                        "chunked"),
                of("HDR-8", "HTTP_PROXY is present", "HTTP_PROXY", "evil"),
                of("IN-1", "gateway.input is absent", INPUT, ABSENT),
                of("IN-1", "gateway.input is no InputStream: \"\"", INPUT, ""),
                of("ELOG-1", "gateway.errors is absent", ERRORS, ABSENT),
                of(
                        "ELOG-1",
                        "gateway.errors is no PrintWriter: a java.io.StringWriter",
                        ERRORS,
                        new StringWriter()),
                of("ELOG-1", "gateway.errors is closed or broken", ERRORS, closed()),
                of(
                        "EXT-1",
                        "the key \"acme.Greeting\" is not made of lower-case letters, digits, _ and"
                                + " dots",
                        "acme.Greeting",
                        "hi"),
                of("EXT-5", "gateway.request_trailers is no Supplier: 1", REQUEST_TRAILERS, 1),
                of(
                        "EXT-8",
                        "gateway.client_disconnected is no BooleanSupplier: true",
                        CLIENT_DISCONNECTED,
                        true),
                of("EXT-9", "gateway.on_finish is no Consumer: []", ON_FINISH, List.of()),
                of("EXT-10", "gateway.ssl_session is no SSLSession: \"\"", SSL_SESSION, ""),
                of("EXT-11", "gateway.raw_headers is no List: \"\"", RAW_HEADERS, ""),
                of(
                        "EXT-11",
                        "gateway.raw_headers has something else than a Header: [\"a: b\"]",
                        RAW_HEADERS,
                        List.of("a: b")),
                of(
                        "EXT-11",
                        "gateway.raw_headers can be modified",
                        RAW_HEADERS,
                        new ArrayList<>(List.of(new Header("a", "b")))));
    }

    private static Arguments of(String clause, String finding, String key, Object value) {
        return Arguments.of(clause, finding, key, value);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void namesTheFault(String clause, String finding, String key, Object value) {
        FakeServer server = FakeServer.get();
        if (ABSENT.equals(value)) {
            server.without(key);
        } else {
            server.put(key, NULL.equals(value) ? null : value);
        }
        server.serve(watched.one(answering("hello")));
        watched.assertFindings(ofServer(clause, finding));
    }

    @Test
    void acceptsKeysItDoesNotKnow() {
        FakeServer server = FakeServer.get();
        server.put("acme.greeting", 7).put("x.y.z_1", new Object()).put("HTTP_X_NEW", "1");
        server.serve(watched.one(answering("hello")));
        watched.assertFindings();
    }

    @ParameterizedTest
    @CsvSource({"HTTP_A,'1, '", "HTTP_A,', '", "HTTP_A,', , '", "HTTP_COOKIE,'a=b; '"})
    void acceptsHeadersOfWhichTheLastLineIsEmpty(String key, String joined) {
        FakeServer.get().put(key, joined).serve(watched.one(answering("hello")));
        watched.assertFindings();
    }

    @Test
    void hintsAtReservedKeys() {
        FakeServer server = FakeServer.get().put(Environ.SESSION, Map.of());
        server.serve(watched.one(answering("hello")));
        watched.assertFindings(
                "EXT-12 warning: the server outside 'v': the key gateway.session is reserved: a "
                        + Map.of().getClass().getName());
    }

    @Test
    void wantsAMapThatCanBeChanged() throws Exception {
        FakeServer server = FakeServer.get();
        watched.one(answering("hello"))
                .call(Collections.unmodifiableMap(server.environ), server.startResponse());
        watched.assertFindings(
                ofServer(
                        "ENV-1",
                        "environ does not support put: java.lang.UnsupportedOperationException"));
    }

    @Test
    void wantsAMapThatRemoves() throws Exception {
        Map<String, Object> keeping =
                new HashMap<>(FakeServer.get().environ) {
                    @Override
                    public Object remove(Object key) {
                        return get(key);
                    }
                };
        watched.one(answering("hello")).call(keeping, FakeServer.get().startResponse());
        watched.findings.removeIf(finding -> finding.clause() == Clause.EXT_1);
        watched.assertFindings(ofServer("ENV-1", "environ does not remove what is removed"));
    }

    @Test
    void wantsAMapOfItsOwnForEachRequest() {
        FakeServer first = FakeServer.get();
        first.serve(watched.one(answering("hello")));
        FakeServer second = FakeServer.get();
        first.environ.putAll(second.environ);
        second.environ.clear();
        second.environ.putAll(first.environ);
        second.serve(watched.one(answering("hello")));
        watched.assertFindings(
                ofServer("ENV-1", "environ was used for an earlier request already"));
    }

    @Test
    void acceptsAnApplicationThatClosesItsLogAndNamesAServerThatGivesItAgain() {
        FakeServer first = FakeServer.get();
        Application closing =
                watched.one(
                        (environ, startResponse) -> {
                            Environ.errors(environ).close();
                            startResponse.start("200 OK", Watched.TEXT);
                            return List.of();
                        });
        first.serve(closing);
        watched.assertFindings();
        FakeServer.get().put(ERRORS, first.environ.get(ERRORS)).serve(closing);
        watched.assertFindings(ofServer("ELOG-1", "gateway.errors is closed or broken"));
    }

    private static PrintWriter closed() {
        PrintWriter writer = new PrintWriter(new StringWriter());
        writer.close();
        return writer;
    }
}
