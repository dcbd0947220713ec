package gateway.conformance.bent;

import static gateway.conformance.bent.PathBends.wire;

import gateway.tck.subject.Variant;

import java.util.List;
import java.util.regex.Pattern;

/** Servers that let in what they must refuse, each one kind of it. */
final class LenientBends {
    private static final String LINE = "(?m)^";

    private LenientBends() {}

    static List<Bend> all() {
        return List.of(
                wire("STR-10", "a target without a slash gets one", "^GET a(?=[ /])", "GET /a"),
                wire(
                        "HDR-4",
                        "a second type is overlooked",
                        "(?s)(\\r\\nContent-Type: [^\\r]*)\\r\\nContent-Type: [^\\r]*",
                        "$1"),
                wire(
                        "HDR-4",
                        "a sign before a length is let in",
                        "Content-Length: \\+\\d+",
                        "X: 1"),
                wire(
                        "HDR-4",
                        "a length beyond a long is overlooked",
                        "Content-Length: \\d{19,}",
                        "Content-Length: 0"),
                wire(
                        "HDR-5",
                        "control characters in values are let in",
                        "(?<=[a-z])[\u0001\u007f](?=\\r\\n)",
                        "x"),
                wire(
                        "HDR-6",
                        "a Host that is empty is let in",
                        LINE + "Host: *(?=\\r\\n)",
                        "Host: a"),
                wire("SRV-1", "CR alone is a space", "(?<=X-A: 1)\\r(?=X-B)", " "),
                wire("SRV-1", "lines without a colon are dropped", LINE + "nonsense\\r\\n", ""),
                wire(
                        "SRV-1",
                        "chunked twice is let in",
                        "Transfer-Encoding: chunked, chunked\\r\\n",
                        "Transfer-Encoding: chunked\r\n"),
                wire(
                        "SRV-1",
                        "an empty element of the codings is let in",
                        "Transfer-Encoding: ,chunked\\r\\n",
                        "Transfer-Encoding: chunked\r\n"),
                wire(
                        "SRV-1",
                        "identity is let in",
                        "Transfer-Encoding: identity\\r\\n",
                        "Content-Length: 0\r\n"),
                piece("SRV-1", "two spaces in a request line are one", "^GET  /", "GET /"),
                piece(
                        "SRV-1",
                        "a version in lower case is let in",
                        "^(GET /\\S*) http/",
                        "$1 HTTP/"),
                piece("SRV-1", "an empty line is too much", "^\\r\\n(?=[A-Z])", "\r\n\r\n"),
                piece("SRV-1", "empty lines before a request are skipped", "^(\\r\\n)+", ""),
                wire(
                        "SRV-2",
                        "header lines beyond any number are dropped",
                        "(A: 1\\r\\n){100,}",
                        "A: 1\r\n"),
                piece("SRV-2", "long methods are cut", "^M{1000,}", "MM"),
                variant(
                        "STR-6",
                        "the option refuses nothing",
                        Variant.REFUSING_ENCODED_SLASHES,
                        Variant.PLAIN),
                mounted());
    }

    /** A fault of heads that do not look like one to the relay. */
    private static Bend piece(String clause, String fault, String pattern, String replacement) {
        Pattern found = Pattern.compile(pattern);
        return Bend.wire(
                clause,
                fault,
                new WireFault() {
                    @Override
                    public String piece(String piece) {
                        return found.matcher(piece).replaceFirst(replacement);
                    }

                    @Override
                    public String request(String piece) {
                        return piece(piece);
                    }
                });
    }

    /** One variant is another. */
    private static Bend variant(String clause, String fault, Variant asked, Variant given) {
        return new Bend(
                clause,
                fault,
                right ->
                        (probe, variant) -> right.start(probe, variant == asked ? given : variant));
    }

    private static Bend mounted() {
        Bend lenient = wire("ENV-7", "", "^GET /mx ", "GET /m/x ");
        return new Bend(
                "ENV-7",
                "a mount matches within a segment",
                right ->
                        (probe, variant) ->
                                variant == Variant.MOUNTED
                                        ? lenient.bending().apply(right).start(probe, variant)
                                        : right.start(probe, variant),
                true);
    }
}
