package gateway.toolkit.middleware;

import java.util.regex.Pattern;

/** Origins as browsers write them (RFC 6454 section 6.2). */
final class Origins {
    /** Written by the deployer, so that a regular expression is no risk. */
    private static final Pattern ORIGIN =
            Pattern.compile(
                    "[a-z][a-z0-9+.-]*://(?:[a-z0-9]|[a-z0-9_][a-z0-9._-]*[a-z0-9_]|\\[[0-9a-f:.]+\\])"
                            + "(?::[1-9][0-9]{0,4})?");

    private Origins() {}

    static boolean isOrigin(String text) {
        boolean usualPort =
                (text.startsWith("http://") && text.endsWith(":80"))
                        || (text.startsWith("https://") && text.endsWith(":443"));
        return ORIGIN.matcher(text).matches() && !usualPort;
    }
}
