package gateway.server.ops;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lines as others do, who know nothing of how they were written. */
final class LogReader {
    /** One that takes quotes for quotes, and knows no escapes. */
    private static final Pattern COMBINED =
            Pattern.compile(
                    "(?<host>\\S+) (?<login>-) (?<user>-) \\[(?<time>[^]]+)] \"(?<request>[^\"]*)\""
                            + " (?<status>\\d{3}|-) (?<body>\\d+|-) \"(?<referer>[^\"]*)\""
                            + " \"(?<agent>[^\"]*)\"");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))");

    private LogReader() {}

    static Matcher combined(String line) {
        Matcher matcher = COMBINED.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("no line of the combined log format: " + line);
        }
        return matcher;
    }

    /** What stands behind the escapes. */
    static String unescaped(String field) {
        return ESCAPE.matcher(field)
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        Character.toString(
                                                Integer.parseInt(
                                                        match.group(1) == null
                                                                ? match.group(2)
                                                                : match.group(1),
                                                        16))));
    }

    /** The members of one object without objects in it, as text. */
    static Map<String, String> json(String line) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new AssertionError("no object: " + line);
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (members.put(name, parser.getString()) != null) {
                    throw new AssertionError(name + " is there twice: " + line);
                }
            }
            if (parser.nextToken() != null) {
                throw new AssertionError("more than an object: " + line);
            }
        }
        return members;
    }
}
