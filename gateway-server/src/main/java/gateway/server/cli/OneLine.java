package gateway.server.cli;

import java.util.ArrayList;
import java.util.List;

/** What standard error gets: one line, whatever the texts of others hold. */
final class OneLine {
    /** Causes beyond it are not shown: a chain may be a ring. */
    private static final int DEPTH = 8;

    private OneLine() {}

    /** The text, each run of control characters a space. */
    static String of(String text) {
        return text.strip().replaceAll("\\p{Cntrl}+", " ");
    }

    /** Type and message of an exception and of its causes, but no message twice. */
    static String of(Throwable thrown) {
        List<String> parts = new ArrayList<>(List.of(thrown.toString()));
        Throwable cause = thrown.getCause();
        for (int i = 0; cause != null && i < DEPTH; i++) {
            String said = cause.toString();
            // An exception made from a cause alone repeats it.
            if (parts.stream().noneMatch(part -> part.endsWith(said))) {
                parts.add(said);
            }
            cause = cause.getCause();
        }
        return of(String.join(", because of ", parts));
    }
}
