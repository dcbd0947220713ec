package gateway.tck.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a journal held when it was read, in order. Asking for what was not noted fails: an
 * observation that was never made shows nothing.
 */
public record Notes(List<Note> all) {
    /** Copies the list. */
    public Notes {
        all = List.copyOf(all);
    }

    /** The value of the only note of a name. */
    public String one(String name) {
        List<String> values = values(name);
        if (values.size() != 1) {
            throw new AssertionError(
                    "the probe noted "
                            + name
                            + " "
                            + values.size()
                            + " times, not once: "
                            + names());
        }
        return values.get(0);
    }

    /** The values of the notes of a name, in order; at least one. */
    public List<String> some(String name) {
        List<String> values = values(name);
        if (values.isEmpty()) {
            throw new AssertionError("the probe did not note " + name + ": " + names());
        }
        return values;
    }

    /** How many notes have a name. */
    public int count(String name) {
        return values(name).size();
    }

    /** All names in order. */
    public List<String> names() {
        return all.stream().map(Note::name).toList();
    }

    /** The names that are among some, in order. */
    public List<String> names(Set<String> among) {
        return names().stream().filter(among::contains).toList();
    }

    /** The threads that made notes. */
    public Set<Long> threads() {
        Set<Long> threads = new TreeSet<>();
        all.forEach(note -> threads.add(note.thread()));
        return threads;
    }

    /** The threads that made notes of a name. */
    public Set<Long> threads(String name) {
        return new Notes(all.stream().filter(note -> note.name().equals(name)).toList()).threads();
    }

    /** Notes whose names begin with a prefix, as a map without it. */
    public Map<String, String> map(String prefix) {
        Map<String, String> map = new TreeMap<>();
        for (Note note : all) {
            if (note.name().startsWith(prefix)) {
                map.put(note.name().substring(prefix.length()), note.value());
            }
        }
        return map;
    }

    private List<String> values(String name) {
        return all.stream().filter(note -> note.name().equals(name)).map(Note::value).toList();
    }

    /** Lines of ASCII: thread, name and value between tabs. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (Note note : all) {
            text.append(note.thread()).append('\t').append(escape(note.name())).append('\t');
            text.append(escape(note.value())).append('\n');
        }
        return text.toString();
    }

    /** The reverse of {@link #toText}. */
    public static Notes parse(String text) {
        List<Note> notes = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] parts = line.split("\t", -1);
            notes.add(new Note(Long.parseLong(parts[0]), unescape(parts[1]), unescape(parts[2])));
        }
        return new Notes(notes);
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '\\') {
                escaped.append(String.format("\\%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
