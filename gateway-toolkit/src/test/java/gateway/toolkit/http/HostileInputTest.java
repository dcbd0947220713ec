package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * No parser throws, and each is done with a long text of anything in a time in which one that takes
 * quadratic time would not be: as many steps as it has characters are far below the limit, their
 * square is far above. How long a text, and how many noises: {@code -Dgateway.hostile=full} takes a
 * mebibyte.
 */
class HostileInputTest {
    private static final boolean FULL = "full".equals(System.getProperty("gateway.hostile"));
    private static final int LONG = FULL ? 1 << 20 : 1 << 18;
    private static final int NOISES = FULL ? 5_000 : 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String ALPHABET =
            "aabb01 \t,,;;==\"\"\\\\''**%%//..--:?&+<>@()[]{}qQzZ\r\n\0\u007f\u0080\u00e9\u00ff"
                    + "\u0663\u2028\u20ac\ud800\udc00";

    private static final Map<String, Function<String, Object>> PARSERS = parsers();

    private static Map<String, Function<String, Object>> parsers() {
        Map<String, Function<String, Object>> parsers = new LinkedHashMap<>();
        List<String> offers = List.of("text/html", "gzip", "en", "utf-8");
        parsers.put("HttpDate", HttpDate::parse);
        parsers.put("QuotedString", QuotedString::unquote);
        parsers.put("FieldList", FieldList::parse);
        parsers.put("TokenSet", TokenSet::parse);
        parsers.put("Parameters", text -> Parameters.parse(text).headerValue());
        parsers.put("Options", text -> Options.parse(text).headerValue());
        parsers.put(
                "MediaType", text -> MediaType.parse("a/b;" + text).flatMap(MediaType::charset));
        parsers.put(
                "ContentDisposition",
                text -> ContentDisposition.parse("a;" + text).map(ContentDisposition::headerValue));
        parsers.put("AcceptMediaTypes", text -> AcceptMediaTypes.parse(text).best(offers));
        parsers.put("AcceptCharsets", text -> AcceptCharsets.parse(text).best(offers));
        parsers.put("AcceptEncodings", text -> AcceptEncodings.parse(text).best(offers));
        parsers.put("AcceptLanguages", text -> AcceptLanguages.parse(text).best(offers));
        parsers.put("CacheControl", text -> CacheControl.parse(text).headerValue());
        parsers.put("ContentSecurityPolicy", ContentSecurityPolicy::parse);
        parsers.put("DeltaSeconds", DeltaSeconds::parse);
        parsers.put("RetryAfter", text -> RetryAfter.parse(text, Instant.EPOCH));
        parsers.put("EntityTag", EntityTag::parse);
        parsers.put("EntityTags", text -> EntityTags.parse(text).containsWeak(EntityTag.weak("a")));
        parsers.put("IfRange", text -> IfRange.parse(text).headerValue());
        parsers.put("RangeSet", text -> RangeSet.parse("bytes=" + text).map(set -> set.select(9)));
        parsers.put("ContentRange", text -> ContentRange.parse("bytes " + text));
        parsers.put("Cookies", Cookies::parse);
        parsers.put(
                "SetCookie", text -> SetCookie.parse("a=b;" + text).map(SetCookie::headerValue));
        parsers.put("SetCookie value", text -> SetCookie.parse("a=" + text));
        parsers.put(
                "Authorization",
                text -> Authorization.parse("Digest " + text).map(Authorization::headerValue));
        parsers.put(
                "Authorization basic",
                text -> Authorization.parse("Basic " + text).flatMap(Authorization::basic));
        parsers.put("Challenge", Challenge::parse);
        parsers.put("PercentCoding", PercentCoding::decode);
        parsers.put("Query", text -> Query.parse(text).names());
        parsers.put("SafePath", text -> SafePath.safeJoin(Path.of("d"), text));
        parsers.put(
                "SafePath on Windows",
                text -> SafePath.segments(text, SafePath.Convention.WINDOWS));
        parsers.put("SecureFileName", SecureFileName::of);
        parsers.put("FileType", FileType::within);
        parsers.put(
                "Preconditions",
                text ->
                        Preconditions.evaluate(
                                Conditions.of("GET", name -> Optional.of(text)),
                                Representation.ofLength(9).withTag(EntityTag.strong("a"))));
        return parsers;
    }

    @TestFactory
    Stream<DynamicTest> takesLinearTime() {
        List<String> inputs = new ArrayList<>();
        for (String unit : List.of(",", "\"", "\\", ";", "a=\"", "a/b;q=0.5,", "a*0=b;")) {
            inputs.add(unit.repeat(LONG / unit.length()));
        }
        inputs.add("a=\"" + "\\".repeat(LONG));
        inputs.add(numbered("a", "=b, "));
        inputs.add(numbered("a", "=b; "));
        return PARSERS.entrySet().stream()
                .map(
                        parser ->
                                DynamicTest.dynamicTest(
                                        parser.getKey(),
                                        () -> {
                                            for (String input : inputs) {
                                                assertTimeoutPreemptively(
                                                        LIMIT,
                                                        () ->
                                                                assertNotNull(
                                                                        parser.getValue()
                                                                                .apply(input)),
                                                        () -> input.substring(0, 40));
                                            }
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> throwsNothing() {
        return PARSERS.entrySet().stream()
                .map(
                        parser ->
                                DynamicTest.dynamicTest(
                                        parser.getKey(),
                                        () -> {
                                            Random random = new Random(20261121);
                                            for (int i = 0; i < NOISES; i++) {
                                                assertNotNull(
                                                        parser.getValue().apply(noise(random)));
                                            }
                                        }));
    }

    private static String noise(Random random) {
        StringBuilder noise = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            noise.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return noise.toString();
    }

    /** As many different names as fit. */
    private static String numbered(String before, String after) {
        StringBuilder text = new StringBuilder(LONG + 40);
        for (int i = 0; text.length() < LONG; i++) {
            text.append(before).append(i).append(after);
        }
        return text.toString();
    }
}
