package gateway.toolkit.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Environ;
import gateway.toolkit.middleware.Applications;
import gateway.toolkit.middleware.Exchange;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every row of {@code proxy-fix.txt}, and what no row can say. */
@Tag("SEC-2")
@Tag("MW-5")
class ProxyFixMiddlewareTest {
    private static final Pattern SETTING = Pattern.compile("\\{(HOST|PEER|URI) ([^}]*)} ");
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("addr", Environ.REMOTE_ADDR),
                    Map.entry("rport", Environ.REMOTE_PORT),
                    Map.entry("scheme", Environ.URL_SCHEME),
                    Map.entry("host", "HTTP_HOST"),
                    Map.entry("name", Environ.SERVER_NAME),
                    Map.entry("port", Environ.SERVER_PORT),
                    Map.entry("script", Environ.SCRIPT_NAME),
                    Map.entry("raw", Environ.RAW_SCRIPT_NAME),
                    Map.entry("uri", Environ.REQUEST_URI),
                    Map.entry("xfor", "HTTP_X_FORWARDED_FOR"),
                    Map.entry("xhost", "HTTP_X_FORWARDED_HOST"),
                    Map.entry("forwarded", "HTTP_FORWARDED"));

    record Row(String with, String sent, String expected) {}

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String with = "";
        try (InputStream in =
                Objects.requireNonNull(
                        ProxyFixMiddlewareTest.class.getResourceAsStream("proxy-fix.txt"))) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                if (line.startsWith("with")) {
                    with = line.substring("with".length()).strip();
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    String[] sides = line.split(" +=> ", 2);
                    rows.add(new Row(with, sides[0], sides[1]));
                }
            }
        }
        return rows;
    }

    private static ProxyFixMiddleware.Builder builder(String with) {
        ProxyFixMiddleware.Builder builder = ProxyFixMiddleware.builder();
        String trust = "192.0.2.0/24";
        for (String word : with.isEmpty() ? new String[0] : with.split(" ", -1)) {
            String value = word.substring(word.indexOf('=') + 1);
            switch (word.split("=", 2)[0]) {
                case "for" -> builder.xFor(Integer.parseInt(value));
                case "proto" -> builder.xProto(Integer.parseInt(value));
                case "host" -> builder.xHost(Integer.parseInt(value));
                case "port" -> builder.xPort(Integer.parseInt(value));
                case "prefix" -> builder.xPrefix(Integer.parseInt(value));
                case "forwarded" -> builder.forwarded(Integer.parseInt(value));
                case "trust" -> trust = value;
                case "removing" -> builder.removingUntrusted();
                default -> throw new AssertionError(word);
            }
        }
        return trust.equals("unix")
                ? builder.trustingLocalSockets()
                : builder.trusting(trust.split(",", -1));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void changes(Row row) {
        String sent = row.sent();
        Map<String, String> settings = new HashMap<>();
        for (Matcher matcher = SETTING.matcher(sent); matcher.lookingAt(); ) {
            settings.put(matcher.group(1), matcher.group(2));
            sent = sent.substring(matcher.end());
            matcher.reset(sent);
        }
        String uri = settings.getOrDefault("URI", "/p");
        Exchange exchange = uri.equals("*") ? Exchange.of("OPTIONS", "*") : target(uri);
        exchange.put(Environ.SERVER_NAME, "app").put(Environ.SERVER_PORT, "80");
        exchange.put(Environ.SERVER_PROTOCOL, "HTTP/1.0");
        exchange.header("Host", "spam");
        exchange.put(Environ.REMOTE_ADDR, "192.0.2.1").put(Environ.REMOTE_PORT, "4000");
        if (settings.containsKey("HOST")) {
            set(exchange, "HTTP_HOST", settings.get("HOST"));
        }
        if (settings.containsKey("PEER")) {
            set(exchange, Environ.REMOTE_ADDR, settings.get("PEER"));
            if (settings.get("PEER").equals("-")) {
                exchange.without(Environ.REMOTE_PORT);
            }
        }
        for (String field : sent.split(" \\| ", -1)) {
            exchange.header(field.split(": ", 2)[0], field.split(": ", 2)[1].strip());
        }
        Map<String, Object> before = new HashMap<>(exchange.environ);
        List<Map<String, Object>> seen = new ArrayList<>();
        exchange.through(
                builder(row.with()), Applications.seeing(environ -> seen.add(Map.copyOf(environ))));
        assertEquals(row.expected(), difference(before, seen.get(0)));
        for (String key : NAMES.values()) {
            assertEquals(before.get(key), exchange.environ.get(key), "of others: " + key);
        }
    }

    private static Exchange target(String uri) {
        if (!uri.startsWith("http:")) {
            return Exchange.get(uri);
        }
        String rest = uri.substring("http://spam".length());
        return Exchange.get(rest.startsWith("/") ? rest : "/" + rest).put(Environ.REQUEST_URI, uri);
    }

    private static void set(Exchange exchange, String key, String value) {
        if (value.equals("-")) {
            exchange.without(key);
        } else {
            exchange.put(key, value);
        }
    }

    private static String difference(Map<String, Object> before, Map<String, Object> after) {
        Map<String, String> changed = new TreeMap<>();
        NAMES.forEach(
                (name, key) -> {
                    if (!Objects.equals(before.get(key), after.get(key))) {
                        Object value = after.getOrDefault(key, "-");
                        changed.put(name, value.toString().replace(' ', '_'));
                    }
                });
        return changed.isEmpty()
                ? "nothing"
                : changed.toString().replaceAll("[{}]", "").replace(", ", " ");
    }

    @Test
    void noRowIsLost() throws IOException {
        assertTrue(rows().size() >= 125, "rows: " + rows().size());
    }

    @Test
    void keepsWhatTheServerSaid() {
        List<Object> seen = new ArrayList<>();
        Exchange.get("/p")
                .header("X-Forwarded-For", "1.1.1.1")
                .header("X-Forwarded-Proto", "https")
                .through(
                        ProxyFixMiddleware.builder().trusting("127.0.0.0/8"),
                        Applications.seeing(
                                environ -> seen.add(environ.get(ProxyFixMiddleware.ORIGINAL))));
        assertEquals(
                List.of(
                        Map.of(
                                Environ.REMOTE_ADDR, "127.0.0.1",
                                Environ.REMOTE_PORT, "40000",
                                Environ.URL_SCHEME, "http")),
                seen);
    }

    @Test
    void refusesToTrustNobodyAndToUseBoth() {
        assertThrows(
                IllegalArgumentException.class,
                () -> ProxyFixMiddleware.builder().wrap(Applications.text("")));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        ProxyFixMiddleware.builder()
                                .trusting("::1")
                                .forwarded(1)
                                .xFor(1)
                                .wrap(Applications.text("")));
        assertThrows(IllegalArgumentException.class, () -> ProxyFixMiddleware.builder().xPort(-1));
        assertThrows(
                IllegalArgumentException.class, () -> ProxyFixMiddleware.builder().forwarded(-1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "::/129",
                "10.0.0",
                "[::1]",
                "10.0.0.0/8/8",
                "2001:db8::1/32"
            })
    void refusesWhatIsNoNetwork(String network) {
        assertThrows(
                IllegalArgumentException.class,
                () -> ProxyFixMiddleware.builder().trusting(network));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8 10.255.0.1 true",
                "10.0.0.0/8 11.0.0.1 false",
                "10.0.0.128/25 10.0.0.127 false",
                "10.0.0.128/25 10.0.0.128 true",
                "0.0.0.0/0 255.1.2.3 true",
                "0.0.0.0/0 ::1 false",
                "10.0.0.1 10.0.0.1 true",
                "10.0.0.1 10.0.0.2 false",
                "2001:db8::/33 2001:db8:7fff::1 true",
                "2001:db8::/33 2001:db8:8000::1 false",
                "::1 0:0:0:0:0:0:0:1 true",
                "::ffff:10.0.0.0/8 10.1.1.1 true",
                "::/0 2001::1 true"
            })
    void networks(String row) {
        String[] words = row.split(" ", -1);
        assertEquals(
                Boolean.valueOf(words[2]),
                Network.of(words[0]).contains(IpAddress.parse(words[1]).orElseThrow()));
    }

    /** Lists of a megabyte; nothing here goes back. */
    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1,", "for=\"\\\"\",", "\"", "for=1;", ",", "[", ":", "="})
    void hostileLists(String part) {
        String list = part.repeat(1_000_000 / part.length()) + "x";
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    Exchange.get("/p")
                            .header("Forwarded", list)
                            .through(
                                    ProxyFixMiddleware.builder().trusting("0.0.0.0/0").forwarded(3),
                                    Applications.text("x"));
                    Exchange.get("/p")
                            .header("X-Forwarded-For", list)
                            .header("X-Forwarded-Host", list)
                            .header("X-Forwarded-Prefix", list)
                            .through(
                                    ProxyFixMiddleware.builder()
                                            .trusting("0.0.0.0/0")
                                            .xFor(3)
                                            .xHost(3)
                                            .xPrefix(3),
                                    Applications.text("x"));
                });
    }
}
