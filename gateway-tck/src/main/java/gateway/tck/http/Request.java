package gateway.tck.http;

import java.util.ArrayList;
import java.util.List;

/**
 * A request to be sent: well-formed octets are not guaranteed, for some cases want others.
 *
 * @param method as sent
 * @param target the request target as sent
 * @param version in its request line
 * @param fields header lines in order; they decide the framing of the body
 * @param pieces of the body that are sent at once with the head; each its own chunk where the body
 *     is chunked
 * @param trailers after the last chunk
 * @param whole whether the pieces are the whole body; otherwise more follows, or never comes
 */
public record Request(
        String method,
        String target,
        Version version,
        List<Field> fields,
        List<String> pieces,
        List<Field> trailers,
        boolean whole) {
    /** Copies the lists. */
    public Request {
        fields = List.copyOf(fields);
        pieces = List.copyOf(pieces);
        trailers = List.copyOf(trailers);
    }

    /** A request without header lines and body. */
    public static Request of(String method, String target, Version version) {
        return new Request(method, target, version, List.of(), List.of(), List.of(), true);
    }

    /** The same with one more header line. */
    public Request with(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return withFields(more);
    }

    /** The same without the lines of one header. */
    public Request without(String name) {
        return withFields(fields.stream().filter(field -> !field.is(name)).toList());
    }

    /** The same with other header lines. */
    public Request withFields(List<Field> others) {
        return new Request(method, target, version, others, pieces, trailers, whole);
    }

    /** The same with a body of known length. */
    public Request body(String octets) {
        return with("Content-Length", Integer.toString(octets.length()))
                .sending(List.of(octets), List.of(), true);
    }

    /** The same with the announcement of a body of which only a part is sent with the head. */
    public Request partOf(long length, String octets) {
        return with("Content-Length", Long.toString(length))
                .sending(List.of(octets), List.of(), false);
    }

    /** The same with a chunked body and trailers. */
    public Request chunked(List<String> chunks, Field... after) {
        return with("Transfer-Encoding", "chunked").sending(chunks, List.of(after), true);
    }

    /** The same with the first chunks of a chunked body. */
    public Request partOfChunked(String... chunks) {
        return with("Transfer-Encoding", "chunked").sending(List.of(chunks), List.of(), false);
    }

    /** Whether the body is sent with the chunked coding. */
    public boolean isChunked() {
        return !Field.values(fields, "Transfer-Encoding").isEmpty();
    }

    private Request sending(List<String> some, List<Field> after, boolean all) {
        return new Request(method, target, version, fields, some, after, all);
    }
}
