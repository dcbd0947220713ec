package gateway.sample.shortly;

import gateway.toolkit.request.Host;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A URL that a link may lead to: {@code http} or {@code https}, with a host and without a user.
 *
 * @param url in ASCII, with scheme and host in lower case, without the default port
 * @param host without the default port
 */
record WebAddress(String url, Host host) {
    /** What browsers and proxies take without asking. */
    static final int LONGEST = 2048;

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * Reads what somebody has typed.
     *
     * @return empty if it is no such URL
     */
    static Optional<WebAddress> parse(String typed) {
        try {
            URI uri = new URI(typed.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
            // "http://bank.example@evil.example/" is made to be misread: a host has no "@".
            return Host.parse(IDN.toASCII(authority))
                    .filter(host -> SCHEMES.contains(scheme))
                    .map(host -> of(scheme, host.withoutDefaultPort(scheme), uri))
                    .filter(address -> address.url.length() <= LONGEST)
                    // Java takes "http://1.2.3/" for a URI whose authority is no host.
                    .filter(address -> URI.create(address.url).getHost() != null);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static WebAddress of(String scheme, Host host, URI uri) {
        StringBuilder url = new StringBuilder(scheme + "://" + host);
        url.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
        if (uri.getRawQuery() != null) {
            url.append('?').append(uri.getRawQuery());
        }
        if (uri.getRawFragment() != null) {
            url.append('#').append(uri.getRawFragment());
        }
        return new WebAddress(URI.create(url.toString()).toASCIIString(), host);
    }
}
