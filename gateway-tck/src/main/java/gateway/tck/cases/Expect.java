package gateway.tck.cases;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Assertions with messages that show what was expected and what came. */
final class Expect {
    private Expect() {}

    /** Fails unless something holds. */
    static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** Fails unless two things are equal. */
    static void equal(@Nullable Object expected, @Nullable Object actual, String what) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(
                    what + ": expected " + show(expected) + ", came " + show(actual));
        }
    }

    private static String show(@Nullable Object value) {
        String text = String.valueOf(value);
        return "<" + (text.length() > 300 ? text.substring(0, 300) + "…" : text) + ">";
    }
}
