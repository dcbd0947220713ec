package gateway.toolkit.debug;

import gateway.api.Environ;
import gateway.api.Header;
import gateway.toolkit.http.Authorization;
import gateway.toolkit.http.Cookies;
import gateway.toolkit.http.Pairs;
import gateway.toolkit.http.PercentCoding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An environ as lines of text, without what would let a reader pass for the user: credentials,
 * cookies, and whatever has a name that sounds like one of them.
 */
final class Secrets {
    private static final String HIDDEN = "(hidden)";

    /** Of names without punctuation, in lower case. */
    private static final Set<String> PARTS =
            Set.of(
                    "authorization",
                    "authentication",
                    "cookie",
                    "passwd",
                    "password",
                    "passphrase",
                    "secret",
                    "token",
                    "credential",
                    "apikey",
                    "accesskey",
                    "privatekey",
                    "signature",
                    "session",
                    "jwt",
                    "csrf",
                    "xsrf");

    /** Whole names of parameters, and last words of the names of headers. */
    private static final Set<String> NAMES =
            Set.of("auth", "code", "key", "pass", "pin", "pw", "pwd", "sid", "sig", "state");

    private static final Set<String> WITH_QUERY =
            Set.of(Environ.REQUEST_URI, "HTTP_REFERER", "HTTP_LOCATION");

    /** A value of fewer characters would be found in every second word. */
    private static final int SHORTEST = 5;

    private static final int LONGEST_SHOWN = 2_000;

    private final Set<String> parts;

    Secrets(Set<String> more) {
        Set<String> all = new TreeSet<>(PARTS);
        more.forEach(each -> all.add(plain(each)));
        parts = Set.copyOf(all);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    private boolean isSecret(String name) {
        String plain = plain(name);
        return parts.stream().anyMatch(plain::contains);
    }

    /** The name of a header as its key in the environ, or another key. */
    private boolean isSecretKey(String key) {
        return isSecret(key)
                || (key.startsWith("HTTP_")
                        && NAMES.contains(
                                key.substring(key.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT)));
    }

    /** The scheme of credentials; what stands alone may be the secret itself. */
    private static Optional<String> scheme(String credentials) {
        return Authorization.parse(credentials)
                .filter(each -> each.token().isPresent() || !each.parameters().isEmpty())
                .map(Authorization::scheme);
    }

    /** {@return what is shown of each key, in their order} */
    Map<String, String> shown(Map<String, Object> environ) {
        Map<String, String> shown = new TreeMap<>();
        environ.forEach((key, value) -> shown.put(key, shown(key, value)));
        return shown;
    }

    private String shown(String key, Object value) {
        if (value instanceof String text) {
            return Visible.quoted(shortened(shownText(key, text)));
        }
        if (isSecret(key)) {
            return HIDDEN;
        }
        if (value instanceof Boolean || value instanceof Number) {
            return value.toString();
        }
        if (value instanceof List<?> list
                && list.stream()
                        .allMatch(each -> each instanceof Header || each instanceof Number)) {
            List<String> elements = new ArrayList<>();
            for (Object each : list) {
                elements.add(
                        each instanceof Header header
                                ? header.name()
                                        + ": "
                                        + shownText("HTTP_" + header.name(), header.value())
                                : each.toString());
            }
            return Visible.line(shortened(elements.toString()));
        }
        // Its own toString may be long, slow, or secret.
        return "a " + Visible.line(value.getClass().getName());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN
                ? text
                : text.substring(0, LONGEST_SHOWN) + "… (of " + text.length() + " characters)";
    }

    private String shownText(String key, String text) {
        String name = key.toUpperCase(Locale.ROOT).replace('-', '_');
        if (name.equals("HTTP_COOKIE")) {
            List<String> cookies = new ArrayList<>();
            Cookies.parse(text).names().forEach(each -> cookies.add(each + "=" + HIDDEN));
            return String.join("; ", cookies);
        }
        if (name.endsWith("AUTHORIZATION")) {
            return scheme(text).map(scheme -> scheme + " ").orElse("") + HIDDEN;
        }
        if (isSecretKey(name)) {
            return HIDDEN;
        }
        if (name.equals(Environ.QUERY_STRING)) {
            return query(text);
        }
        int question = text.indexOf('?');
        return WITH_QUERY.contains(name) && question >= 0
                ? text.substring(0, question + 1) + query(text.substring(question + 1))
                : text;
    }

    private String query(String query) {
        List<String> shown = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            shown.add(secretValue(pair).isEmpty() ? pair : pair.split("=", 2)[0] + "=" + HIDDEN);
        }
        return String.join("&", shown);
    }

    /** What a pair of a query says that must not be shown. */
    private Optional<String> secretValue(String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            return Optional.empty();
        }
        String name = PercentCoding.decode(pair.substring(0, equals).replace('+', ' '));
        return isSecret(name) || NAMES.contains(name.toLowerCase(Locale.ROOT))
                ? Optional.of(pair.substring(equals + 1))
                : Optional.empty();
    }

    /** Takes out of a text, such as a message, what is hidden in the environ. */
    String without(Map<String, Object> environ, String text) {
        Set<String> hidden = new LinkedHashSet<>();
        environ.forEach(
                (key, value) -> {
                    if (value instanceof String string) {
                        hidden.addAll(hidden(key, string));
                    }
                });
        List<String> longestFirst = new ArrayList<>(hidden);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        String shown = text;
        for (String each : longestFirst) {
            if (each.length() >= SHORTEST) {
                shown = shown.replace(each, HIDDEN);
            }
        }
        return shown;
    }

    private List<String> hidden(String key, String text) {
        List<String> hidden = new ArrayList<>();
        if (key.equals("HTTP_COOKIE")) {
            Cookies.parse(text).list().stream().map(Pairs.Pair::value).forEach(hidden::add);
        } else if (key.endsWith("AUTHORIZATION")) {
            hidden.add(text.substring(text.indexOf(' ') + 1));
            if (scheme(text).isEmpty()) {
                hidden.add(text);
                hidden.add(text.split(" ", 2)[0]);
            }
            Authorization.parse(text)
                    .flatMap(Authorization::basic)
                    .ifPresent(login -> hidden.add(login.password()));
        } else if (isSecretKey(key)) {
            hidden.add(text);
        } else if (key.equals(Environ.QUERY_STRING)) {
            for (String pair : text.split("&", -1)) {
                secretValue(pair)
                        .ifPresent(
                                value -> {
                                    hidden.add(value);
                                    hidden.add(PercentCoding.decode(value.replace('+', ' ')));
                                });
            }
        }
        return hidden;
    }
}
