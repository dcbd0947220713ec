package gateway.toolkit.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.toolkit.http.Pairs;
import gateway.toolkit.http.Query;
import gateway.toolkit.http.SetCookie;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Values as the text of a cookie and back: {@code values.time.signature}.
 *
 * <p>The values are a query in Base64 for URLs; the time, in seconds since 1970, is written to the
 * base 36; the signature is HMAC-SHA256 (RFC 2104) of the cookie's name and both, so that a cookie
 * does not count under another name.
 */
final class SignedCookie {
    static final int SHORTEST_KEY = 32;

    private static final String HMAC = "HmacSHA256";

    /** Two dots, the equals sign, a signature of 43 characters, and a time. */
    private static final int MOST_BESIDE = 3 + 43 + 13;

    /** Clocks of several servers differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final String name;
    private final List<SecretKeySpec> keys;
    private final Duration maxAge;

    /** The first key signs, all are accepted. */
    SignedCookie(String name, List<byte[]> keys, Duration maxAge) {
        this.name = name;
        this.keys = keys.stream().map(key -> new SecretKeySpec(key, HMAC)).toList();
        this.maxAge = maxAge;
    }

    /** The session in the first of these texts that is ours. */
    Session read(List<String> texts, Instant now) {
        for (String text : texts) {
            Optional<Session> session = read(text, now);
            if (session.isPresent()) {
                return session.get();
            }
        }
        return session(Map.of(), texts.isEmpty() ? Session.Origin.NEW : Session.Origin.REFUSED);
    }

    private Optional<Session> read(String text, Instant now) {
        int last = text.lastIndexOf('.');
        int dot = text.lastIndexOf('.', last - 1);
        if (dot < 0 || text.length() > SetCookie.MOST_OCTETS) {
            return Optional.empty();
        }
        int key = key(text.substring(0, last), text.substring(last + 1));
        if (key < 0) {
            return Optional.empty();
        }
        // From here on it is what we have written.
        Instant issued = Instant.ofEpochSecond(Long.parseLong(text.substring(dot + 1, last), 36));
        Duration age = Duration.between(issued, now);
        if (age.compareTo(maxAge) > 0 || age.compareTo(SKEW.negated()) < 0) {
            return Optional.empty();
        }
        boolean ageing = key > 0 || age.compareTo(maxAge.dividedBy(2)) > 0;
        return Optional.of(
                session(
                        values(text.substring(0, dot)),
                        ageing ? Session.Origin.AGEING : Session.Origin.CURRENT));
    }

    private Session session(Map<String, String> values, Session.Origin origin) {
        return new Session(values, origin, this::fits);
    }

    /** Whether browsers take a cookie with these values. */
    private boolean fits(Map<String, String> values) {
        int octets = payload(values).length();
        return name.length() + octets + MOST_BESIDE <= SetCookie.MOST_OCTETS;
    }

    /** Which key has signed; -1 if none. */
    private int key(String signed, String signature) {
        byte[] given = signature.getBytes(UTF_8);
        int found = -1;
        for (int i = 0; i < keys.size(); i++) {
            if (MessageDigest.isEqual(sign(keys.get(i), signed).getBytes(UTF_8), given)
                    && found < 0) {
                found = i;
            }
        }
        return found;
    }

    private static Map<String, String> values(String base64) {
        String query = new String(Base64.getUrlDecoder().decode(base64), UTF_8);
        Map<String, String> values = new LinkedHashMap<>();
        for (Pairs.Pair pair : Query.parse(query)) {
            values.put(pair.name(), pair.value());
        }
        return values;
    }

    private static String payload(Map<String, String> values) {
        List<Pairs.Pair> pairs = new ArrayList<>();
        values.forEach((key, value) -> pairs.add(new Pairs.Pair(key, value)));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Query.format(new Pairs(pairs)).getBytes(UTF_8));
    }

    String write(Map<String, String> values, Instant now) {
        String signed = payload(values) + "." + Long.toString(now.getEpochSecond(), 36);
        return signed + "." + sign(keys.get(0), signed);
    }

    private String sign(SecretKeySpec key, String signed) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(name.getBytes(UTF_8));
            mac.update((byte) '=');
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }
}
