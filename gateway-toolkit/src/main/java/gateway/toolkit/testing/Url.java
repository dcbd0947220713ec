package gateway.toolkit.testing;

import gateway.toolkit.http.PercentCoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An absolute {@code http} or {@code https} URL, split (RFC 3986 §3). What stands in the path and
 * in the query is kept as it is, also where {@link java.net.URI} would refuse it.
 *
 * @param scheme {@code http} or {@code https}
 * @param authority host, with a port or without
 * @param path begins with a slash, or is empty
 * @param query {@code ""}, or begins with a question mark
 */
record Url(String scheme, String authority, String path, String query) {
    /** All visible ASCII but the number sign: what a request target may have (STR-10). */
    private static final String TARGET = "!\"$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /**
     * Reads an absolute URL without a fragment.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Url parse(String text) {
        int colon = text.indexOf("://");
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("no absolute URL of http or https: " + text);
        }
        String rest = text.substring(colon + 3);
        int end = 0;
        while (end < rest.length() && "/?".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(0, end);
        if (authority.isEmpty() || authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("no host, or a user: " + text);
        }
        String target = target(rest.substring(end));
        int question = target.indexOf('?');
        return new Url(
                scheme,
                authority,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question));
    }

    /**
     * A path and a query as they can be sent: what is not visible ASCII is quoted.
     *
     * @throws IllegalArgumentException if there is a fragment, which is never sent
     */
    static String target(String text) {
        if (text.indexOf('#') >= 0) {
            throw new IllegalArgumentException("a fragment is not sent: " + text);
        }
        return PercentCoding.encode(text, TARGET);
    }

    /** {@return the host in lower case, an IPv6 address in brackets} */
    String host() {
        return (hasPort() ? authority.substring(0, authority.lastIndexOf(':')) : authority)
                .toLowerCase(Locale.ROOT);
    }

    /** {@return the port in digits; that of the scheme where none is given} */
    String port() {
        String given = hasPort() ? authority.substring(authority.lastIndexOf(':') + 1) : "";
        return given.isEmpty() ? (scheme.equals("https") ? "443" : "80") : given;
    }

    private boolean hasPort() {
        return authority.lastIndexOf(':') > authority.lastIndexOf(']');
    }

    /**
     * {@return where a Location leads from here (RFC 3986 §5.2), without a fragment}
     *
     * @throws IllegalArgumentException if it leads out of http and https
     */
    Url resolve(String reference) {
        int fragment = reference.indexOf('#');
        String text = fragment < 0 ? reference : reference.substring(0, fragment);
        int colon = text.indexOf(':');
        int end = 0;
        while (end < text.length() && "/?".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        if (colon >= 0 && colon < end) {
            return parse(text).normal();
        }
        if (text.startsWith("//")) {
            return parse(scheme + ":" + text).normal();
        }
        int question = text.indexOf('?');
        String newPath = question < 0 ? text : text.substring(0, question);
        String newQuery = question < 0 ? "" : text.substring(question);
        if (newPath.isEmpty()) {
            return new Url(scheme, authority, path, text.isEmpty() ? query : target(newQuery));
        }
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        String whole =
                newPath.startsWith("/") ? newPath : (folder.isEmpty() ? "/" : folder) + newPath;
        return new Url(scheme, authority, target(whole), target(newQuery)).normal();
    }

    /** Without dot segments (RFC 3986 §5.2.4). */
    private Url normal() {
        List<String> kept = new ArrayList<>();
        String[] segments = path.isEmpty() ? new String[] {""} : path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            boolean dots = segments[i].equals("..");
            if (dots && !kept.isEmpty()) {
                kept.remove(kept.size() - 1);
            }
            if (!dots && !segments[i].equals(".")) {
                kept.add(segments[i]);
            } else if (last) {
                kept.add("");
            }
        }
        return new Url(scheme, authority, "/" + String.join("/", kept), query);
    }

    @Override
    public String toString() {
        return scheme + "://" + authority + path + query;
    }
}
