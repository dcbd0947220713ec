package gateway.toolkit.request;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hosts that an application answers for. URLs that it makes of a request, in mails or
 * redirects, lead to these and nowhere else.
 *
 * @param patterns {@code example.com} for one host, {@code .example.com} for it and all below it,
 *     either with a port to allow only that; empty to trust any host that is well-formed
 */
public record TrustedHosts(List<String> patterns) {
    /** Any host. */
    public static final TrustedHosts ANY = new TrustedHosts(List.of());

    /**
     * Writes names beyond ASCII in it.
     *
     * @throws IllegalArgumentException if one is malformed
     */
    public TrustedHosts {
        List<String> copy = new ArrayList<>();
        for (String pattern : patterns) {
            boolean below = pattern.startsWith(".");
            String host = below ? pattern.substring(1) : pattern;
            Optional<Host> read =
                    Host.parse(
                            host.startsWith("[") ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED));
            copy.add(
                    (below ? "." : "")
                            + read.orElseThrow(
                                    () -> new IllegalArgumentException("not a host: " + pattern)));
        }
        patterns = List.copyOf(copy);
    }

    /**
     * {@return whether a host is one of them}
     *
     * @param host of a request
     */
    public boolean contains(Host host) {
        return patterns.isEmpty() || patterns.stream().anyMatch(each -> matches(each, host));
    }

    private static boolean matches(String pattern, Host host) {
        boolean below = pattern.startsWith(".");
        Host wanted = Host.parse(below ? pattern.substring(1) : pattern).orElseThrow();
        boolean named =
                wanted.name().equals(host.name())
                        || (below && host.name().endsWith("." + wanted.name()));
        return named && (wanted.port().isEmpty() || wanted.port().equals(host.port()));
    }
}
