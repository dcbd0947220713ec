package gateway.conformance.drift;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text files of a checkout, without what the build and the tools have put there. */
final class SourceTree {
    private static final Set<String> NOT_OURS =
            Set.of("target", ".git", ".idea", ".vscode", ".settings", "node_modules");
    private static final long LARGE = 2_000_000;

    private final Path top;
    private final List<Path> files = new ArrayList<>();

    SourceTree(Path top) throws IOException {
        this.top = top;
        Files.walkFileTree(
                top,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes facts) {
                        boolean ours = !NOT_OURS.contains(dir.getFileName().toString());
                        return ours || dir.equals(top)
                                ? FileVisitResult.CONTINUE
                                : FileVisitResult.SKIP_SUBTREE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                        if (facts.isRegularFile() && facts.size() <= LARGE) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        files.sort(null);
    }

    /** Those whose name ends like this. */
    List<Path> files(String ending) {
        return files.stream().filter(file -> file.toString().endsWith(ending)).toList();
    }

    /** As messages name it: relative to the top. */
    String name(Path file) {
        return top.relativize(file).toString();
    }

    /** Every place of this pattern, in texts whose name ends like this. */
    List<Named> find(Pattern pattern, String ending) {
        List<Named> found = new ArrayList<>();
        for (Path file : files(ending)) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                Matcher matcher = pattern.matcher(lines.get(i));
                while (matcher.find()) {
                    found.add(new Named(matcher.group(), name(file) + ":" + (i + 1)));
                }
            }
        }
        return found;
    }

    /** None if the file is no text. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
