package gateway.server.call;

import gateway.api.Application;
import gateway.server.http.RequestTarget;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An application and the path prefix under which it is reached (ENV-7).
 *
 * @param prefix {@code ""}, or decoded: {@code "/…"} without a slash at its end
 * @param application what answers there
 */
public record Mount(String prefix, Application application) {
    /** Checks the prefix. */
    public Mount {
        if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "mount '" + prefix + "' does not begin with / or ends with one, such as /shop");
        }
    }

    /**
     * True for a path that is the prefix, or goes on with a slash behind it; {@code *} is the root
     * mount's.
     */
    boolean matches(String path) {
        return path.startsWith(prefix)
                && (prefix.isEmpty()
                        || path.length() == prefix.length()
                        || path.charAt(prefix.length()) == '/');
    }

    /** How many chars of the raw path decode to the prefix (STR-5). */
    int rawLength(RequestTarget target) {
        int octets = prefix.getBytes(StandardCharsets.UTF_8).length;
        int i = 0;
        for (; octets > 0; octets--) {
            i += target.rawPath().charAt(i) == '%' ? 3 : 1;
        }
        return i;
    }

    /**
     * Checks what is mounted together.
     *
     * @throws IllegalArgumentException if it is nothing, or two have the same prefix
     */
    public static void requireDistinct(List<Mount> mounts) {
        Set<String> prefixes = new HashSet<>();
        for (Mount mount : mounts) {
            if (!prefixes.add(mount.prefix())) {
                throw new IllegalArgumentException(
                        "two applications are mounted at '" + mount.prefix() + "'");
            }
        }
        if (prefixes.isEmpty()) {
            throw new IllegalArgumentException("there is no application to serve");
        }
    }
}
