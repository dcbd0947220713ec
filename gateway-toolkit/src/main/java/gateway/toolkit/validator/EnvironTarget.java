package gateway.toolkit.validator;

import static gateway.api.Environ.*;

import java.util.Optional;

/**
 * Method, target and paths: each key alone (ENV-6 to ENV-10, ENV-12), and that they agree with each
 * other (STR-3, STR-5, STR-9, STR-10).
 */
final class EnvironTarget {
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    private EnvironTarget() {}

    /**
     * Checks all of them.
     *
     * @param isOutermost whether QUERY_STRING has to be the server's: a middleware may set another
     */
    static void check(EnvironReader environ, boolean isOutermost) {
        Complaints caller = environ.caller();
        String method = environ.requiredText(REQUEST_METHOD, Clause.ENV_6).orElse("");
        if (environ.text(REQUEST_METHOD).isPresent() && !isToken(method)) {
            caller.error(Clause.ENV_6, "REQUEST_METHOD is no token", Shown.of(method));
        }
        environ.requiredText(SERVER_PROTOCOL, Clause.ENV_12)
                .filter(protocol -> !protocol.matches("HTTP/(?:1\\.0|1\\.1|2|3)"))
                .ifPresent(
                        protocol ->
                                caller.error(
                                        Clause.ENV_12,
                                        "SERVER_PROTOCOL is no version of HTTP we know",
                                        Shown.of(protocol)));
        Optional<String> target = environ.requiredText(REQUEST_URI, Clause.ENV_10);
        target.ifPresent(text -> checkTarget(method, text, caller));
        checkQuery(environ, isOutermost);
        checkPaths(environ, method);
        checkRawPaths(environ, method);
    }

    private static void checkTarget(String method, String target, Complaints caller) {
        if (target.isEmpty() || !target.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            caller.error(Clause.ENV_10, "REQUEST_URI is no request target", Shown.of(target));
        } else if (target.indexOf('#') >= 0) {
            caller.error(Clause.STR_10, "REQUEST_URI has a fragment", Shown.of(target));
        } else if (target.equals("*") && !method.equals("OPTIONS")) {
            caller.error(Clause.STR_9, "the target * is not that of OPTIONS", Shown.of(method));
        } else if (!method.equals("CONNECT") && RawPath.ofTarget(method, target).isEmpty()) {
            caller.error(
                    Clause.STR_10,
                    "REQUEST_URI is neither absolute nor * nor begins with /",
                    Shown.of(target));
        }
    }

    private static void checkQuery(EnvironReader environ, boolean isOutermost) {
        Optional<String> query = environ.requiredText(QUERY_STRING, Clause.ENV_9);
        Optional<String> sent = environ.text(REQUEST_URI).map(RawPath::queryOfTarget);
        if (isOutermost && query.isPresent() && sent.isPresent() && !query.equals(sent)) {
            environ.caller()
                    .error(
                            Clause.ENV_9,
                            "QUERY_STRING is not the query of REQUEST_URI",
                            Shown.of(query.get()));
        }
    }

    private static void checkPaths(EnvironReader environ, String method) {
        Complaints caller = environ.caller();
        Optional<String> scriptName = environ.requiredText(SCRIPT_NAME, Clause.ENV_7);
        Optional<String> pathInfo = environ.requiredText(PATH_INFO, Clause.ENV_8);
        scriptName
                .filter(script -> !script.isEmpty())
                .filter(script -> !script.startsWith("/") || script.endsWith("/"))
                .ifPresent(
                        script ->
                                caller.error(
                                        Clause.ENV_7,
                                        "SCRIPT_NAME does not begin with /, or ends with it",
                                        Shown.of(script)));
        if (scriptName.isEmpty() || pathInfo.isEmpty()) {
            return;
        }
        String path = pathInfo.get();
        if (path.equals("*")) {
            if (!method.equals("OPTIONS") || !scriptName.get().isEmpty()) {
                caller.error(
                        Clause.STR_9,
                        "PATH_INFO is * without the method OPTIONS and an empty SCRIPT_NAME",
                        Shown.of(method) + " " + Shown.of(scriptName.get()));
            }
        } else if (!path.isEmpty() && !path.startsWith("/")) {
            caller.error(Clause.ENV_8, "PATH_INFO does not begin with /", Shown.of(path));
        } else if (path.isEmpty() && scriptName.get().isEmpty()) {
            caller.error(Clause.ENV_8, "SCRIPT_NAME and PATH_INFO are both empty", "");
        }
    }

    private static void checkRawPaths(EnvironReader environ, String method) {
        Complaints caller = environ.caller();
        Optional<String> rawScript = environ.required(RAW_SCRIPT_NAME, String.class, Clause.STR_5);
        Optional<String> rawPath = environ.required(RAW_PATH_INFO, String.class, Clause.STR_5);
        checkTwins(environ, RAW_SCRIPT_NAME, SCRIPT_NAME);
        checkTwins(environ, RAW_PATH_INFO, PATH_INFO);
        Optional<String> sent =
                environ.text(REQUEST_URI).flatMap(target -> RawPath.ofTarget(method, target));
        if (rawScript.isEmpty() || rawPath.isEmpty() || sent.isEmpty()) {
            return;
        }
        String raw = rawScript.get() + rawPath.get();
        if (!raw.equals(sent.get())) {
            caller.error(
                    Clause.STR_5,
                    Clause.MW_5,
                    "gateway.raw_script_name and gateway.raw_path_info do not make the path of"
                            + " REQUEST_URI",
                    Shown.of(raw));
        }
    }

    private static void checkTwins(EnvironReader environ, String rawKey, String key) {
        Optional<String> raw = environ.text(rawKey);
        Optional<String> given = environ.text(key);
        if (raw.isEmpty() || given.isEmpty()) {
            return;
        }
        Optional<String> decoded = RawPath.decode(raw.get());
        if (decoded.isEmpty() || decoded.get().chars().anyMatch(EnvironTarget::isControl)) {
            environ.caller()
                    .error(
                            Clause.STR_3,
                            Clause.MW_5,
                            rawKey
                                    + " has a malformed escape, is not UTF-8 or has a control"
                                    + " character",
                            Shown.of(raw.get()));
        } else if (!decoded.equals(given)) {
            environ.caller()
                    .error(
                            Clause.STR_5,
                            Clause.MW_5,
                            rawKey + " does not decode to " + key,
                            Shown.of(raw.get()) + " and " + Shown.of(given.get()));
        }
    }

    private static boolean isControl(int c) {
        return c < ' ' || c == 0x7F;
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(
                                c ->
                                        (c >= 'a' && c <= 'z')
                                                || (c >= 'A' && c <= 'Z')
                                                || (c >= '0' && c <= '9')
                                                || TOKEN_PUNCTUATION.indexOf(c) >= 0);
    }
}
