package gateway.toolkit.forms;

import gateway.api.Header;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the header lines of one part, up to the empty line. */
final class PartHeadReader {
    private final DelimitedInput in;
    private final FormRules rules;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private String name = "";
    private int left;

    PartHeadReader(DelimitedInput in, FormRules rules) {
        this.in = in;
        this.rules = rules;
        this.left = rules.headOctets();
    }

    PartHead read() throws IOException {
        String line = line();
        int lines = 0;
        while (!line.isEmpty()) {
            if (++lines > rules.headLines()) {
                throw Refusal.tooLarge("a part with too many lines of header");
            }
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                unfold(line);
            } else {
                keep(line);
            }
            line = line();
        }
        return PartHead.of(fields);
    }

    private String line() throws IOException {
        byte[] octets = in.line(left);
        left -= octets.length;
        String line = new String(octets, StandardCharsets.UTF_8);
        if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
            throw Refusal.malformed("a header line of a part has a control character");
        }
        return line;
    }

    private void keep(String line) {
        int colon = line.indexOf(':');
        String written = colon < 0 ? "" : line.substring(0, colon);
        if (!isToken(written)) {
            throw Refusal.malformed("a header line of a part has no name");
        }
        name = written.toLowerCase(Locale.ROOT);
        // Of two the one reader would take the first, and another the last.
        if (fields.putIfAbsent(name, line.substring(colon + 1).strip()) != null) {
            throw Refusal.malformed("a header of a part is there twice");
        }
    }

    private static boolean isToken(String text) {
        try {
            return !new Header(text, "").name().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Mail programs still cut long lines, and go on with a blank (RFC 5322 section 2.2.3). */
    private void unfold(String line) {
        if (fields.isEmpty()) {
            throw Refusal.malformed("a header line of a part has no name");
        }
        fields.merge(name, line.strip(), (before, more) -> before + " " + more);
    }
}
