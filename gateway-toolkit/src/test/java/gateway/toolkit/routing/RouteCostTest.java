package gateway.toolkit.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;
import java.util.function.IntFunction;

/** The work of a match, counted in nodes, look-ups and patterns tried, is that of the path. */
class RouteCostTest {
    private static Routes<Integer> routes(int rules, IntFunction<String> path) {
        Routes.Builder<Integer> builder = Routes.builder();
        for (int i = 0; i < rules; i++) {
            builder.add(path.apply(i), i);
        }
        return builder.build();
    }

    private static long steps(Routes<?> routes, String path, Class<?> expected) {
        StepCounter steps = new StepCounter();
        assertInstanceOf(expected, routes.match(RouteRequest.of("GET", path), steps), path);
        return steps.steps();
    }

    /** Each with a path for rule 7 and one that no rule matches. */
    enum Shape {
        FIXED("/a/b/c%d/d", "/a/b/c7/d", "/a/b/c7/e"),
        FIRST_SEGMENT("/s%d/<int:id>", "/s7/5", "/s7/x"),
        LAST_SEGMENT("/<name>/<int:id>/s%d", "/x/5/s7", "/x/5/t"),
        BEGINNING("/item%d-<name>", "/item7-x", "/item-x"),
        END("/<name>.s%d", "/x.s7", "/x.t"),
        REST("/<path:p>/s%d", "/a/b/c/s7", "/a/b/c/t"),
        REST_BEHIND("/s%d/<path:p>", "/s7/a/b/c", "/t/a/b/c"),
        CRUD(
                "/r%d/<uuid:u>/<path:p>/edit",
                "/r7/a8098c1a-f86e-11da-bd1a-00112444be1e/x/y/edit", "/r7/x/y/edit");

        final String rule;
        final String hit;
        final String miss;

        Shape(String rule, String hit, String miss) {
            this.rule = rule;
            this.hit = hit;
            this.miss = miss;
        }

        Routes<Integer> routes(int rules) {
            return RouteCostTest.routes(rules, i -> rule.replace("%d", Integer.toString(i)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tenThousandRulesCostWhatTenDo(Shape shape) {
        Routes<Integer> few = shape.routes(10);
        Routes<Integer> many = shape.routes(10_000);
        long hit = steps(few, shape.hit, Resolution.Match.class);
        long miss = steps(few, shape.miss, Resolution.NotFound.class);
        // Numbers of four digits add up to three more lengths of text to look up, no more.
        assertTrue(steps(many, shape.hit, Resolution.Match.class) <= hit + 3, shape.name());
        assertTrue(steps(many, shape.miss, Resolution.NotFound.class) <= miss + 3, shape.name());
        assertTrue(hit <= 3L * shape.hit.length(), shape + " " + hit);
    }

    @Test
    void tenThousandHostsCostWhatTenDo() {
        IntFunction<Routes<Integer>> routes =
                rules -> {
                    Routes.Builder<Integer> builder = Routes.builder();
                    for (int i = 0; i < rules; i++) {
                        builder.add(Rule.of("/<x>", i).host("h" + i + ".<d>"));
                        builder.add(Rule.of("/<x>", i).host("h" + i + ".example.org"));
                    }
                    return builder.build();
                };
        RouteRequest request =
                RouteRequest.of("GET", "/x").at(new Site("http", "h7.example.net", ""));
        StepCounter few = new StepCounter();
        StepCounter many = new StepCounter();
        assertEquals(7, match(routes.apply(10).match(request, few)));
        assertEquals(7, match(routes.apply(10_000).match(request, many)));
        assertTrue(many.steps() <= few.steps() + 3, few.steps() + " " + many.steps());
    }

    private static int match(Resolution<Integer> resolution) {
        return resolution instanceof Resolution.Match<Integer> match ? match.endpoint() : -1;
    }

    /** Rules made so that every choice looks right until the last segment. */
    @Test
    void neverVisitsANodeTwice() {
        Routes.Builder<Integer> builder = Routes.builder();
        int depth = 10;
        int nodes = 1;
        for (int bits = 0; bits < 1 << depth; bits++) {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < depth; i++) {
                path.append((bits >> i & 1) == 0 ? "/<int:a" : "/<string:a").append(i).append('>');
            }
            builder.add(path + "/end", bits);
        }
        for (int i = 1; i <= depth + 1; i++) {
            nodes += 1 << Math.min(i, depth);
        }
        // Each node once, and for each at most two look-ups by ends and two patterns.
        long worst =
                steps(builder.build(), "/1".repeat(depth) + "/other", Resolution.NotFound.class);
        assertTrue(worst <= 5L * nodes, worst + " steps for " + nodes + " nodes");
        assertTrue(worst > nodes / 2, "this path goes everywhere: " + worst);
    }

    /** With a regular expression each of these takes time exponential or of a high power. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/<a>-<b>-<c>-<d>-<e>-<f>-<g>-<h>x",
                "/<path:a>/<path:b>/<path:c>/<path:d>/<path:e>/x",
                "/<a><b><c><d><e><f>x",
                "/<path:a>-<b>-<path:c>-<float(signed=True):d>x",
                "/<float:a>.<float:b>.<float:c>x",
                "/<any(a,aa,aaa):a><any(a,aa):b><path:c>x",
            })
    void aHostilePathCostsOneLookAtEachRule(String rule) {
        Routes<Integer> routes = routes(1, i -> rule);
        for (String unit : new String[] {"-", "/a", "a", "1.", "-1.5-", "%2F", "//"}) {
            for (int length : new int[] {10, 1_000, 20_000}) {
                StepCounter steps = new StepCounter();
                String path = "/" + unit.repeat(length) + "y";
                assertInstanceOf(
                        Resolution.NotFound.class,
                        routes.match(RouteRequest.of("GET", path), steps));
                assertTrue(steps.steps() <= 20, unit + " " + length + ": " + steps.steps());
            }
        }
    }

    /** The inside of one pattern: how often a converter is asked about a character. */
    @Test
    void aPatternAsksAboutEachCharacterOnce() {
        long[] asked = new long[1];
        Converter<String> counting =
                new Converter<>() {
                    @Override
                    public Optional<String> parse(String text) {
                        return Optional.of(text);
                    }

                    @Override
                    public String format(Object value) {
                        return value.toString();
                    }

                    @Override
                    public boolean allows(char c) {
                        asked[0]++;
                        return true;
                    }
                };
        Routes<Integer> routes =
                Routes.<Integer>builder()
                        .converter("counting", arguments -> counting)
                        .add("/<counting:a>-<counting:b>-<counting:c>x", 1)
                        .build();
        int length = 10_000;
        routes.match(RouteRequest.of("GET", "/" + "-".repeat(length) + "x"));
        assertTrue(asked[0] >= length && asked[0] <= 3L * (length + 1), "asked " + asked[0]);
    }
}
