package gateway.toolkit.forms;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads {@code multipart/form-data} part by part (RFC 7578, RFC 2046 section 5.1), in the memory of
 * one buffer and one head, whatever the client sends, and in time linear in the octets.
 *
 * <pre>
 *   preamble │ CRLF --boundary CRLF │ head lines, empty line │ content │ CRLF --boundary … │ CRLF --boundary-- │ epilogue
 *   dropped                           PartHead                 Part.content                                      dropped
 * </pre>
 *
 * <p>What is malformed or beyond the rules throws an {@link gateway.toolkit.errors.HttpException}:
 * 400 or 413. A body that ends before its last boundary is malformed. For one thread.
 */
public final class MultipartReader {
    private final DelimitedInput in;
    private final FormRules rules;
    private int parts;
    private boolean begun;
    private boolean ended;

    /**
     * Begins to read.
     *
     * @param in the body; not closed
     * @param boundary between its parts
     * @param rules limits; of these the number of parts, their heads, the preamble and line ends
     *     count here, not the memory
     */
    public MultipartReader(InputStream in, Boundary boundary, FormRules rules) {
        this.in = new DelimitedInput(in, boundary, rules.bareLineFeeds());
        this.rules = rules;
    }

    /**
     * Goes on to the next part, past what is unread of the last one.
     *
     * @return the part; empty behind the last one, again and again
     * @throws IOException if the body cannot be read
     * @throws gateway.toolkit.errors.HttpException 400 or 413
     */
    public Optional<Part> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        if (!in.skip(begun ? Long.MAX_VALUE : rules.preamble())) {
            throw Refusal.tooLarge("too much before its first part");
        }
        begun = true;
        in.passDelimiter();
        if (isLast(in.line(rules.headOctets()))) {
            ended = true;
            in.discard(rules.preamble());
            return Optional.empty();
        }
        if (++parts > rules.parts()) {
            throw Refusal.tooLarge("too many parts");
        }
        return Optional.of(new Part(new PartHeadReader(in, rules).read(), new Content(in)));
    }

    /** Judges what follows a boundary: two hyphens at the end, and white space in any case. */
    private static boolean isLast(byte[] tail) {
        boolean hyphens = tail.length > 1 && tail[0] == '-' && tail[1] == '-';
        for (int i = hyphens ? 2 : 0; i < tail.length; i++) {
            if (tail[i] != ' ' && tail[i] != '\t') {
                throw Refusal.malformed("a line begins like a boundary and is none");
            }
        }
        return hyphens;
    }

    private static final class Content extends InputStream {
        private final DelimitedInput in;

        Content(DelimitedInput in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return in.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] octets, int offset, int count) throws IOException {
            return in.read(octets, offset, count);
        }

        @Override
        public int available() {
            return in.available();
        }
    }
}
