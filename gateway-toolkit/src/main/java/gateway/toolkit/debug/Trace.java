package gateway.toolkit.debug;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An exception with its causes and suppressed ones, as data.
 *
 * @param links the exception first; each before those that hang on it
 */
record Trace(List<Trace.Link> links) {
    /** More are left out: nobody reads them, and a hostile chain has no end. */
    private static final int MOST_LINKS = 50;

    private static final int MOST_FRAMES = 1_024;
    private static final int MOST_CHARACTERS = 10_000;

    private static final List<String> LIBRARIES =
            List.of(
                    "java.",
                    "javax.",
                    "jdk.",
                    "sun.",
                    "com.sun.",
                    "kotlin.",
                    "gateway.api.",
                    "gateway.server.",
                    "gateway.toolkit.");

    /**
     * One exception.
     *
     * @param relation {@code ""}, {@code "Caused by"} or {@code "Suppressed"}
     * @param depth how many suppressed ones it hangs below
     * @param type name of its class
     * @param message {@code ""} where it has none
     * @param frames those that the one it hangs on does not have
     * @param inCommon how many were left out for that
     */
    record Link(
            String relation,
            int depth,
            String type,
            String message,
            List<Frame> frames,
            int inCommon) {}

    /**
     * One frame.
     *
     * @param element what and where
     * @param library whether it belongs to Java, or to this house
     * @param excerpt its source, where that was found
     */
    record Frame(StackTraceElement element, boolean library, Optional<Excerpt> excerpt) {}

    /** Reads an exception, whatever its methods do. */
    static Trace of(Throwable error, Sources sources, UnaryOperator<String> redact) {
        List<Link> links = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        add(new Place("", 0, List.of()), error, new Reading(sources, redact, links, seen));
        return new Trace(List.copyOf(links));
    }

    private record Place(String relation, int depth, List<StackTraceElement> enclosing) {}

    private record Reading(
            Sources sources, UnaryOperator<String> redact, List<Link> links, Set<Throwable> seen) {}

    private static void add(Place place, Throwable error, Reading reading) {
        if (reading.links.size() == MOST_LINKS || !reading.seen.add(error)) {
            return;
        }
        List<StackTraceElement> frames =
                List.of(careful(error::getStackTrace, new StackTraceElement[0]));
        int common = inCommon(frames, place.enclosing);
        List<Frame> shown =
                frames.subList(0, Math.min(frames.size() - common, MOST_FRAMES)).stream()
                        .map(
                                frame ->
                                        new Frame(
                                                frame,
                                                isLibrary(frame),
                                                reading.sources.excerpt(frame)))
                        .toList();
        String message =
                careful(
                        () -> Optional.ofNullable(error.getLocalizedMessage()).orElse(""),
                        "(its message cannot be read)");
        String bounded =
                message.length() > MOST_CHARACTERS
                        ? message.substring(0, MOST_CHARACTERS) + "…"
                        : message;
        reading.links.add(
                new Link(
                        place.relation,
                        place.depth,
                        error.getClass().getName(),
                        Visible.lines(reading.redact.apply(bounded)),
                        shown,
                        frames.size() - shown.size()));
        for (Throwable suppressed : careful(error::getSuppressed, new Throwable[0])) {
            add(new Place("Suppressed", place.depth + 1, frames), suppressed, reading);
        }
        careful(() -> Optional.ofNullable(error.getCause()), Optional.<Throwable>empty())
                .ifPresent(
                        cause -> add(new Place("Caused by", place.depth, frames), cause, reading));
    }

    /** An exception may override what is asked of it, and fail in it. */
    private static <T> T careful(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (RuntimeException | StackOverflowError e) {
            return otherwise;
        }
    }

    private static int inCommon(List<StackTraceElement> frames, List<StackTraceElement> enclosing) {
        int common = 0;
        while (common < frames.size()
                && common < enclosing.size()
                && frames.get(frames.size() - 1 - common)
                        .equals(enclosing.get(enclosing.size() - 1 - common))) {
            common++;
        }
        return common;
    }

    private static boolean isLibrary(StackTraceElement frame) {
        return LIBRARIES.stream().anyMatch(frame.getClassName()::startsWith);
    }

    /** {@return as {@link Throwable#printStackTrace} writes it} */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Link link : links) {
            String indent = "\t".repeat(link.depth);
            text.append(indent)
                    .append(link.relation.isEmpty() ? "" : link.relation + ": ")
                    .append(Visible.line(link.type))
                    .append(link.message.isEmpty() ? "" : ": " + link.message)
                    .append('\n');
            for (Frame frame : link.frames) {
                text.append(indent)
                        .append("\tat ")
                        .append(Visible.line(frame.element.toString()))
                        .append('\n');
            }
            if (link.inCommon > 0) {
                text.append(indent).append("\t... ").append(link.inCommon).append(" more\n");
            }
        }
        return text.toString();
    }
}
