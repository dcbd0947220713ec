package gateway.server.wire;

import gateway.server.http.Rule;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the {@code .wire} files.
 *
 * <p>A row is a block of lines up to a blank one. First its attributes, each {@code name: text}:
 *
 * <pre>
 *   case:    name of the row, unique
 *   source:  section or advisory
 *   client:  half-closes                (optional: it ends its side after the octets)
 *   server:  strict                     (optional: see {@link ServerMood})
 *   expect:  see {@link Expectation}
 *   rule:    the Rule that the last request breaks; every row that ends with a refusal has one
 *   saw:     PATH_INFO=/a               (optional, several: a line of the probe's last answer)
 *   saw 2:   no HTTP_X                  (the same of the second answer)
 *   answer:  Allow, or Name: value      (optional, several: a field of the last answer)
 * </pre>
 *
 * <p>The rest are the octets in {@link Notation}; the ends of those lines are not octets. A line
 * that begins with {@code #} is a comment. No line ends with a space: {@code \x20} can be seen.
 */
final class WireTable {
    private static final Pattern ATTRIBUTE =
            Pattern.compile(
                    "(case|source|client|server|expect|rule|saw(?: ([1-9]))?|answer): (.*)");

    private WireTable() {}

    /** Every row of every file beside this class, in the order of file names and lines. */
    static List<WireCase> readAll() throws IOException {
        URL one = Objects.requireNonNull(WireTable.class.getResource("request-line.wire"));
        List<Path> files;
        try (Stream<Path> siblings = Files.list(Path.of(one.toURI()).resolveSibling("."))) {
            files = siblings.filter(f -> f.toString().endsWith(".wire")).sorted().toList();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        List<WireCase> rows = new ArrayList<>();
        for (Path file : files) {
            rows.addAll(read(file.getFileName().toString(), Files.readString(file)));
        }
        return rows;
    }

    /**
     * The rows of one file.
     *
     * @throws IllegalArgumentException if it is not in the form above; the message names the line
     */
    static List<WireCase> read(String file, String text) {
        List<WireCase> rows = new ArrayList<>();
        List<String> block = new ArrayList<>();
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.add("");
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String place = file + ":" + (i + 1);
            if (line.endsWith(" ") || line.endsWith("\t")) {
                throw new IllegalArgumentException(place + ": white space at the end");
            }
            if (line.isEmpty() && !block.isEmpty()) {
                rows.add(row(file + ":" + (start + 1), block));
                block.clear();
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                start = block.isEmpty() ? i : start;
                block.add(line);
            }
        }
        return rows;
    }

    private static WireCase row(String place, List<String> block) {
        try {
            return row(place, new ArrayList<>(block), new Attributes());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    private static WireCase row(String place, List<String> lines, Attributes attributes) {
        while (!lines.isEmpty() && attributes.take(lines.getFirst())) {
            lines.removeFirst();
        }
        StringBuilder octets = new StringBuilder();
        for (String line : lines) {
            octets.append(Notation.read(line));
        }
        if (attributes.name.isEmpty() || attributes.source.isEmpty()) {
            throw new IllegalArgumentException("a row needs a case, a source and an expect");
        }
        return new WireCase(
                place,
                attributes.name,
                attributes.source,
                octets.toString(),
                attributes.halfCloses,
                attributes.server,
                Expectation.read(attributes.expect),
                attributes.rule,
                List.copyOf(attributes.sights),
                List.copyOf(attributes.answerFields));
    }

    /** Those of one row, as they are read. */
    private static final class Attributes {
        private final List<WireCase.Sight> sights = new ArrayList<>();
        private final List<String> answerFields = new ArrayList<>();
        private String name = "";
        private String source = "";
        private String expect = "";
        private boolean halfCloses;
        private ServerMood server = ServerMood.PLAIN;
        private Optional<Rule> rule = Optional.empty();

        /** False if the line is no attribute: the octets begin. */
        private boolean take(String line) {
            Matcher attribute = ATTRIBUTE.matcher(line);
            if (!attribute.matches()) {
                return false;
            }
            String text = attribute.group(3);
            switch (attribute.group(1)) {
                case "case" -> name = text;
                case "source" -> source = text;
                case "expect" -> expect = text;
                case "server" -> server = ServerMood.of(text);
                case "rule" -> rule = Optional.of(Rule.valueOf(text));
                case "answer" -> answerFields.add(text);
                case "client" -> {
                    if (!text.equals("half-closes")) {
                        throw new IllegalArgumentException("a client that " + text);
                    }
                    halfCloses = true;
                }
                default -> {
                    String request = Objects.requireNonNullElse(attribute.group(2), "0");
                    sights.add(new WireCase.Sight(Integer.parseInt(request), text));
                }
            }
            return true;
        }
    }
}
