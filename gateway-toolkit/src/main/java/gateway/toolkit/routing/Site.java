package gateway.toolkit.routing;

import gateway.api.Environ;

import java.util.Locale;
import java.util.Map;

/**
 * Where URLs begin: what stands before the path that rules know.
 *
 * @param scheme {@code http} or {@code https}
 * @param host as in the Host field, with its port if it has one; in lower case
 * @param rawScriptName the mount, percent-encoded: {@code ""} or {@code "/…"}
 */
public record Site(String scheme, String host, String rawScriptName) {
    /** Nothing known: good for everything but absolute URLs. */
    public static final Site UNKNOWN = new Site("http", "localhost", "");

    /** What a host and its port may consist of (RFC 9110 §7.2). */
    private static final String HOST_PUNCTUATION = "-._~!$&'()*+,;=:[]%";

    /**
     * Checks the parts, for redirects are made of them.
     *
     * @throws IllegalArgumentException if one is malformed
     */
    public Site {
        host = host.toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("no scheme of a site: " + scheme);
        }
        if (host.isEmpty() || !host.chars().allMatch(Site::isHostCharacter)) {
            throw new IllegalArgumentException("HDR-6: not a host");
        }
        if (!rawScriptName.isEmpty() && !rawScriptName.startsWith("/")) {
            throw new IllegalArgumentException("ENV-7: the mount does not begin with a slash");
        }
    }

    /**
     * {@return the site of a request}
     *
     * @param environ the request
     */
    public static Site of(Map<String, Object> environ) {
        String scheme = text(environ, Environ.URL_SCHEME);
        return new Site(
                scheme,
                Environ.header(environ, "Host").orElseGet(() -> server(environ, scheme)),
                text(environ, Environ.RAW_SCRIPT_NAME));
    }

    private static String server(Map<String, Object> environ, String scheme) {
        String port = text(environ, Environ.SERVER_PORT);
        String name = text(environ, Environ.SERVER_NAME);
        return port.equals(scheme.equals("https") ? "443" : "80") ? name : name + ":" + port;
    }

    private static String text(Map<String, Object> environ, String key) {
        if (environ.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the environ has no " + key);
    }

    private static boolean isHostCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || HOST_PUNCTUATION.indexOf(c) >= 0;
    }

    /** {@return the host without its port} */
    public String hostName() {
        return host.substring(0, host.length() - port().length());
    }

    /** {@return the port with its colon, {@code ""} if there is none} */
    public String port() {
        int colon = host.lastIndexOf(':');
        return colon < 0 || colon < host.lastIndexOf(']') ? "" : host.substring(colon);
    }
}
