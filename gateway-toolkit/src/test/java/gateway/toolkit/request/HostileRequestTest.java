package gateway.toolkit.request;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Environ;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.exchange.Exchange;
import gateway.toolkit.forms.Boundary;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * No header makes a request fail but by 400 or 415, and none of a mebibyte takes a time in which
 * one that takes quadratic time would not be done (CVE-2023-27539, CVE-2024-25126, CVE-2024-26146
 * of Rack).
 */
class HostileRequestTest {
    private static final int LONG = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String ALPHABET =
            "aabb01 \t,,;;==\"\"\\\\''**%%//..--:?&+<>@()[]{}\u0080\u00e9\u00ff";

    @FunctionalInterface
    private interface Reading {
        Object of(Request request) throws Exception;
    }

    private static final Map<String, Reading> READINGS = readings();

    private static Map<String, Reading> readings() {
        Map<String, Reading> readings = new LinkedHashMap<>();
        readings.put("host", Request::host);
        readings.put("url", request -> request.url().toString());
        readings.put("accessRoute", Request::accessRoute);
        readings.put("args", request -> request.args().names());
        readings.put("cookies", Request::cookies);
        readings.put("authorization", Request::authorization);
        readings.put(
                "acceptMediaTypes", request -> request.acceptMediaTypes().best(List.of("a/b")));
        readings.put("acceptLanguages", request -> request.acceptLanguages().best(List.of("en")));
        readings.put("acceptEncodings", request -> request.acceptEncodings().best(List.of("br")));
        readings.put("acceptCharsets", request -> request.acceptCharsets().best(List.of("utf-8")));
        readings.put("cacheControl", Request::cacheControl);
        readings.put("conditions", Request::conditions);
        readings.put("contentType", Request::contentType);
        readings.put("form", Request::form);
        readings.put("multipart", Request::multipart);
        readings.put("text", Request::text);
        readings.put("jsonText", Request::jsonText);
        readings.put(
                "boundary",
                request ->
                        Boundary.of(
                                "multipart/form-data; boundary=b; "
                                        + request.header("Host").orElse("")));
        return readings;
    }

    private static Exchange exchange(String value) {
        Exchange exchange = Exchange.post(value, "a=b").put(Environ.QUERY_STRING, value);
        for (String name :
                List.of(
                        "Host",
                        "X-Forwarded-For",
                        "Cookie",
                        "Authorization",
                        "Accept",
                        "Accept-Language",
                        "Accept-Encoding",
                        "Accept-Charset",
                        "Cache-Control",
                        "If-Match",
                        "If-None-Match",
                        "If-Modified-Since",
                        "If-Range",
                        "Range")) {
            exchange.header(name, value);
        }
        return exchange;
    }

    private static void read(Reading reading, String value) throws Exception {
        try {
            reading.of(Request.of(exchange(value).environ()));
        } catch (HttpException e) {
            assertTrue(e.status() == 400 || e.status() == 415, e.toString());
        }
    }

    @TestFactory
    Stream<DynamicTest> takesLinearTime() {
        List<String> units =
                List.of(
                        ",",
                        "\"",
                        "\\",
                        ";",
                        " ",
                        "a=\"",
                        "a/b;q=0.5,",
                        "boundary=",
                        "; boundary=");
        return READINGS.entrySet().stream()
                .map(
                        reading ->
                                DynamicTest.dynamicTest(
                                        reading.getKey(),
                                        () ->
                                                assertTimeoutPreemptively(
                                                        LIMIT,
                                                        () -> {
                                                            for (String unit : units) {
                                                                read(
                                                                        reading.getValue(),
                                                                        unit.repeat(
                                                                                LONG
                                                                                        / unit
                                                                                                .length()));
                                                            }
                                                        })));
    }

    @TestFactory
    Stream<DynamicTest> neverFailsOtherwise() {
        return READINGS.entrySet().stream()
                .map(
                        reading ->
                                DynamicTest.dynamicTest(
                                        reading.getKey(), () -> fuzz(reading.getValue())));
    }

    private static void fuzz(Reading reading) throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            StringBuilder value = new StringBuilder(random.nextBoolean() ? "a/b; " : "");
            for (int i = random.nextInt(30); i > 0; i--) {
                value.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            read(reading, value.toString());
        }
    }
}
