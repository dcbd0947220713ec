package gateway.toolkit.http;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Joins a directory and a path from a client so that the result is the directory or below it.
 *
 * <p>This is about names alone, the file system is not asked: whoever must not follow symbolic
 * links out of the directory compares {@link Path#toRealPath} as well.
 */
public final class SafePath {
    /** Whose rules a path has to keep. */
    public enum Convention {
        /** A slash separates, and everything else but NUL is a name. */
        POSIX,
        /** Backslashes, colons, device names and endings that are dropped are refused as well. */
        WINDOWS;

        /** {@return that of this machine} */
        public static Convention ofThisMachine() {
            return File.separatorChar == '\\' ? WINDOWS : POSIX;
        }
    }

    private SafePath() {}

    /**
     * Joins by the rules of this machine.
     *
     * @param directory where the result has to be
     * @param untrusted a decoded path with slashes, relative; {@code .} and {@code ..} are resolved
     * @return the path; empty if it would be outside, or is absolute or no path at all
     */
    public static Optional<Path> safeJoin(Path directory, String untrusted) {
        return segments(untrusted, Convention.ofThisMachine())
                .flatMap(segments -> resolve(directory, segments));
    }

    /**
     * Takes a path apart by given rules.
     *
     * @param untrusted a decoded path with slashes
     * @param convention the rules
     * @return names without {@code .} and {@code ..}, none for the directory itself; empty if the
     *     path is absolute, leads outside, or breaks a rule
     */
    public static Optional<List<String>> segments(String untrusted, Convention convention) {
        if (untrusted.startsWith("/") || untrusted.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Deque<String> names = new ArrayDeque<>();
        for (String segment : untrusted.split("/", -1)) {
            if (convention == Convention.WINDOWS && !isNameOnWindows(segment)) {
                return Optional.empty();
            }
            if (segment.equals("..")) {
                if (names.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                names.addLast(segment);
            }
        }
        return Optional.of(List.copyOf(new ArrayList<>(names)));
    }

    private static Optional<Path> resolve(Path directory, List<String> segments) {
        try {
            Path path = directory;
            if (!segments.isEmpty()) {
                path = directory.resolve(String.join(File.separator, segments));
            }
            return Optional.of(path);
        } catch (InvalidPathException e) {
            // A character that the file system has no octets for.
            return Optional.empty();
        }
    }

    /** Windows drops dots and spaces at an end, which would make {@code ".. "} go up. */
    private static boolean isNameOnWindows(String segment) {
        boolean relative = segment.isEmpty() || segment.equals(".") || segment.equals("..");
        return relative
                || (!segment.endsWith(".")
                        && !segment.endsWith(" ")
                        && segment.chars().noneMatch(c -> c < ' ' || "\\:*?\"<>|".indexOf(c) >= 0)
                        && !WindowsNames.isDevice(segment));
    }
}
