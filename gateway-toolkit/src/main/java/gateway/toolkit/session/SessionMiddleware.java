package gateway.toolkit.session;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingApplication;
import gateway.toolkit.http.Cookies;
import gateway.toolkit.http.SameSite;
import gateway.toolkit.http.SetCookie;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives each request a {@link Session}, kept in a cookie that is signed with HMAC-SHA256.
 *
 * <ul>
 *   <li>The cookie is read when the application asks for the session, not before; a response whose
 *       application did not ask is not touched.
 *   <li>It is written by {@code start} if the session was changed, if more than half of its time is
 *       over, or if it was signed with an older key; deleted if the session is empty now.
 *   <li>A cookie that is forged, too old, or signed with an unknown key counts as none.
 *   <li>{@code Vary: Cookie} stands wherever the application asked.
 *   <li>It is HttpOnly, SameSite=Lax, and Secure where the request came by https.
 * </ul>
 *
 * <p>The values are signed and not encrypted: the browser's user can read them.
 */
public final class SessionMiddleware extends ForwardingApplication {
    /**
     * {@code Function<Map<String, Object>, Session>}: asks for the session of the request that an
     * environ is for (MW-8); see {@link #session}.
     */
    public static final String KEY = "gateway_toolkit.session";

    private final SetCookie template;
    private final Duration maxAge;
    private final SignedCookie cookie;
    private final InstantSource clock;

    private SessionMiddleware(Application inner, Builder builder) {
        super(inner);
        this.template = builder.template;
        this.maxAge = builder.maxAge;
        this.cookie = new SignedCookie(template.name(), builder.keys, maxAge);
        this.clock = builder.clock;
    }

    /**
     * {@return a builder: cookie {@code session} for all paths, for 14 days}
     *
     * @param key signs; at least 32 random octets, the same on all servers
     * @param olderKeys still accepted: what they have signed is signed again with the first
     * @throws IllegalArgumentException if one is shorter
     */
    public static Builder builder(byte[] key, byte[]... olderKeys) {
        List<byte[]> keys = new ArrayList<>();
        keys.add(key.clone());
        for (byte[] older : olderKeys) {
            keys.add(older.clone());
        }
        for (byte[] each : keys) {
            if (each.length < SignedCookie.SHORTEST_KEY) {
                throw new IllegalArgumentException(
                        "a key has only "
                                + each.length
                                + " octets, not "
                                + SignedCookie.SHORTEST_KEY);
            }
        }
        return new Builder(keys);
    }

    /**
     * {@return the session of a request; ask before {@code start}}
     *
     * @param environ the request
     * @throws IllegalArgumentException if no {@code SessionMiddleware} was on the way
     * @throws IllegalStateException if it is first asked for after {@code start}: caches would not
     *     know that the response depends on it
     */
    @SuppressWarnings("unchecked") // The key's type.
    public static Session session(Map<String, Object> environ) {
        if (environ.get(KEY) instanceof Function<?, ?> function) {
            return ((Function<Map<String, Object>, Session>) function).apply(environ);
        }
        throw new IllegalArgumentException("the environ has no " + KEY);
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        boolean https = "https".equals(environ.get(Environ.URL_SCHEME));
        SavingStart start =
                new SavingStart(startResponse, this::read, session -> written(session, https));
        environ.put(KEY, (Function<Map<String, Object>, Session>) start::session);
        return super.call(environ, start);
    }

    private Session read(String cookies) {
        return cookie.read(Cookies.parse(cookies).all(template.name()), clock.instant());
    }

    /** The cookie to set; empty if the browser's is right. */
    private Optional<SetCookie> written(Session session, boolean https) {
        boolean renew = session.origin() == Session.Origin.AGEING && !session.isEmpty();
        if (!session.isChanged() && !renew) {
            return Optional.empty();
        }
        SetCookie secured = https ? template.withSecure() : template;
        if (session.isEmpty()) {
            return session.origin() == Session.Origin.NEW
                    ? Optional.empty()
                    : Optional.of(secured.withMaxAge(Duration.ZERO));
        }
        return Optional.of(
                new SetCookie(
                        secured.name(),
                        cookie.write(session.values(), clock.instant()),
                        Optional.of(maxAge),
                        Optional.empty(),
                        secured.domain(),
                        secured.path(),
                        secured.secure(),
                        true,
                        secured.sameSite(),
                        secured.partitioned()));
    }

    /** Settings. */
    public static final class Builder implements Middleware {
        private final List<byte[]> keys;
        private SetCookie template =
                SetCookie.of("session", "").withHttpOnly().withSameSite(SameSite.LAX);
        private Duration maxAge = Duration.ofDays(14);
        private InstantSource clock = InstantSource.system();

        private Builder(List<byte[]> keys) {
            this.keys = keys;
        }

        /**
         * Uses a cookie with another name, path, domain, or SameSite rule. It is HttpOnly anyway;
         * its value and times do not count.
         *
         * @param cookie such as {@code SetCookie.of("__Host-id", "").withSameSite(SameSite.STRICT)}
         * @return this
         */
        public Builder cookie(SetCookie cookie) {
            template = cookie.withHttpOnly();
            return this;
        }

        /**
         * Ends a session that was not used for so long.
         *
         * @param time more than zero, to the second
         * @return this
         * @throws IllegalArgumentException if it is not
         */
        public Builder maxAge(Duration time) {
            if (time.toSeconds() <= 0) {
                throw new IllegalArgumentException("no time: " + time);
            }
            maxAge = time;
            return this;
        }

        /** For tests. */
        Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        @Override
        public SessionMiddleware wrap(Application inner) {
            return new SessionMiddleware(inner, this);
        }
    }
}
