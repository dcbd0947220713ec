package gateway.toolkit.validator;

import static gateway.api.Environ.*;

import java.util.Map;
import java.util.Optional;

/** The request headers in environ (chapter 5 of spec.md), with ENV-13. */
final class EnvironHeaders {
    private EnvironHeaders() {}

    static void check(EnvironReader environ) {
        Complaints caller = environ.caller();
        for (Map.Entry<?, ?> entry : environ.entries()) {
            if (entry.getKey() instanceof String key && key.startsWith("HTTP_")) {
                checkName(key, caller);
                if (entry.getValue() instanceof String value) {
                    checkValue(key, value, caller);
                }
            }
        }
        environ.text(CONTENT_TYPE).ifPresent(type -> checkValue(CONTENT_TYPE, type, caller));
        checkHost(environ);
    }

    private static void checkName(String key, Complaints caller) {
        String name = key.substring("HTTP_".length());
        switch (key) {
            case "HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH" ->
                    caller.error(Clause.ENV_13, key + " is present", "");
            case "HTTP_TRANSFER_ENCODING" -> caller.error(Clause.HDR_7, key + " is present", "");
            case "HTTP_PROXY" -> caller.error(Clause.HDR_8, key + " is present", "");
            default -> {
                if (!name.matches("[A-Za-z0-9_]+")) {
                    caller.error(
                            Clause.HDR_2,
                            "the key "
                                    + Shown.of(key)
                                    + " is of a header whose name is not letters, digits and -",
                            "");
                } else if (!name.matches("[A-Z0-9_]+")) {
                    caller.error(Clause.HDR_1, "the key " + key + " is not upper-case", "");
                }
            }
        }
    }

    /** The last of several lines may have been empty, and was joined all the same (HDR-3). */
    private static String withoutEmptyLines(String key, String value) {
        if (!key.startsWith("HTTP_")) {
            return value;
        }
        String separator = key.equals("HTTP_COOKIE") ? "; " : ", ";
        String rest = value;
        while (rest.endsWith(separator)) {
            rest = rest.substring(0, rest.length() - separator.length());
        }
        return rest;
    }

    private static void checkValue(String key, String value, Complaints caller) {
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            caller.error(
                    Clause.HDR_5, Shown.of(key) + " has CR, LF or NUL", Shown.ofKey(key, value));
        } else if (isBlankAtAnEnd(withoutEmptyLines(key, value))) {
            caller.error(
                    Clause.HDR_5,
                    Shown.of(key) + " has white space at an end",
                    Shown.ofKey(key, value));
        }
    }

    private static void checkHost(EnvironReader environ) {
        Optional<String> host = environ.text("HTTP_HOST");
        if (host.isPresent() && !HostText.isAuthority(host.get())) {
            environ.caller().error(Clause.HDR_6, "HTTP_HOST is no host", Shown.of(host.get()));
        } else if (!environ.has("HTTP_HOST")
                && environ.text(SERVER_PROTOCOL).filter("HTTP/1.1"::equals).isPresent()) {
            environ.caller().error(Clause.HDR_6, "HTTP_HOST is absent in HTTP/1.1", "");
        }
    }

    private static boolean isBlankAtAnEnd(String value) {
        return !value.isEmpty()
                && (isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1)));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
