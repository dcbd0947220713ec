package gateway.tck.mock;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request target taken apart (STR-8 to STR-10).
 *
 * @param authority of an absolute-form target, else {@code ""}
 * @param rawPath the path as received, or {@code *}
 * @param query after the question mark, {@code ""} for none
 */
record Target(String authority, String rawPath, String query) {
    private static final Pattern ALLOWED = Pattern.compile("[!\"$-~]+");
    private static final Pattern ABSOLUTE =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?]*)([^?]*)(\\?.*)?");
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~!$&'()*+,;=%-]+)(:[0-9]*)?");

    static Target parse(String method, String text) throws RefusalException {
        if (!ALLOWED.matcher(text).matches()) {
            throw new RefusalException(400, true);
        }
        if (text.equals("*")) {
            if (!method.equals("OPTIONS")) {
                throw new RefusalException(400, true);
            }
            return new Target("", "*", "");
        }
        int question = text.indexOf('?');
        if (text.startsWith("/")) {
            return question < 0
                    ? new Target("", text, "")
                    : new Target("", text.substring(0, question), text.substring(question + 1));
        }
        return absolute(method, text);
    }

    private static Target absolute(String method, String text) throws RefusalException {
        Matcher parts = ABSOLUTE.matcher(text);
        if (!parts.matches()) {
            throw new RefusalException(400, true);
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.matches("https?") || !isHost(parts.group(2))) {
            throw new RefusalException(400, true);
        }
        String path = parts.group(3);
        boolean asked = parts.group(4) != null;
        String query = asked ? text.substring(text.indexOf('?') + 1) : "";
        if (path.isEmpty()) {
            path = method.equals("OPTIONS") && !asked ? "*" : "/";
        }
        return new Target(parts.group(2), path, query);
    }

    /** Whether this is a host with an optional port (RFC 9110 section 7.2). */
    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }
}
