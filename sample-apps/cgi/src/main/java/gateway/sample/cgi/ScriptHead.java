package gateway.sample.cgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Header;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The lines before the body of a program's output, read strictly: what could be read in two ways is
 * no answer (RFC 3875 section 6). Lines end with LF or CRLF.
 *
 * @param statusLine of a program that writes a whole HTTP response
 * @param fields in order
 */
record ScriptHead(Optional<String> statusLine, List<Header> fields) {
    private static final int MOST_OCTETS = 64 * 1024;
    private static final int MOST_FIELDS = 100;

    /**
     * Reads up to the empty line. What came with it of the body is given back.
     *
     * @param hasStatusLine whether the first line is one of HTTP
     * @throws BadOutputException if it is malformed, too large, or ends early
     */
    static ScriptHead read(Conversation program, boolean hasStatusLine) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (true) {
            byte[] block =
                    program.next()
                            .orElseThrow(
                                    () ->
                                            new BadOutputException(
                                                    "its output ended before an empty line"));
            octets.write(block);
            byte[] all = octets.toByteArray();
            for (int end = lineEnd(all, start); end >= 0; end = lineEnd(all, start)) {
                String line = line(all, start, end);
                start = end + 1;
                if (line.isEmpty() && !lines.isEmpty()) {
                    requireSize(start);
                    program.giveBack(Arrays.copyOfRange(all, start, all.length));
                    return of(lines, hasStatusLine);
                }
                lines.add(line);
                if (lines.size() > MOST_FIELDS + (hasStatusLine ? 1 : 0)) {
                    throw new BadOutputException("more than " + MOST_FIELDS + " fields");
                }
            }
            requireSize(all.length);
        }
    }

    private static void requireSize(int octets) throws BadOutputException {
        if (octets > MOST_OCTETS) {
            throw new BadOutputException("a head of more than " + MOST_OCTETS + " octets");
        }
    }

    private static int lineEnd(byte[] octets, int start) {
        for (int i = start; i < octets.length; i++) {
            if (octets[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static String line(byte[] octets, int start, int end) {
        int length = end - start;
        boolean hasReturn = length > 0 && octets[end - 1] == '\r';
        return new String(octets, start, hasReturn ? length - 1 : length, ISO_8859_1);
    }

    private static ScriptHead of(List<String> lines, boolean hasStatusLine)
            throws BadOutputException {
        List<Header> fields = new ArrayList<>();
        for (String line : hasStatusLine ? lines.subList(1, lines.size()) : lines) {
            fields.add(field(line));
        }
        return new ScriptHead(
                hasStatusLine ? Optional.of(lines.get(0)) : Optional.empty(), List.copyOf(fields));
    }

    /** A name is a token, so no folded line and no blank before the colon gets through. */
    private static Header field(String line) throws BadOutputException {
        int colon = line.indexOf(':');
        try {
            return new Header(
                    line.substring(0, Math.max(0, colon)), trim(line.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new BadOutputException("a malformed field line: " + e.getMessage());
        }
    }

    private static String trim(String text) {
        return text.replaceFirst("^[ \t]+", "").replaceFirst("[ \t]+$", "");
    }
}
