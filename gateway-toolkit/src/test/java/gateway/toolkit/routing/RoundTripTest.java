package gateway.toolkit.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Random tables, values and paths, from fixed seeds: what is built is found, and the reverse. */
class RoundTripTest {
    private static final String[] TEXTS = {
        "a", "b-c", "x y", "ä", "😀", "a/b", "%2F", "a%", "?", "#", "+", "&=", ".", "..", "...",
        "a/../b", "\\", "//", "/", "-", "--", "1", "1.5", "\"", "<", ">", "{}", "|", "^", "`", "~",
        "a:b", "@", ";p=1", "é", "e\u0301", "\u2028", "\uFFFF", "\u00a0", "\t", "\u0000", "\u007f",
        "\ud800", ""
    };

    private static final String[] HOLES = {
        "<%s>",
        "<string(minlength=2):%s>",
        "<string(maxlength=3):%s>",
        "<string(length=2):%s>",
        "<int:%s>",
        "<int(fixed_digits=4):%s>",
        "<int(min=-5, max=5, signed=True):%s>",
        "<float:%s>",
        "<float(signed=True):%s>",
        "<path:%s>",
        "<any(one, two, \"th/ree\", \"f our\"):%s>",
        "<uuid:%s>",
    };

    private static final String[] LITERALS = {"", "", "-", ".", "x", "/", "/x/", "ä ", "%", "1"};

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(TEXTS[random.nextInt(TEXTS.length)]);
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }

    private static Object value(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(20) - 10;
            case 1 -> random.nextLong();
            case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case 3 -> new UUID(random.nextLong(), random.nextLong());
            case 4 -> List.of("one", "two", "th/ree", "f our", "five").get(random.nextInt(5));
            default -> text(random);
        };
    }

    /** A rule that no other one of the table can be taken for: its first segment is its own. */
    private static String rule(Random random, int number, List<String> names) {
        StringBuilder rule = new StringBuilder("/r" + number + "/");
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            rule.append(LITERALS[random.nextInt(LITERALS.length)]);
            names.add("n" + i);
            rule.append(HOLES[random.nextInt(HOLES.length)].formatted("n" + i));
        }
        return rule.append(LITERALS[random.nextInt(LITERALS.length)]).toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsBuiltIsFoundWithTheSameArguments(long seed) {
        Random random = new Random(seed);
        int built = 0;
        for (int table = 0; table < 10; table++) {
            Routes.Builder<Integer> builder = Routes.builder();
            List<List<String>> names = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                names.add(new ArrayList<>());
                builder.add(rule(random, i, names.get(i)), i);
            }
            Routes<Integer> routes = builder.build();
            for (int i = 0; i < 500; i++) {
                int endpoint = random.nextInt(10);
                Map<String, Object> values = new LinkedHashMap<>();
                names.get(endpoint).forEach(name -> values.put(name, value(random)));
                built += builtIsFound(routes, endpoint, values) ? 1 : 0;
            }
        }
        assertTrue(built > 200, "only " + built + " of the URLs could be built");
    }

    private static boolean builtIsFound(
            Routes<Integer> routes, int endpoint, Map<String, Object> values) {
        String url;
        try {
            url = routes.url(endpoint).with(values).build();
        } catch (UnbuildableUrlException e) {
            return false;
        }
        assertTrue(url.matches("/[A-Za-z0-9\\-._~!$&'()*+,;=:@%/]*"), url);
        Resolution.Match<?> match =
                assertInstanceOf(
                        Resolution.Match.class,
                        routes.match(RouteRequest.of("GET", url)),
                        url + " from " + values);
        assertEquals(endpoint, match.endpoint());
        // Compared as texts: 5 is found as 5L, "5" as 5L where the converter says so.
        assertEquals(url, routes.url(endpoint).with(match.arguments().values()).build());
        values.forEach(
                (name, value) -> {
                    if (value instanceof String
                            && match.arguments().values().get(name) instanceof String found) {
                        assertEquals(value, found, url);
                    }
                });
        return true;
    }

    /** Strings of any kind fit where a plain placeholder is, except those no URL can carry. */
    @RepeatedTest(8)
    void everyTextGoesThroughAStringPlaceholder(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Routes<String> routes = Routes.<String>builder().add("/s/<x>", "s").build();
        for (int i = 0; i < 500; i++) {
            String text = text(random);
            boolean possible =
                    !text.isEmpty()
                            && text.chars().allMatch(c -> c >= ' ' && c != 0x7f && c != 0xd800)
                            && List.of(text.split("/", -1)).stream()
                                    .noneMatch(part -> part.equals(".") || part.equals(".."));
            if (possible) {
                String url = routes.url("s").with("x", text).build();
                Resolution.Match<?> match =
                        assertInstanceOf(
                                Resolution.Match.class, routes.match(RouteRequest.of("GET", url)));
                assertEquals(text, match.arguments().text("x"));
            } else {
                assertThrows(
                        UnbuildableUrlException.class,
                        () -> routes.url("s").with("x", text).build());
            }
        }
    }

    private static final String[] PATH_BITS = {
        "/", "//", "a", "evil.example", "%2F", "%5C", "\\", "%2e", "..", "%0D%0A", "%00", "\r\n",
        "\t", "http:", "https://evil.example", "@", ":", "?", "#", "%", "%E4", "%C3%A4", "ä", "new",
        "old", "1", "branch", "\ud800", "index", "%252F", "%09"
    };

    private static String path(Random random) {
        StringBuilder path = new StringBuilder(random.nextInt(4) == 0 ? "" : "/");
        for (int i = random.nextInt(7); i > 0; i--) {
            path.append(PATH_BITS[random.nextInt(PATH_BITS.length)]);
        }
        return path.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/m", "/m%20x", "//m", "/\\m"})
    void noRedirectLeavesTheSite(String script) {
        Site site = new Site("https", "example.org:8443", script);
        Random random = new Random(script.hashCode());
        Routes<String> routes =
                Routes.<String>builder()
                        .domain("example.org")
                        .add("/", "index")
                        .add("/branch/", "branch")
                        .add("/<x>/", "x")
                        .add("/<path:p>/", "p")
                        .add("/all/", "all")
                        .add(Rule.of("/new/", "n").withDefault("v", 1))
                        .add("/new/<int:v>", "n")
                        .add(Rule.of("/index<path:p>", "p").alias())
                        .add(Rule.redirect("/old/<path:x>", "/<x>"))
                        .add(Rule.redirect("/evil.example/<x>", arguments -> arguments.text("x")))
                        .add(Rule.redirect("/a/<path:x>", arguments -> "//" + arguments.text("x")))
                        .add(Rule.of("/www/", "w").subdomain("www"))
                        .add(Rule.of("/www", "w").alias())
                        .build();
        int redirects = 0;
        for (int i = 0; i < 8_000; i++) {
            RouteRequest request =
                    RouteRequest.of("GET", path(random)).withQuery(path(random)).at(site);
            if (routes.match(request) instanceof Resolution.Redirect<String> redirect) {
                redirects++;
                staysHere(redirect.location(), request);
            }
        }
        assertTrue(redirects > 1_000, "only " + redirects + " redirects");
    }

    private static void staysHere(String location, RouteRequest request) {
        String start = "https://www.example.org:8443/";
        assertTrue(
                location.startsWith(start)
                        || (location.startsWith("/")
                                && !location.startsWith("//")
                                && !location.startsWith("/\\")),
                location + " for " + request);
        assertTrue(
                location.chars()
                        .allMatch(c -> c > ' ' && c < 0x7f && "\\\"<>#^`{}|".indexOf(c) < 0),
                location + " for " + request);
        URI base = URI.create("https://example.org:8443/m/x");
        String checked = location.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
        String host = base.resolve(checked).getHost();
        assertTrue(
                host.equals("example.org") || host.equals("www.example.org"),
                location + " leads to " + host);
    }

    /** A redirect that a client follows comes to an end, and to a match or an error. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void redirectsComeToAnEnd(long seed) {
        Random random = new Random(seed);
        Routes<String> routes =
                Routes.<String>builder()
                        .add("/", "index")
                        .add("/branch/", "branch")
                        .add("/<path:p>/", "p")
                        .add("/a/<x>", "a")
                        .add(Rule.of("/new/", "n").withDefault("v", 1))
                        .add("/new/<int:v>", "n")
                        .add(Rule.of("/index", "branch").alias())
                        .build();
        for (int i = 0; i < 4_000; i++) {
            String path = path(random);
            int hops = 0;
            while (routes.match(RouteRequest.of("GET", path))
                    instanceof Resolution.Redirect<String> redirect) {
                path = redirect.location();
                hops++;
                assertTrue(hops < 4, path);
            }
        }
    }
}
