package gateway.conformance.validated;

import gateway.tck.app.Notes;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one execution has received, without what differs from run to run: dates, tokens, ports and
 * numbers of threads.
 *
 * @param connections one text for each on which something came, sorted: some cases open several at
 *     once, and some ask until they have an answer
 */
record Transcript(List<String> connections) {
    private static final Pattern DATE = Pattern.compile("(?im)^Date: [^\r\n]*");
    private static final Pattern TOKEN =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ENTRY =
            Pattern.compile("(?:env|type)\\.(?!gateway_toolkit\\.validator)");
    private static final Pattern OBJECT =
            Pattern.compile("(?s)\t(?:\\[?gateway|java\\.[a-z.]+)\\.[\\w.$]+(?:/0x|@|;|$).*");

    private static final Pattern SESSION = Pattern.compile("\tSession\\(.*\\)$");

    Transcript {
        connections = connections.stream().filter(text -> !text.isEmpty()).sorted().toList();
    }

    /** Masks octets. */
    static Transcript of(List<String> texts, Set<Integer> ports) {
        String any = ports.stream().map(String::valueOf).collect(Collectors.joining("|"));
        Pattern port = Pattern.compile("\\b(?:" + (any.isEmpty() ? "PORT" : any) + ")\\b");
        return new Transcript(
                texts.stream()
                        .map(text -> DATE.matcher(text).replaceAll("Date: DATE"))
                        .map(text -> TOKEN.matcher(text).replaceAll("TOKEN"))
                        .map(text -> port.matcher(text).replaceAll("PORT"))
                        .toList());
    }

    /**
     * The environ that the application has noted: without classes of objects, which a validator may
     * wrap, and without its own key. Other notes depend on how threads take turns.
     */
    static String of(Notes notes) {
        return notes.all().stream()
                .map(note -> note.name() + "\t" + note.value())
                .filter(line -> ENTRY.matcher(line).lookingAt())
                .map(line -> OBJECT.matcher(line).replaceAll("\tOBJECT"))
                .map(line -> SESSION.matcher(line).replaceAll("\tSESSION"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Where they differ; empty if nowhere. */
    String differenceFrom(Transcript other) {
        if (equals(other)) {
            return "";
        }
        Set<String> mine = new TreeSet<>(connections);
        Set<String> others = new TreeSet<>(other.connections);
        mine.removeAll(other.connections);
        others.removeAll(connections);
        return connections.size()
                + " and "
                + other.connections.size()
                + " connections:\n"
                + shown(others)
                + "\n--- with the validator\n"
                + shown(mine);
    }

    private static String shown(Set<String> texts) {
        return texts.stream()
                .map(text -> text.length() > 2000 ? text.substring(0, 2000) + "…" : text)
                .collect(Collectors.joining("\n---\n"));
    }
}
