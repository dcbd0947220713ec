package gateway.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A strict reader of responses: what the grammar of RFC 9112 does not allow is an {@link
 * IOException}, and so is an end within a response.
 */
final class ResponseReader {
    private final InputStream in;

    ResponseReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * The next response with its whole body.
     *
     * @param toHead whether it answers a HEAD, and so has no body
     * @return empty if the connection ended before it
     */
    Optional<Response> next(boolean toHead) throws IOException {
        Optional<Response> head = head();
        if (head.isEmpty()) {
            return head;
        }
        Response response = head.get();
        return Optional.of(
                new Response(response.status(), response.fields(), body(response, toHead)));
    }

    /** The next response's head, its body being left to {@link #chunk}. */
    Optional<Response> head() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return Optional.empty();
        }
        in.reset();
        String statusLine = line();
        if (!statusLine.matches("HTTP/1\\.1 [1-5][0-9][0-9] [\\t -~]*")) {
            throw new IOException("not a status line: " + Notation.show(statusLine));
        }
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || !line.substring(0, colon).matches("[!#-'*+.^_`|~0-9A-Za-z-]+")) {
                throw new IOException("not a field line: " + Notation.show(line));
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            fields.add(Map.entry(name, line.substring(colon + 1).strip()));
        }
        int status = Integer.parseInt(statusLine, 9, 12, 10);
        return Optional.of(new Response(status, List.copyOf(fields), ""));
    }

    /** The next chunk of a chunked body, empty for the last one. */
    Optional<String> chunk() throws IOException {
        int size = number(line(), 16);
        String data = octets(size);
        if (size > 0 && !line().isEmpty()) {
            throw new IOException("chunk data without a CRLF");
        }
        if (size == 0) {
            while (!line().isEmpty()) {
                // A trailer field.
            }
        }
        return size == 0 ? Optional.empty() : Optional.of(data);
    }

    /** Reads to the end of the connection; returns how many octets there were. */
    int rest() throws IOException {
        return in.readAllBytes().length;
    }

    private String body(Response head, boolean toHead) throws IOException {
        List<String> lengths = head.values("content-length");
        List<String> codings = head.values("transfer-encoding");
        if (lengths.size() + codings.size() > 1) {
            throw new IOException("two framings: " + head.fields());
        }
        if (toHead || head.status() < 200 || head.status() == 204 || head.status() == 304) {
            return "";
        }
        if (!lengths.isEmpty()) {
            return octets(number(lengths.getFirst(), 10));
        }
        StringBuilder body = new StringBuilder();
        if (codings.isEmpty()) {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                body.append((char) octet);
            }
            return body.toString();
        }
        for (Optional<String> c = chunk(); c.isPresent(); c = chunk()) {
            body.append(c.get());
        }
        return body.toString();
    }

    private static int number(String digits, int radix) throws IOException {
        if (!digits.matches(radix == 16 ? "[0-9A-Fa-f]{1,7}" : "[0-9]{1,9}")) {
            throw new IOException("not a length: " + Notation.show(digits));
        }
        return Integer.parseInt(digits, radix);
    }

    private String octets(int count) throws IOException {
        byte[] octets = in.readNBytes(count);
        if (octets.length < count) {
            throw new EOFException(octets.length + " octets of a body of " + count);
        }
        return new String(octets, ISO_8859_1);
    }

    /** Up to a CRLF, which is not part of it. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\r'; octet = in.read()) {
            if (octet < 0 || octet == '\n') {
                throw new IOException("no CRLF after " + Notation.show(line.toString()));
            }
            line.append((char) octet);
        }
        if (in.read() != '\n') {
            throw new IOException("a bare CR after " + Notation.show(line.toString()));
        }
        return line.toString();
    }
}
