package gateway.toolkit.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects parameters in their three spellings: {@code name}, {@code name*}, and numbered pieces
 * {@code name*0}, {@code name*1*}.
 */
final class ParameterReader {
    // A sender cuts at about 70 characters: more pieces than this no name has.
    private static final int MOST_PIECES = 100;

    private record Piece(String text, boolean escaped) {}

    private final FieldReader reader;
    private final char separator;
    private final boolean blanksAroundEquals;
    private final Map<String, String> plain = new LinkedHashMap<>();
    private final Map<String, String> extended = new LinkedHashMap<>();
    private final Map<String, SortedMap<Integer, Piece>> pieces = new LinkedHashMap<>();

    private ParameterReader(String text, char separator, boolean blanksAroundEquals) {
        this.reader = new FieldReader(text);
        this.separator = separator;
        this.blanksAroundEquals = blanksAroundEquals;
    }

    /** Those of RFC 9110 section 5.6.6: semicolons separate, no blank beside an equals sign. */
    static Map<String, String> readParameters(String text) {
        return read(new ParameterReader(text, ';', false));
    }

    /** Those of RFC 9110 section 11.2: commas separate, blanks beside an equals sign. */
    static Map<String, String> readAuthParameters(String text) {
        return read(new ParameterReader(text, ',', true));
    }

    private static Map<String, String> read(ParameterReader reader) {
        reader.readAll();
        return reader.values();
    }

    private void readAll() {
        while (!reader.atEnd()) {
            reader.skipBlanks();
            readOne();
            reader.skipTo(separator);
            reader.take(separator);
        }
    }

    /** {@return the best spelling of each: those in one piece first, in their order} */
    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>(plain);
        pieces.forEach(
                (name, numbered) -> join(numbered).ifPresent(value -> values.put(name, value)));
        values.putAll(extended);
        return values;
    }

    private void readOne() {
        String spelling = HttpChars.lower(reader.token());
        if (blanksAroundEquals) {
            reader.skipBlanks();
        }
        if (spelling.isEmpty() || !reader.take('=')) {
            return;
        }
        if (blanksAroundEquals) {
            reader.skipBlanks();
        }
        Optional<String> value = value(spelling);
        reader.skipBlanks();
        if (value.isPresent() && (reader.atEnd() || reader.at(separator))) {
            keep(spelling, value.get());
        }
    }

    private Optional<String> value(String spelling) {
        if (reader.at('"')) {
            return spelling.equals("filename") ? reader.quotedFileName() : reader.quotedString();
        }
        String value = reader.visibleUntil(";,\"");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private void keep(String spelling, String value) {
        int star = spelling.indexOf('*');
        if (star < 0) {
            plain.put(spelling, value);
        } else if (star > 0) {
            String name = spelling.substring(0, star);
            String section = spelling.substring(star + 1);
            if (section.isEmpty()) {
                ExtendedValue.parse(value).ifPresent(text -> extended.put(name, text));
            } else {
                keepPiece(name, section, value);
            }
        }
    }

    private void keepPiece(String name, String section, String value) {
        boolean escaped = section.endsWith("*");
        OptionalLong number =
                HttpChars.number(escaped ? section.substring(0, section.length() - 1) : section);
        if (number.isPresent() && number.getAsLong() < MOST_PIECES) {
            pieces.computeIfAbsent(name, any -> new TreeMap<>())
                    .put((int) number.getAsLong(), new Piece(value, escaped));
        }
    }

    /** The pieces from 0 on, up to the first that is missing. */
    private static Optional<String> join(SortedMap<Integer, Piece> numbered) {
        Charset charset = StandardCharsets.UTF_8;
        StringBuilder joined = new StringBuilder();
        int next = 0;
        for (Map.Entry<Integer, Piece> each : numbered.entrySet()) {
            Piece piece = each.getValue();
            if (each.getKey() != next++) {
                break;
            }
            String text = piece.text();
            if (next == 1 && piece.escaped()) {
                Optional<Charset> named = ExtendedValue.charset(text);
                if (named.isEmpty()) {
                    return Optional.empty();
                }
                charset = named.get();
                text = ExtendedValue.afterLanguage(text);
            }
            Optional<String> decoded =
                    piece.escaped() ? ExtendedValue.decode(text, charset) : Optional.of(text);
            if (decoded.isEmpty()) {
                return Optional.empty();
            }
            joined.append(decoded.get());
        }
        return numbered.containsKey(0) ? Optional.of(joined.toString()) : Optional.empty();
    }
}
