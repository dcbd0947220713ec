package gateway.conformance.drift;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines that a source gives to its loggers, each as {@code WARN Listener - could not …}: level,
 * last part of the logger's name, and message with {@code …} for what differs.
 */
final class LogLines {
    /** A field, a variable, or a method that returns one. */
    private static final Pattern LOGGER = Pattern.compile("\\bLogger (\\w+(?:\\(\\))?)\\s*[=;,{)]");

    private static final Pattern NAMED =
            Pattern.compile(
                    "\\bLogger (\\w+)\\s*=\\s*LoggerFactory\\.getLogger\\(\\s*\"[\\w.]*?(\\w+)\"\\s*\\)");

    private static final Pattern CALL =
            Pattern.compile(
                    "(\\w+(?:\\(\\))?|\\bgetLogger\\(\\s*\\w+\\.class\\s*\\))\\s*\\.(info|warn|error)\\(");

    private static final Pattern LITERALS =
            Pattern.compile("\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)+)[,)]");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private LogLines() {}

    /**
     * Those of one file.
     *
     * @param type its class, which is its logger unless it names another
     * @throws IllegalArgumentException if a message is not a constant
     */
    static Set<String> of(String type, String source) {
        Set<String> loggers = new TreeSet<>();
        LOGGER.matcher(source).results().forEach(found -> loggers.add(found.group(1)));
        Map<String, String> names = new HashMap<>();
        NAMED.matcher(source).results().forEach(found -> names.put(found.group(1), found.group(2)));
        Set<String> lines = new TreeSet<>();
        Matcher call = CALL.matcher(source);
        while (call.find()) {
            String logger = call.group(1);
            if (!loggers.contains(logger) && !logger.startsWith("getLogger")) {
                continue;
            }
            Matcher message = LITERALS.matcher(source).region(call.end(), source.length());
            if (!message.lookingAt()) {
                throw new IllegalArgumentException(type + ": no constant after " + call.group());
            }
            String text =
                    String.join(
                            "",
                            LITERAL.matcher(message.group(1))
                                    .results()
                                    .map(found -> found.group(1))
                                    .toList());
            lines.add(
                    call.group(2).toUpperCase(Locale.ROOT)
                            + " "
                            + names.getOrDefault(logger, type)
                            + " - "
                            + text.replaceAll("(?:\\{\\})+", "…"));
        }
        return lines;
    }

    /** Those that the tables of a page have in their first two cells. */
    static List<String> told(String page) {
        return Pattern.compile("(?m)^\\| `((?:INFO|WARN|ERROR) \\w+)` \\| `([^`]+)` \\|")
                .matcher(page)
                .results()
                .map(found -> found.group(1) + " - " + found.group(2))
                .toList();
    }
}
