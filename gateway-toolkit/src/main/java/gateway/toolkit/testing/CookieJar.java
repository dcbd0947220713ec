package gateway.toolkit.testing;

import gateway.toolkit.http.Cookies;
import gateway.toolkit.http.Pairs;
import gateway.toolkit.http.SetCookie;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The cookies of a client, kept and sent as a browser does (RFC 6265 §5.3, §5.4): by domain, path
 * and name, for their time, and those that are secure only under HTTPS or to a loopback host.
 *
 * <p>Public suffixes are not known: a cookie for {@code com} would be kept.
 */
public final class CookieJar {
    private record Kept(
            SetCookie cookie, String domain, boolean hostOnly, String path, Instant end) {
        boolean isFor(Url url) {
            String host = url.host();
            boolean sameHost = host.equals(domain) || (!hostOnly && host.endsWith("." + domain));
            boolean safe =
                    !cookie.secure() || url.scheme().equals("https") || Loopback.isHost(host);
            return sameHost && safe && isBelow(url.path().isEmpty() ? "/" : url.path());
        }

        /** RFC 6265 §5.1.4. */
        private boolean isBelow(String requestPath) {
            return requestPath.equals(path)
                    || (requestPath.startsWith(path)
                            && (path.endsWith("/") || requestPath.charAt(path.length()) == '/'));
        }

        boolean isSame(Kept other) {
            return cookie.name().equals(other.cookie.name())
                    && domain.equals(other.domain)
                    && path.equals(other.path);
        }
    }

    /** Browsers keep no cookie for longer. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private final Clock clock;
    private final Url home;
    private final List<Kept> kept = new ArrayList<>();

    CookieJar(Clock clock, Url home) {
        this.clock = clock;
        this.home = home;
    }

    /**
     * {@return the value of a cookie, whatever its domain and path}
     *
     * @param name as written
     */
    public Optional<String> value(String name) {
        return list().stream()
                .filter(cookie -> cookie.name().equals(name))
                .map(SetCookie::value)
                .findFirst();
    }

    /** {@return the cookies that have not expired, the oldest first; unmodifiable} */
    public List<SetCookie> list() {
        forget();
        return kept.stream().map(Kept::cookie).toList();
    }

    /**
     * Keeps a cookie as if the application's root had set it.
     *
     * @param cookie one that has expired removes its like
     * @return whether it was accepted
     */
    public boolean put(SetCookie cookie) {
        return put(cookie, home);
    }

    /** Forgets all cookies. */
    public void clear() {
        kept.clear();
    }

    /** Keeps what an answer sets. */
    void store(Url url, List<String> fields) {
        for (String field : fields) {
            SetCookie.parse(field).ifPresent(cookie -> put(cookie, url));
        }
    }

    private boolean put(SetCookie cookie, Url url) {
        String host = url.host();
        String domain = cookie.domain().orElse(host);
        if (!host.equals(domain)
                && (!host.endsWith("." + domain) || Character.isDigit(host.charAt(0)))) {
            return false;
        }
        if (cookie.secure() && !url.scheme().equals("https") && !Loopback.isHost(host)) {
            return false;
        }
        Instant end =
                cookie.maxAge()
                        .map(
                                age ->
                                        clock.instant()
                                                .plus(age.compareTo(LONGEST) < 0 ? age : LONGEST))
                        .or(cookie::expires)
                        .orElse(Instant.MAX);
        Kept one =
                new Kept(
                        cookie,
                        domain,
                        cookie.domain().isEmpty(),
                        cookie.path().orElse(folder(url)),
                        end);
        kept.removeIf(one::isSame);
        kept.add(one);
        forget();
        return true;
    }

    /** RFC 6265 §5.1.4, default-path. */
    private static String folder(Url url) {
        int slash = url.path().lastIndexOf('/');
        return slash <= 0 ? "/" : url.path().substring(0, slash);
    }

    private void forget() {
        Instant now = clock.instant();
        kept.removeIf(each -> !each.end().isAfter(now));
    }

    /** The field for a request; empty where no cookie is for it. */
    Optional<String> header(Url url) {
        forget();
        List<Pairs.Pair> pairs =
                kept.stream()
                        .filter(each -> each.isFor(url))
                        .sorted(Comparator.comparingInt(each -> -each.path().length()))
                        .map(each -> new Pairs.Pair(each.cookie().name(), each.cookie().value()))
                        .toList();
        return pairs.isEmpty() ? Optional.empty() : Optional.of(Cookies.format(new Pairs(pairs)));
    }
}
