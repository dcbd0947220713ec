package gateway.server.log;

import org.jspecify.annotations.Nullable;

import java.io.Serial;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Stands for a throwable whose message could pass for lines of the log. */
public final class LoggedThrowable extends Throwable {
    @Serial private static final long serialVersionUID = 1;

    private final String text;

    private LoggedThrowable(String text, @Nullable Throwable cause) {
        super(text, cause);
        this.text = text;
    }

    /**
     * The same failure with its messages as {@link LogText#of} shows them, and those of its causes
     * and of what it suppressed; itself if they need no escape.
     */
    public static Throwable of(Throwable failure) {
        return isHarmless(failure, newSet()) ? failure : copy(failure, newSet());
    }

    private static Set<Throwable> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static boolean isHarmless(Throwable failure, Set<Throwable> seen) {
        if (!seen.add(failure)) {
            return true;
        }
        String text = failure.toString();
        Throwable cause = failure.getCause();
        if (!LogText.of(text).equals(text) || (cause != null && !isHarmless(cause, seen))) {
            return false;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!isHarmless(suppressed, seen)) {
                return false;
            }
        }
        return true;
    }

    /** One that was copied before, as in a cycle of causes, is only named. */
    private static Throwable copy(Throwable failure, Set<Throwable> seen) {
        boolean first = seen.add(failure);
        Throwable cause = first ? failure.getCause() : null;
        Throwable copy =
                new LoggedThrowable(
                        LogText.of(failure.toString()), cause == null ? null : copy(cause, seen));
        copy.setStackTrace(failure.getStackTrace());
        if (first) {
            for (Throwable suppressed : failure.getSuppressed()) {
                copy.addSuppressed(copy(suppressed, seen));
            }
        }
        return copy;
    }

    /** That of the original, name of its class and message. */
    @SuppressWarnings("OverrideThrowableToString") // The name of this class is of no interest.
    @Override
    public String toString() {
        return text;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
