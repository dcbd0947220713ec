package gateway.toolkit.routing;

import gateway.toolkit.http.PercentCoding;

import java.util.Optional;

/** Puts URLs together so that they stay on the site, whatever a request or a function has in it. */
final class Location {
    /** RFC 3986 §3.3: what a segment may hold unquoted, besides letters and digits. */
    private static final String SEGMENT = "-._~!$&'()*+,;=:@";

    private Location() {}

    /**
     * A path reference, or a URL where the host is another one or is asked for.
     *
     * @param rawPath below the mount, percent-encoded
     * @param query percent-encoded, {@code ""} for none
     */
    static String of(
            Site site, Optional<String> host, boolean absolute, String rawPath, String query) {
        String path = oneSlash(safe(site.rawScriptName() + rawPath, "/"));
        String reference = query.isEmpty() ? path : path + "?" + safe(query, "/?");
        boolean elsewhere = host.isPresent() && !host.get().equals(site.hostName());
        if (!absolute && !elsewhere) {
            return reference;
        }
        return site.scheme() + "://" + host.orElse(site.hostName()) + site.port() + reference;
    }

    /** A browser takes what follows two slashes for a host. */
    private static String oneSlash(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return "/" + path.substring(start);
    }

    /** Quotes what may not stand in a URL, a backslash among it, and keeps what is quoted. */
    private static String safe(String raw, String delimiters) {
        return PercentCoding.encode(raw, SEGMENT + "%" + delimiters);
    }
}
