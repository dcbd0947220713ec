import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that every Java source of this checkout is formatted, or formats it.
 *
 * <p>Usage: {@code Format check|write}, run by the build in the checkout's top folder. Exit status
 * 1 where {@code check} finds a slip.
 */
final class Format {
    private static final Set<String> NOT_OURS = Set.of("target", ".git");
    private static final Formatter FORMATTER =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    public static void main(String[] words) throws IOException {
        boolean write =
                switch (words.length == 1 ? words[0] : "") {
                    case "write" -> true;
                    case "check" -> false;
                    default ->
                            throw new IllegalArgumentException(
                                    "gateway.format is 'check' or 'write'");
                };
        List<String> slips =
                sources(Path.of("")).parallelStream()
                        .flatMap(file -> slip(file, write).stream())
                        .toList();
        if (write) {
            slips.forEach(slip -> System.out.println("formatted " + slip));
        } else if (!slips.isEmpty()) {
            slips.forEach(
                    slip -> System.err.println("not formatted, or with an unused import: " + slip));
            System.err.println(
                    "To put all of them into shape: mvn -N process-sources -Dgateway.format=write");
            System.exit(1);
        }
    }

    /** What is out of shape about a file, put into shape where that was asked for. */
    private static Optional<String> slip(Path file, boolean write) {
        try {
            String text = Files.readString(file);
            String formatted = format(text);
            if (formatted.equals(text)) {
                return Optional.empty();
            }
            if (write) {
                Files.writeString(file, formatted);
            }
            return Optional.of(file.toString());
        } catch (FormatterException e) {
            return Optional.of(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comments that are broken into lines can need a second round. */
    private static String format(String text) throws FormatterException {
        String before;
        String after = text;
        do {
            before = after;
            after =
                    FORMATTER.formatSource(
                            RemoveUnusedImports.removeUnusedImports(
                                    ImportOrderer.reorderImports(before, Style.AOSP)));
        } while (!after.equals(before));
        return after;
    }

    private static List<Path> sources(Path top) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var entries = Files.list(top)) {
            for (Path entry : (Iterable<Path>) entries.sorted()::iterator) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry)) {
                    if (!NOT_OURS.contains(name)) {
                        found.addAll(sources(entry));
                    }
                } else if (name.endsWith(".java")) {
                    found.add(entry);
                }
            }
        }
        return found;
    }
}
