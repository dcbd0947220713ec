package gateway.toolkit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gateway.api.Header;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is written is a field value that can be sent, and reads back as it was. */
class RoundTripTest {
    private static final int ROUNDS = 1_000;
    private static final String TOKEN = "abcxyzABCXYZ0189!#$%&'+-.^_`|~";
    private static final String TEXT =
            TOKEN + "*   \"\"\\\\,,;;==::/()<>@[]{}?\t\r\n\u0000\u007f\u0085üé€\u202e😀𝄞";

    private final Random random = new Random(20261121);

    private <T> void holds(
            Supplier<T> values, Function<T, String> write, Function<String, T> read) {
        for (int i = 0; i < ROUNDS; i++) {
            T value = values.get();
            String text = write.apply(value);
            // Its constructor refuses what could not be sent.
            Header sent = new Header("X", text);
            assertEquals(value, read.apply(sent.value()), text);
        }
    }

    @Test
    void ofLists() {
        holds(() -> list(this::quotable), FieldList::format, FieldList::parse);
        holds(() -> new TokenSet(list(this::token)), TokenSet::headerValue, TokenSet::parse);
    }

    @Test
    void ofQuotedStrings() {
        holds(this::quotable, QuotedString::quote, QuotedString::unquote);
    }

    @Test
    void ofDates() {
        holds(this::time, HttpDate::format, text -> HttpDate.parse(text).orElseThrow());
    }

    @Test
    void ofParameters() {
        holds(() -> new Options(token(), parameters()), Options::headerValue, Options::parse);
        holds(
                () -> new MediaType(token(), token(), parameters()),
                MediaType::headerValue,
                MediaType::of);
        holds(
                () -> ContentDisposition.attachment(text()),
                ContentDisposition::headerValue,
                text -> ContentDisposition.parse(text).orElseThrow());
    }

    @Test
    void ofEntityTags() {
        holds(this::tag, EntityTag::headerValue, text -> EntityTag.parse(text).orElseThrow());
        holds(
                () -> new EntityTags(false, list(this::tag)),
                EntityTags::headerValue,
                EntityTags::parse);
        holds(() -> EntityTags.ANY, EntityTags::headerValue, EntityTags::parse);
        holds(
                () -> new IfRange(Optional.of(tag()), Optional.empty()),
                IfRange::headerValue,
                IfRange::parse);
        holds(
                () -> new IfRange(Optional.empty(), Optional.of(time())),
                IfRange::headerValue,
                IfRange::parse);
    }

    @Test
    void ofRanges() {
        holds(
                () -> {
                    List<RangeSet.Spec> specs = new ArrayList<>(List.of(spec()));
                    specs.addAll(list(this::spec));
                    return new RangeSet(specs);
                },
                RangeSet::headerValue,
                text -> RangeSet.parse(text).orElseThrow());
        holds(
                () -> {
                    ByteRange range = new ByteRange(random.nextInt(50), 50 + random.nextInt(50));
                    return random.nextBoolean()
                            ? ContentRange.of(range, 100)
                            : new ContentRange(Optional.of(range), OptionalLong.empty());
                },
                ContentRange::headerValue,
                text -> ContentRange.parse(text).orElseThrow());
    }

    @Test
    void ofCacheDirectives() {
        holds(
                () -> {
                    Map<String, Optional<String>> directives = new LinkedHashMap<>();
                    list(this::token)
                            .forEach(
                                    name ->
                                            directives.put(
                                                    name,
                                                    Optional.of(quotable())
                                                            .filter(any -> random.nextBoolean())));
                    return new CacheControl(directives);
                },
                CacheControl::headerValue,
                CacheControl::parse);
        holds(
                () -> Duration.ofSeconds(random.nextInt(1 << 30)),
                DeltaSeconds::format,
                text -> DeltaSeconds.parse(text).orElseThrow());
    }

    @Test
    void ofPolicies() {
        holds(
                () ->
                        ContentSecurityPolicy.EMPTY
                                .with(token(), token() + " " + token())
                                .with(token(), ""),
                ContentSecurityPolicy::headerValue,
                ContentSecurityPolicy::parse);
    }

    @Test
    void ofCookies() {
        holds(() -> Pairs.of(token(), text(), token(), text()), Cookies::format, Cookies::parse);
        holds(this::cookie, SetCookie::headerValue, text -> SetCookie.parse(text).orElseThrow());
    }

    @Test
    void ofCredentials() {
        Function<String, Authorization> read = text -> Authorization.parse(text).orElseThrow();
        holds(
                () -> Authorization.basic(quotable().replaceAll("[:\t\u0085]", ""), token()),
                Authorization::headerValue,
                read);
        holds(() -> Authorization.bearer("a/b+c._~-=="), Authorization::headerValue, read);
        holds(
                () -> new Authorization("Digest", Optional.empty(), parameters()),
                Authorization::headerValue,
                read);
        holds(
                () ->
                        List.of(
                                new Challenge(token(), Optional.empty(), parameters()),
                                new Challenge(token(), Optional.of("abc=="), Parameters.EMPTY),
                                Challenge.basic(text())),
                list -> String.join(", ", list.stream().map(Challenge::headerValue).toList()),
                Challenge::parse);
    }

    @Test
    void ofWhatIsAccepted() {
        holds(
                () ->
                        new AcceptMediaTypes(
                                list(
                                        () ->
                                                new MediaRange(
                                                        new MediaType(
                                                                token(),
                                                                token(),
                                                                parameters().without("q")),
                                                        random.nextInt(1001)))),
                AcceptMediaTypes::headerValue,
                AcceptMediaTypes::parse);
        holds(
                () -> new AcceptEncodings(list(this::weighted)),
                AcceptEncodings::headerValue,
                AcceptEncodings::parse);
        holds(
                () -> new AcceptLanguages(list(this::weighted)),
                AcceptLanguages::headerValue,
                AcceptLanguages::parse);
        holds(
                () -> new AcceptCharsets(list(this::weighted)),
                AcceptCharsets::headerValue,
                AcceptCharsets::parse);
    }

    @Test
    void ofQueries() {
        holds(() -> Pairs.of(text(), text(), text(), text()), Query::format, Query::parse);
        holds(this::text, PercentCoding::encode, PercentCoding::decode);
        holds(this::text, PercentCoding::encodeSegment, PercentCoding::decode);
        holds(this::text, PercentCoding::encodePath, PercentCoding::decode);
    }

    private Weighted weighted() {
        return new Weighted(HttpChars.lower(token()), random.nextInt(1001));
    }

    private SetCookie cookie() {
        SetCookie cookie = SetCookie.of(token(), text());
        cookie =
                random.nextBoolean()
                        ? cookie.withMaxAge(Duration.ofSeconds(random.nextInt()))
                        : cookie;
        cookie = random.nextBoolean() ? cookie.withExpires(time()) : cookie;
        cookie = random.nextBoolean() ? cookie.withDomain("a.example") : cookie;
        cookie = random.nextBoolean() ? cookie.withPath("/" + text()) : cookie;
        cookie = random.nextBoolean() ? cookie.withSecure() : cookie;
        cookie = random.nextBoolean() ? cookie.withHttpOnly() : cookie;
        cookie = random.nextBoolean() ? cookie.withPartitioned() : cookie;
        SameSite rule =
                List.of(SameSite.STRICT, SameSite.LAX, SameSite.NONE).get(random.nextInt(3));
        return random.nextBoolean() ? cookie.withSameSite(rule) : cookie;
    }

    private RangeSet.Spec spec() {
        long first = random.nextLong() >>> 1;
        return switch (random.nextInt(3)) {
            case 0 -> new RangeSet.Between(first / 2, first);
            case 1 -> new RangeSet.From(first);
            default -> new RangeSet.Suffix(first);
        };
    }

    private EntityTag tag() {
        StringBuilder value = new StringBuilder();
        quotable()
                .chars()
                .filter(c -> EntityTag.isTagChar((char) c))
                .forEach(c -> value.append((char) c));
        return new EntityTag(value.toString(), random.nextBoolean());
    }

    private Instant time() {
        return Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L));
    }

    private Parameters parameters() {
        Map<String, String> values = new LinkedHashMap<>();
        list(this::token).forEach(name -> values.put(name, text()));
        if (random.nextBoolean()) {
            values.put("filename", text());
        }
        return new Parameters(values);
    }

    private <T> List<T> list(Supplier<T> elements) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(elements.get());
        }
        return list;
    }

    private String token() {
        return pick(TOKEN, 1 + random.nextInt(8));
    }

    private String text() {
        return pick(TEXT, random.nextInt(12));
    }

    /** Text that a quoted string can have: the octets of a header, without control characters. */
    private String quotable() {
        StringBuilder kept = new StringBuilder();
        text().chars()
                .filter(c -> !HttpChars.isControl((char) c) && c <= 0xFF)
                .forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    private String pick(String alphabet, int length) {
        int[] points = alphabet.codePoints().toArray();
        StringBuilder picked = new StringBuilder();
        for (int i = 0; i < length; i++) {
            picked.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return picked.toString();
    }
}
