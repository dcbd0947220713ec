package gateway.toolkit.validator;

import static gateway.api.Environ.*;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What holds for every key of environ, whoever put it there: names, nulls, types, wire strings
 * (ENV-2, ENV-3, ENV-5, STR-1, EXT-1, EXT-12). Unknown keys with a dot are welcome (CONF-4).
 */
final class EnvironKeys {
    private static final Set<String> UNDOTTED =
            Set.of(
                    AUTH_TYPE,
                    CONTENT_LENGTH,
                    CONTENT_TYPE,
                    "GATEWAY_INTERFACE",
                    PATH_INFO,
                    "PATH_TRANSLATED",
                    QUERY_STRING,
                    REMOTE_ADDR,
                    "REMOTE_HOST",
                    "REMOTE_IDENT",
                    REMOTE_PORT,
                    REMOTE_USER,
                    REQUEST_METHOD,
                    REQUEST_URI,
                    SCRIPT_NAME,
                    SERVER_NAME,
                    SERVER_PORT,
                    SERVER_PROTOCOL,
                    "SERVER_SOFTWARE");
    private static final Set<String> GATEWAY =
            Set.of(
                    VERSION,
                    URL_SCHEME,
                    INPUT,
                    INPUT_LENGTH,
                    ERRORS,
                    MULTITHREAD,
                    MULTIPROCESS,
                    RUN_ONCE,
                    RAW_SCRIPT_NAME,
                    RAW_PATH_INFO,
                    RAW_HEADERS,
                    REQUEST_TRAILERS,
                    CLIENT_DISCONNECTED,
                    ON_FINISH,
                    SSL_SESSION);
    private static final Set<String> RESERVED = Set.of(SESSION, LOGGER, REQUEST_ID, DEADLINE);
    private static final Set<String> DECODED = Set.of(SCRIPT_NAME, PATH_INFO);
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9_]+(?:\\.[a-z0-9_]+)+");
    private static final Pattern SYSTEM_PROPERTY =
            Pattern.compile("(?:java|jdk|sun|os|user|file)\\..*");

    private EnvironKeys() {}

    /** Checks one entry, of which a map whose type was got round may hold anything. */
    static void check(
            @Nullable Object key,
            @Nullable Object value,
            Map<String, Object> environ,
            Complaints guilty) {
        if (key == null) {
            guilty.error(Clause.ENV_2, "a key is null", "");
        } else if (!(key instanceof String name)) {
            guilty.error(Clause.ENV_3, "a key is no String", Shown.of(key));
        } else if (value == null) {
            guilty.error(Clause.ENV_2, "the value of " + Shown.of(name) + " is null", "");
        } else if (name.startsWith("HTTP_")) {
            checkText(name, value, guilty); // The name is EnvironHeaders' matter.
        } else if (name.indexOf('.') >= 0) {
            checkDotted(name, value, guilty);
        } else {
            checkUndotted(name, value, environ, guilty);
        }
    }

    private static void checkUndotted(
            String name, Object value, Map<String, Object> environ, Complaints guilty) {
        checkText(name, value, guilty);
        if (UNDOTTED.contains(name)) {
            return;
        }
        if (value.equals(System.getenv(name))) {
            guilty.error(
                    Clause.ENV_5,
                    Shown.of(name) + " is a variable of the operating system's environment",
                    "");
        } else if (environ.containsKey("HTTP_" + name)) {
            guilty.error(
                    Clause.HDR_1, "a request header is also under the key " + Shown.of(name), "");
        } else {
            guilty.error(
                    Clause.ENV_3,
                    "the key " + Shown.of(name) + " has no dot, and is neither ours nor CGI's",
                    Shown.ofKey(name, value));
        }
    }

    private static void checkText(String name, Object value, Complaints guilty) {
        if (!(value instanceof String text)) {
            guilty.error(
                    Clause.ENV_3,
                    "the value of " + Shown.of(name) + " is no String",
                    Shown.of(value));
        } else if (!DECODED.contains(name) && !isWireString(text)) {
            guilty.error(
                    Clause.STR_1,
                    "the value of " + Shown.of(name) + " is no wire string",
                    Shown.ofKey(name, text));
        }
    }

    private static void checkDotted(String name, Object value, Complaints guilty) {
        if (RESERVED.contains(name)) {
            guilty.warning(Clause.EXT_12, "the key " + name + " is reserved", Shown.of(value));
        } else if (name.startsWith("gateway.") && !GATEWAY.contains(name)) {
            guilty.error(
                    Clause.ENV_3,
                    "the key " + Shown.of(name) + " is not defined, and gateway. is reserved",
                    Shown.of(value));
        } else if (!EXTENSION.matcher(name).matches()) {
            guilty.error(
                    Clause.EXT_1,
                    "the key "
                            + Shown.of(name)
                            + " is not made of lower-case letters, digits, _ and dots",
                    "");
        } else if (SYSTEM_PROPERTY.matcher(name).matches()
                && value.equals(System.getProperty(name))) {
            guilty.error(Clause.ENV_5, name + " is a system property", "");
        }
    }

    private static boolean isWireString(String text) {
        return text.chars().allMatch(c -> c <= 0xFF);
    }
}
