package gateway.toolkit.debug;

import gateway.api.Environ;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Who may see the inside of an application.
 *
 * <p>The Host field is checked because a name of anybody's may point to this machine (DNS
 * rebinding; CVE-2024-34069), the peer because a Host field can be made up, and what proxies add
 * because behind one every peer is local.
 *
 * @param hosts in lower case; one with a dot at its beginning stands for all names below it
 * @param peers judges {@code REMOTE_ADDR}
 */
record Trust(Set<String> hosts, Predicate<String> peers) {
    static final Set<String> LOCAL_HOSTS = Set.of("localhost", ".localhost", "127.0.0.1", "[::1]");

    private static final List<String> FORWARDING =
            List.of(
                    "Forwarded",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Port",
                    "X-Forwarded-Prefix",
                    "X-Forwarded-Proto",
                    "X-Real-IP",
                    "Via");
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9a-f:.]+\\]|[a-z0-9._-]+)(?::[0-9]{1,5})?");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    Trust {
        hosts = Set.copyOf(hosts);
    }

    boolean allows(Map<String, Object> environ) {
        Optional<String> peer = text(environ, Environ.REMOTE_ADDR);
        return Environ.header(environ, "Host").filter(this::isTrusted).isPresent()
                && peer.filter(peers).isPresent()
                && FORWARDING.stream().allMatch(name -> Environ.header(environ, name).isEmpty())
                && isAskedFromHere(environ);
    }

    private static Optional<String> text(Map<String, Object> environ, String key) {
        return environ.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A page of another site may send requests; it must not get at what they bring. */
    private boolean isAskedFromHere(Map<String, Object> environ) {
        boolean foreign =
                Environ.header(environ, "Origin")
                        .filter(
                                origin -> {
                                    int start = origin.indexOf("://");
                                    return start < 0 || !isTrusted(origin.substring(start + 3));
                                })
                        .isPresent();
        boolean embedded =
                Environ.header(environ, "Sec-Fetch-Site").orElse("").equals("cross-site")
                        && !Environ.header(environ, "Sec-Fetch-Mode").orElse("").equals("navigate");
        return !foreign && !embedded;
    }

    private boolean isTrusted(String authority) {
        var matcher = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return false;
        }
        String host = matcher.group(1);
        int dot = host.indexOf('.');
        boolean below = false;
        while (dot > 0 && !below) {
            below = hosts.contains(host.substring(dot));
            dot = host.indexOf('.', dot + 1);
        }
        return below || (!host.startsWith(".") && hosts.contains(host));
    }

    /** Whether an address is one of this machine; no name is looked up. */
    static boolean isLoopback(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
