package gateway.toolkit.middleware;

import gateway.api.Environ;

import java.util.Locale;
import java.util.Map;

/** The host that a request asks for, as something to compare. */
final class HostName {
    private HostName() {}

    /** Without port, in lower case, without the dot that a full name may end in. */
    static String of(Map<String, Object> environ) {
        return canonical(
                withoutPort(
                        Environ.header(environ, "Host")
                                .orElseGet(
                                        () -> String.valueOf(environ.get(Environ.SERVER_NAME)))));
    }

    static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
