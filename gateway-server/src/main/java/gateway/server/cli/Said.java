package gateway.server.cli;

import java.util.regex.Pattern;

/**
 * What was said of an option somewhere.
 *
 * @param where as the operator knows the place: {@code command line}, the name of a variable, a
 *     file
 */
record Said(String where, String word) {
    private static final Pattern SECRET =
            Pattern.compile("(^|.*[._])(pass(word|phrase)?|passwd|secret|token|key|credentials?)");

    /** The same, with stars where the name of a setting lets one think of a secret. */
    Said hidden(String name) {
        return SECRET.matcher(name).matches() ? hidden() : this;
    }

    /** The same with stars. */
    Said hidden() {
        return new Said(where, "****");
    }
}
