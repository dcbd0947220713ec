package gateway.toolkit.http;

import java.net.IDN;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A cookie that a server sets: the field {@code Set-Cookie} (RFC 6265 section 4.1, and its
 * successor for {@code SameSite}, {@code Partitioned} and the prefixes of names).
 *
 * <pre>{@code
 * SetCookie.of("__Host-id", token).withHttpOnly().withSameSite(SameSite.LAX).headerValue()
 * }</pre>
 *
 * @param name a token; {@code __Secure-…} needs secure, {@code __Host-…} also path {@code /} and no
 *     domain
 * @param value any text
 * @param maxAge how long it is kept, zero or negative to delete it; empty for the browser's session
 * @param expires the same as a date, for clients that do not know maxAge
 * @param domain a host name in ASCII without a first dot: it and all below it get the cookie; empty
 *     for the host alone
 * @param path visible ASCII that begins with a slash: it and all below it get the cookie; empty for
 *     the path of the request without its last segment
 * @param secure whether it is for HTTPS only; always so with SameSite=None and partitioned, as a
 *     browser would refuse them otherwise
 * @param httpOnly whether scripts do not see it
 * @param sameSite whether it is sent with what other sites ask for; empty for the browser's default
 * @param partitioned whether there is one for each site that embeds this one
 */
public record SetCookie(
        String name,
        String value,
        Optional<Duration> maxAge,
        Optional<Instant> expires,
        Optional<String> domain,
        Optional<String> path,
        boolean secure,
        boolean httpOnly,
        Optional<SameSite> sameSite,
        boolean partitioned) {
    /** Name and value together have at most so many octets on the wire, or browsers refuse them. */
    public static final int MOST_OCTETS = 4096;

    private static final String PATH_PUNCTUATION = "%!$&'()*+,/:=@-._~";

    /**
     * Checks all parts.
     *
     * @throws IllegalArgumentException if one is malformed, or the prefix of the name asks for more
     */
    public SetCookie {
        HttpChars.requireToken("a cookie name", name);
        secure |= partitioned || sameSite.equals(Optional.of(SameSite.NONE));
        domain = domain.map(HttpChars::lower);
        if (!domain.map(SetCookie::isDomain).orElse(true)) {
            throw new IllegalArgumentException("the domain is not a host name in ASCII");
        }
        if (!path.map(SetCookie::isPath).orElse(true)) {
            throw new IllegalArgumentException("the path is not ASCII that begins with a slash");
        }
        if (!expires.map(HttpDate::isWritable).orElse(true)) {
            throw new IllegalArgumentException("the year has no four digits");
        }
        if (!isPrefixKept(name, secure, domain, path)) {
            throw new IllegalArgumentException(name + " breaks the rules of its prefix");
        }
    }

    private static boolean isDomain(String domain) {
        return !domain.isEmpty()
                && !domain.startsWith(".")
                && domain.chars()
                        .allMatch(c -> HttpChars.isAlphanumeric((char) c) || "-._".indexOf(c) >= 0);
    }

    private static boolean isPath(String path) {
        return path.startsWith("/") && path.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ';');
    }

    private static boolean isPrefixKept(
            String name, boolean secure, Optional<String> domain, Optional<String> path) {
        String lower = HttpChars.lower(name);
        if (lower.startsWith("__host-")) {
            return secure && domain.isEmpty() && path.equals(Optional.of("/"));
        }
        return secure || !lower.startsWith("__secure-");
    }

    /**
     * {@return a cookie for every path of this host, until the browser is closed}
     *
     * <p>With a prefix in its name it is secure.
     *
     * @param name a token
     * @param value any text
     * @throws IllegalArgumentException if the name is not a token
     */
    public static SetCookie of(String name, String value) {
        String lower = HttpChars.lower(name);
        return new SetCookie(
                name,
                value,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("/"),
                lower.startsWith("__host-") || lower.startsWith("__secure-"),
                false,
                Optional.empty(),
                false);
    }

    /**
     * {@return what makes a browser forget a cookie; path and domain must be those it was set with}
     *
     * @param name a token
     * @throws IllegalArgumentException if it is not
     */
    public static SetCookie delete(String name) {
        return of(name, "").withMaxAge(Duration.ZERO).withExpires(Instant.EPOCH);
    }

    /**
     * Reads a field value as a browser does (RFC 6265 section 5.2).
     *
     * @param text a wire string; octets are read as UTF-8
     * @return the cookie; empty if its name is not a token, its domain not a host name, or the
     *     rules of its prefix are broken. Another attribute that is malformed is as if it were not
     *     there
     */
    public static Optional<SetCookie> parse(String text) {
        int end = text.indexOf(';');
        String pair = end < 0 ? text : text.substring(0, end);
        int equals = pair.indexOf('=');
        String name = HttpChars.trim(pair.substring(0, Math.max(equals, 0)));
        Map<String, String> attributes = attributes(end < 0 ? "" : text.substring(end + 1));
        Optional<String> domain =
                Optional.ofNullable(attributes.get("domain"))
                        .filter(each -> !each.isEmpty())
                        .map(each -> each.startsWith(".") ? each.substring(1) : each);
        Optional<String> path =
                Optional.ofNullable(attributes.get("path")).filter(SetCookie::isPath);
        Optional<SameSite> sameSite =
                Optional.ofNullable(attributes.get("samesite")).flatMap(SameSite::parse);
        boolean partitioned = attributes.containsKey("partitioned");
        boolean secure =
                attributes.containsKey("secure")
                        || partitioned
                        || sameSite.equals(Optional.of(SameSite.NONE));
        if (!HttpChars.isToken(name)
                || !domain.map(SetCookie::isDomain).orElse(true)
                || !isPrefixKept(name, secure, domain, path)) {
            return Optional.empty();
        }
        return Optional.of(
                new SetCookie(
                        name,
                        CookieValue.decode(HttpChars.trim(pair.substring(equals + 1))),
                        Optional.ofNullable(attributes.get("max-age")).flatMap(SetCookie::maxAge),
                        Optional.ofNullable(attributes.get("expires")).flatMap(HttpDate::parse),
                        domain,
                        path,
                        secure,
                        attributes.containsKey("httponly"),
                        sameSite,
                        partitioned));
    }

    /** By name in lower case; the last of several counts. */
    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        for (String attribute : text.split(";", -1)) {
            int equals = attribute.indexOf('=');
            String name = equals < 0 ? attribute : attribute.substring(0, equals);
            String value = equals < 0 ? "" : attribute.substring(equals + 1);
            attributes.put(HttpChars.lower(HttpChars.trim(name)), HttpChars.trim(value));
        }
        return attributes;
    }

    private static Optional<Duration> maxAge(String text) {
        boolean negative = text.startsWith("-");
        OptionalLong seconds = HttpChars.number(negative ? text.substring(1) : text);
        return seconds.isPresent()
                ? Optional.of(
                        Duration.ofSeconds(negative ? -seconds.getAsLong() : seconds.getAsLong()))
                : Optional.empty();
    }

    /**
     * {@return the same, kept so long}
     *
     * @param newMaxAge parts of a second are cut off; zero or negative deletes the cookie
     */
    public SetCookie withMaxAge(Duration newMaxAge) {
        Optional<Duration> span = Optional.of(Duration.ofSeconds(newMaxAge.toSeconds()));
        return new SetCookie(
                name, value, span, expires, domain, path, secure, httpOnly, sameSite, partitioned);
    }

    /**
     * {@return the same, kept until then}
     *
     * @param time in the years 0 to 9999; parts of a second are cut off
     * @throws IllegalArgumentException if the year has no four digits
     */
    public SetCookie withExpires(Instant time) {
        Optional<Instant> date = Optional.of(Instant.ofEpochSecond(time.getEpochSecond()));
        return new SetCookie(
                name, value, maxAge, date, domain, path, secure, httpOnly, sameSite, partitioned);
    }

    /**
     * {@return the same, for a host and all below it}
     *
     * @param host a host name in any script; a first dot is taken off
     * @throws IllegalArgumentException if it is not a host name
     */
    public SetCookie withDomain(String host) {
        String ascii = IDN.toASCII(host.startsWith(".") ? host.substring(1) : host);
        return new SetCookie(
                name,
                value,
                maxAge,
                expires,
                Optional.of(ascii),
                path,
                secure,
                httpOnly,
                sameSite,
                partitioned);
    }

    /**
     * {@return the same, for a path and all below it}
     *
     * @param newPath begins with a slash; what a path cannot have is percent-encoded
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    public SetCookie withPath(String newPath) {
        return new SetCookie(
                name,
                value,
                maxAge,
                expires,
                domain,
                Optional.of(PercentCoding.encode(newPath, PATH_PUNCTUATION)),
                secure,
                httpOnly,
                sameSite,
                partitioned);
    }

    /** {@return the same, for HTTPS only} */
    public SetCookie withSecure() {
        return new SetCookie(
                name, value, maxAge, expires, domain, path, true, httpOnly, sameSite, partitioned);
    }

    /** {@return the same, hidden from scripts} */
    public SetCookie withHttpOnly() {
        return new SetCookie(
                name, value, maxAge, expires, domain, path, secure, true, sameSite, partitioned);
    }

    /**
     * {@return the same with this rule for what other sites ask for; NONE makes it secure}
     *
     * @param rule when it is sent
     */
    public SetCookie withSameSite(SameSite rule) {
        return new SetCookie(
                name,
                value,
                maxAge,
                expires,
                domain,
                path,
                secure,
                httpOnly,
                Optional.of(rule),
                partitioned);
    }

    /** {@return the same, one for each site that embeds this one; this makes it secure} */
    public SetCookie withPartitioned() {
        return new SetCookie(
                name, value, maxAge, expires, domain, path, secure, httpOnly, sameSite, true);
    }

    /** {@return whether browsers refuse it for its size, see {@link #MOST_OCTETS}} */
    public boolean isTooLong() {
        return name.length() + CookieValue.encode(value).length() > MOST_OCTETS;
    }

    /** {@return the field value, in ASCII} */
    public String headerValue() {
        StringBuilder text = new StringBuilder(name).append('=').append(CookieValue.encode(value));
        domain.ifPresent(each -> text.append("; Domain=").append(each));
        expires.ifPresent(each -> text.append("; Expires=").append(HttpDate.format(each)));
        maxAge.ifPresent(each -> text.append("; Max-Age=").append(each.toSeconds()));
        text.append(secure ? "; Secure" : "").append(httpOnly ? "; HttpOnly" : "");
        path.ifPresent(each -> text.append("; Path=").append(each));
        sameSite.ifPresent(each -> text.append("; SameSite=").append(each.text()));
        return text.append(partitioned ? "; Partitioned" : "").toString();
    }
}
