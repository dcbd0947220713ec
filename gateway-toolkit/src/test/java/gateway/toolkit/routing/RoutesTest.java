package gateway.toolkit.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the tables of {@code routes.txt} cannot say: refusals, converters of one's own, messages.
 */
class RoutesTest {
    /** Two hexadecimal digits. */
    private record HexOctet() implements Converter<Integer> {
        @Override
        public Optional<Integer> parse(String text) {
            return text.startsWith("f")
                    ? Optional.empty()
                    : Optional.of(Integer.parseInt(text, 16));
        }

        @Override
        public String format(Object value) {
            String digits = Integer.toHexString(Integer.parseInt(value.toString()));
            return digits.length() == 1 ? "0" + digits : digits;
        }

        @Override
        public boolean allows(char c) {
            return "0123456789abcdef".indexOf(c) >= 0;
        }

        @Override
        public int minLength() {
            return 2;
        }

        @Override
        public int maxLength() {
            return 2;
        }

        @Override
        public int weight() {
            return 10;
        }
    }

    private static Object match(Routes<String> routes, String path) {
        return routes.match(RouteRequest.of("GET", path)) instanceof Resolution.Match<String> m
                ? m.endpoint() + m.arguments().values()
                : "none";
    }

    @Test
    void takesConvertersOfOnesOwn() {
        Routes<String> routes =
                Routes.<String>builder()
                        .converter("hex", arguments -> new HexOctet())
                        .add("/<hex:o>", "hex")
                        .add("/<x>", "text")
                        .add("/c/<hex:r><hex:g><hex:b>", "colour")
                        .build();
        assertEquals("hex{o=10}", match(routes, "/0a"));
        assertEquals("text{x=0A}", match(routes, "/0A"));
        assertEquals("text{x=ff}", match(routes, "/ff"), "a value refused is no match");
        assertEquals("colour{r=1, g=2, b=3}", match(routes, "/c/010203"));
        assertEquals(
                "/c/0a0b0c", routes.url("colour").with(Map.of("r", 10, "g", 11, "b", 12)).build());
        assertThrows(
                UnbuildableUrlException.class, () -> routes.url("hex").with("o", 0xff).build());
    }

    @Test
    void theDefaultConverterCanBeChanged() {
        Routes<String> routes =
                Routes.<String>builder()
                        .converter("default", arguments -> new HexOctet())
                        .add("/<x>", "hex")
                        .build();
        assertEquals("none", match(routes, "/zz"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/<",
                "/<>",
                "/<int:>",
                "/<int:a",
                "/<int(:a>",
                "/<int()a>",
                "/<1a>",
                "/<a b>",
                "/<int(min=):a>",
                "/<int(min=x):a>",
                "/<int(least=1):a>",
                "/<int(1):a>",
                "/<int(min=2,max=1):a>",
                "/<int(min=1,min=2):a>",
                "/<any():a>",
                "/<any(\"a):a>",
                "/<string(length=0):a>",
                "/<string(minlength=3,maxlength=2):a>",
                "/<path(1):a>",
                "/<uuid(x=1):a>",
                "/<nope:a>",
                "/<a>/<a>",
                "/a\nb",
                "/\ud800",
                "/<float(min=2,max=1):a>",
                "/<string(length=99999999999):a>"
            })
    void refusesMalformedRules(String path) {
        Routes.Builder<String> builder = Routes.<String>builder().add(path, "x");
        RuntimeException e = assertThrows(RuntimeException.class, builder::build);
        assertTrue(
                e instanceof IllegalArgumentException || e instanceof ArithmeticException,
                e.toString());
    }

    @Test
    void refusesRulesThatCannotWork() {
        assertThrows(IllegalArgumentException.class, () -> Rule.of("a", "x"));
        assertThrows(
                IllegalArgumentException.class, () -> Rule.of("/", "x").methods(new String[0]));
        assertThrows(IllegalArgumentException.class, () -> Rule.of("/", "x").under("a"));
        assertThrows(IllegalArgumentException.class, () -> Rule.redirect("/", "http://evil"));
        assertThrows(IllegalStateException.class, () -> Rule.redirect("/", "/a").alias());
        List<Rule<String>> refused =
                List.of(
                        Rule.of("/<a>", "x").withDefault("a", 1),
                        Rule.of("/<a>", "x").host("<a>.example.org"),
                        Rule.of("/", "x").subdomain("api"),
                        Rule.redirect("/<a>", "/<b>"));
        for (Rule<String> rule : refused) {
            Routes.Builder<String> builder = Routes.<String>builder().add(rule);
            assertThrows(IllegalArgumentException.class, builder::build, rule.toString());
        }
    }

    @Test
    void mountsRulesBelowAPrefix() {
        Routes<String> routes =
                Routes.<String>builder()
                        .mount(
                                "/<lang>/",
                                List.of(
                                        Rule.of("/", "index"),
                                        Rule.of("/user/<int:id>", "user"),
                                        Rule.redirect("/u/<int:id>", "/user/<id>")))
                        .build();
        assertEquals("index{lang=en}", match(routes, "/en/"));
        assertEquals("user{lang=en, id=5}", match(routes, "/en/user/5"));
        assertEquals(
                new Resolution.Redirect<String>("/en/user/5"),
                routes.match(RouteRequest.of("GET", "/en/u/5")));
        assertEquals("/de/user/5", routes.url("user").with("lang", "de").with("id", 5).build());
    }

    @Test
    void theOrderOfRulesMattersOnlyWhereNothingElseDecides() {
        List<Rule<String>> rules =
                List.of(
                        Rule.of("/<path:x>", "path"),
                        Rule.of("/<x>", "text"),
                        Rule.of("/<int:x>", "int"),
                        Rule.of("/a<x>", "prefix"),
                        Rule.of("/about", "fixed"));
        for (int shift = 0; shift < rules.size(); shift++) {
            Routes.Builder<String> builder = Routes.builder();
            for (int i = 0; i < rules.size(); i++) {
                builder.add(rules.get((i + shift) % rules.size()));
            }
            Routes<String> routes = builder.build();
            assertEquals("fixed{}", match(routes, "/about"));
            assertEquals("prefix{x=bc}", match(routes, "/abc"));
            assertEquals("int{x=5}", match(routes, "/5"));
            assertEquals("text{x=x5}", match(routes, "/x5"));
            assertEquals("path{x=x/5}", match(routes, "/x/5"));
        }
        Routes<String> tie =
                Routes.<String>builder().add("/<a>", "first").add("/<b>", "second").build();
        assertEquals("first{a=x}", match(tie, "/x"));
    }

    @Test
    void saysWhyThereIsNoUrl() {
        Routes<String> routes =
                Routes.<String>builder()
                        .add("/user/<int:id>", "user")
                        .add(Rule.of("/up", "upload").methods("POST"))
                        .build();
        assertTrue(message(routes.url("usr")).endsWith("did you mean user?"));
        assertTrue(message(routes.url("somethingelse")).endsWith("somethingelse"));
        assertTrue(message(routes.url("user")).contains("needs [id]"));
        assertTrue(message(routes.url("user").with("id", -1)).contains("-1 does not fit"));
        assertTrue(message(routes.url("upload").method("GET")).contains("another method than GET"));
    }

    private static String message(UrlRequest<String> url) {
        return String.valueOf(assertThrows(UnbuildableUrlException.class, url::build).getMessage());
    }

    @Test
    void leavesEmptyArgumentsOut() {
        Routes<String> routes = Routes.<String>builder().add("/", "index").build();
        assertEquals(
                "/?c=1&d=x&d=y",
                routes.url("index")
                        .with("a", Optional.empty())
                        .with("b", List.of())
                        .with("c", Optional.of(1))
                        .with("d", List.of("x", "y"))
                        .build());
    }

    @Test
    void argumentsHaveTypes() {
        Routes<String> routes = Routes.<String>builder().add("/<int:i>/<float:f>/<t>", "x").build();
        Arguments arguments =
                assertInstanceOf(
                                Resolution.Match.class,
                                routes.match(RouteRequest.of("GET", "/1/2.5/three")))
                        .arguments();
        assertEquals(1L, arguments.integer("i"));
        assertEquals(2.5, arguments.number("f"));
        assertEquals("three", arguments.text("t"));
        assertThrows(IllegalArgumentException.class, () -> arguments.text("i"));
        assertThrows(IllegalArgumentException.class, () -> arguments.text("none"));
    }

    @Test
    void knowsItsEndpointsAndMethods() {
        Routes<String> routes =
                Routes.<String>builder()
                        .add(Rule.of("/", "index").methods("GET"))
                        .add(Rule.of("/elsewhere", "out").buildOnly())
                        .build();
        assertEquals(Set.of("index", "out"), routes.endpoints());
        assertEquals(Set.of("GET", "HEAD"), routes.methods());
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil/x", "a@b", "a\\b", "a b", "a?b", "a#b", "a\r\nb", "", "ä"})
    void aSiteHasAHost(String host) {
        assertThrows(IllegalArgumentException.class, () -> new Site("http", host, ""));
    }

    @Test
    void aSiteHasItsParts() {
        assertEquals("[::1]", new Site("http", "[::1]:80", "").hostName());
        assertEquals("[::1]", new Site("http", "[::1]", "").hostName());
        assertEquals(":80", new Site("http", "A:80", "").port());
        assertEquals("a", new Site("http", "A:80", "").hostName());
        assertThrows(IllegalArgumentException.class, () -> new Site("javascript", "a", ""));
        assertThrows(IllegalArgumentException.class, () -> new Site("http", "a", "m"));
    }
}
