import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the clauses of the specification, strictly, and writes them as JSON (CONF-1, CONF-2).
 *
 * <p>Usage: {@code Clauses SPEC JSON}. Exit status 1, and one line {@code file:line: what} for each
 * fault, where a clause is malformed, defined twice or out of order, or where a key word of BCP 14
 * stands outside a clause. The JSON has a line for each clause:
 *
 * <pre>{@code
 * {"version": "1.0", "clauses": [
 *   {"id": "APP-3", "parties": ["A"], "chapter": "2. The application", "line": 257,
 *    "title": "first sentence", "text": "all of it, in Markdown", "state": "testable"}]}
 * }</pre>
 *
 * <p>{@code state} is {@code testable}, {@code not testable} or {@code withdrawn}; the latter two
 * come with a {@code reason}.
 */
final class Clauses {
    private static final Pattern VERSION = Pattern.compile("\\| Version \\| (\\d+\\.\\d+) \\|");
    private static final Pattern CHAPTER =
            Pattern.compile("## (\\d+\\. .+) \\(([A-Z]+(?:, [A-Z]+)*)\\)");
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "- \\*\\*([A-Z]+)-([1-9]\\d*)\\*\\* \\((all|[SAMV](?:, [SAMV])*)\\): (\\S.*)");
    private static final Pattern BOLD_ID = Pattern.compile("\\*\\*\\s*([A-Z]+)-(\\d+)");
    private static final Pattern KEY_WORD =
            Pattern.compile("\\b(MUST|REQUIRED|SHALL|SHOULD|RECOMMENDED|MAY|OPTIONAL)\\b");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|`[^`]*`");
    private static final Pattern SENTENCE =
            Pattern.compile("((?:`[^`]*`|[^`])+?[.?!])(?=\\s+[\"`*(A-Z]|$)");
    private static final Pattern NOT_TESTABLE = Pattern.compile("\\*Not testable: ([^*]+)\\.\\*$");
    private static final Pattern WITHDRAWN =
            Pattern.compile("Withdrawn in version \\d+\\.\\d+: \\S.*\\.");
    private static final String NOT_NORMATIVE = "This chapter is not normative.";

    /** What a test may ask of a clause. */
    private enum State {
        TESTABLE("testable"),
        NOT_TESTABLE("not testable"),
        WITHDRAWN("withdrawn");

        final String word;

        State(String word) {
            this.word = word;
        }
    }

    private record Clause(
            String id,
            List<String> parties,
            String chapter,
            int line,
            String text,
            State state,
            Optional<String> reason) {}

    private final Path spec;
    private final List<String> faults = new ArrayList<>();
    private final List<Clause> clauses = new ArrayList<>();
    private final Map<String, Integer> defined = new HashMap<>();
    private final Set<String> families = new HashSet<>();

    /** Those of the chapter being read, in the order that its heading gives. */
    private List<String> chapterFamilies = List.of();

    private String chapter = "";
    private int chapters;
    private String family = "";
    private int number;
    private String version = "";

    private Clauses(Path spec) {
        this.spec = spec;
    }

    public static void main(String[] words) throws IOException {
        if (words.length != 2) {
            throw new IllegalArgumentException("Usage: Clauses SPEC JSON");
        }
        List<String> faults = write(Path.of(words[0]), Path.of(words[1]));
        if (!faults.isEmpty()) {
            faults.forEach(System.err::println);
            System.exit(1);
        }
    }

    /** Writes the JSON, unless there are faults: a line for each. */
    static List<String> write(Path spec, Path json) throws IOException {
        Clauses reading = new Clauses(spec);
        reading.read(Files.readAllLines(spec));
        if (reading.faults.isEmpty()) {
            Files.createDirectories(json.toAbsolutePath().getParent());
            byte[] octets = reading.json().getBytes(StandardCharsets.UTF_8);
            // An untouched file keeps later steps of the build from starting again.
            if (!Files.exists(json) || !Arrays.equals(octets, Files.readAllBytes(json))) {
                Files.write(json, octets);
            }
        }
        return reading.faults;
    }

    private void read(List<String> lines) {
        boolean fenced = false;
        boolean normative = true;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                fenced = !fenced;
            }
            if (fenced) {
                continue;
            }
            Matcher stated = VERSION.matcher(line);
            if (stated.matches()) {
                version = stated.group(1);
            } else if (line.startsWith("## ")) {
                normative = true;
                enterChapter(line, i + 1);
            } else if (line.equals(NOT_NORMATIVE)) {
                normative = false;
            } else if (CLAUSE.matcher(line).matches()) {
                int first = i;
                StringBuilder text = new StringBuilder();
                while (i + 1 < lines.size() && lines.get(i + 1).startsWith("  ")) {
                    i++;
                    String more = lines.get(i).substring(2);
                    if (more.isBlank() || more.startsWith(" ")) {
                        fault(i + 1, "a clause goes on with an indentation of two spaces");
                    }
                    checkIdsNotDefined(more, i + 1);
                    text.append(' ').append(more.strip());
                }
                if (i + 1 < lines.size() && !endsClause(lines.get(i + 1))) {
                    fault(i + 2, "a clause ends with an empty line or the next clause");
                }
                addClause(line, text.toString(), first + 1);
            } else {
                checkIdsNotDefined(line, i + 1);
                Matcher word = KEY_WORD.matcher(QUOTED.matcher(line).replaceAll(""));
                if (normative && word.find()) {
                    fault(i + 1, word.group() + " outside a clause");
                }
            }
        }
        checkChapterEnded(lines.size());
        if (fenced) {
            fault(lines.size(), "a ``` block is left open");
        }
        if (version.isEmpty()) {
            fault(1, "no version in a row '| Version | x.y |'");
        }
        if (clauses.isEmpty()) {
            fault(1, "no clause");
        }
    }

    private void enterChapter(String line, int at) {
        checkChapterEnded(at);
        Matcher heading = CHAPTER.matcher(line);
        chapter = "";
        chapterFamilies = List.of();
        family = "";
        number = 0;
        if (heading.matches()) {
            chapter = heading.group(1);
            chapterFamilies = List.of(heading.group(2).split(", "));
            chapters++;
            if (!chapter.startsWith(chapters + ". ")) {
                fault(at, "chapter " + chapters + " expected");
            }
            for (String name : chapterFamilies) {
                if (!families.add(name)) {
                    fault(at, name + " belongs to an earlier chapter");
                }
            }
        }
    }

    private void checkChapterEnded(int at) {
        if (!chapterFamilies.isEmpty()
                && !family.equals(chapterFamilies.get(chapterFamilies.size() - 1))) {
            fault(at, "chapter " + chapter + " lacks clauses of " + chapterFamilies);
        }
    }

    /** A clause is written in one way; another that looks like one would be lost. */
    private void checkIdsNotDefined(String line, int at) {
        Matcher bold = BOLD_ID.matcher(line);
        if (bold.find()) {
            fault(
                    at,
                    bold.group(1)
                            + "-"
                            + bold.group(2)
                            + " is bold but does not begin a clause:"
                            + " '- **"
                            + bold.group(1)
                            + "-1** (S, A): text' is one");
        }
    }

    private static boolean endsClause(String line) {
        return line.isEmpty() || line.startsWith("- **");
    }

    private void addClause(String line, String more, int at) {
        Matcher clause = CLAUSE.matcher(line);
        if (!clause.matches()) {
            throw new IllegalStateException(line);
        }
        String id = clause.group(1) + "-" + clause.group(2);
        String text = clause.group(4).strip() + more;
        checkPlace(id, clause.group(1), Integer.parseInt(clause.group(2)), at);
        List<String> parties = List.of(clause.group(3).split(", "));
        if (new LinkedHashSet<>(parties).size() != parties.size()) {
            fault(at, id + " names a party twice");
        }
        Matcher untestable = NOT_TESTABLE.matcher(text);
        State state = State.TESTABLE;
        Optional<String> reason = Optional.empty();
        if (text.startsWith("Withdrawn")) {
            state = State.WITHDRAWN;
            reason = Optional.of(text);
            if (!WITHDRAWN.matcher(text).matches()) {
                fault(at, id + " is not 'Withdrawn in version x.y: reason.'");
            }
        } else if (untestable.find()) {
            state = State.NOT_TESTABLE;
            reason = Optional.of(untestable.group(1));
        } else if (text.contains("*Not") || !text.endsWith(".")) {
            fault(at, id + " ends neither with a full stop nor with '*Not testable: reason.*'");
        }
        if (state != State.WITHDRAWN
                && !KEY_WORD.matcher(QUOTED.matcher(text).replaceAll("")).find()) {
            fault(at, id + " has no key word of BCP 14");
        }
        clauses.add(new Clause(id, parties, chapter, at, text, state, reason));
    }

    private void checkPlace(String id, String name, int value, int at) {
        Integer before = defined.putIfAbsent(id, at);
        if (before != null) {
            fault(at, id + " is defined twice, first in line " + before);
            return;
        }
        int place = chapterFamilies.indexOf(name);
        if (place < 0) {
            fault(at, id + " stands outside the chapter of " + name);
        } else if (name.equals(family)) {
            expectNumber(id, value, number + 1, at);
        } else {
            if (place != chapterFamilies.indexOf(family) + 1) {
                fault(at, id + " is out of order, the chapter says " + chapterFamilies);
            }
            expectNumber(id, value, 1, at);
        }
        family = name;
        number = value;
    }

    private void expectNumber(String id, int value, int expected, int at) {
        if (value != expected) {
            fault(
                    at,
                    id
                            + " where number "
                            + expected
                            + " is expected; a withdrawn clause stays in its place");
        }
    }

    private void fault(int line, String what) {
        faults.add(spec + ":" + line + ": " + what);
    }

    private String json() {
        StringBuilder out = new StringBuilder("{\"version\": ").append(quoted(version));
        out.append(", \"clauses\": [\n");
        for (int i = 0; i < clauses.size(); i++) {
            Clause clause = clauses.get(i);
            List<String> parties = clause.parties.stream().map(Clauses::quoted).toList();
            out.append("  {\"id\": ").append(quoted(clause.id));
            out.append(", \"parties\": ").append(parties);
            out.append(", \"chapter\": ").append(quoted(clause.chapter));
            out.append(", \"line\": ").append(clause.line);
            out.append(", \"title\": ").append(quoted(firstSentence(clause.text)));
            out.append(", \"text\": ").append(quoted(clause.text));
            out.append(", \"state\": ").append(quoted(clause.state.word));
            clause.reason.ifPresent(reason -> out.append(", \"reason\": ").append(quoted(reason)));
            out.append(i + 1 < clauses.size() ? "},\n" : "}\n");
        }
        return out.append("]}\n").toString();
    }

    private static String firstSentence(String text) {
        Matcher sentence = SENTENCE.matcher(text);
        return sentence.lookingAt() ? sentence.group(1) : text;
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
