package gateway.toolkit.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.ByteRange;
import gateway.toolkit.http.Conditions;
import gateway.toolkit.http.ContentRange;
import gateway.toolkit.http.EntityTag;
import gateway.toolkit.http.FieldNames;
import gateway.toolkit.http.HttpDate;
import gateway.toolkit.http.Outcome;
import gateway.toolkit.http.Preconditions;
import gateway.toolkit.http.Representation;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Makes of a whole answer the one that the conditions and ranges of a request ask for. */
final class ConditionalAnswer {
    private static final SecureRandom RANDOM = new SecureRandom();

    private ConditionalAnswer() {}

    /**
     * Decides in the order of RFC 9110 section 13.2.2.
     *
     * @param conditions of the request
     * @param fields of the whole answer; an ETag or Last-Modified in them counts before what is
     *     known of the content
     * @param open the content
     * @throws HttpException 412 or 416; the content is not closed
     */
    static Answer of(Conditions conditions, Fields fields, OpenContent open) {
        Representation known = known(fields, open.known());
        Fields all = withValidators(fields, known);
        Outcome outcome = Preconditions.evaluate(conditions, known);
        if (outcome instanceof Outcome.Partial partial) {
            return partial(partial, all, open);
        }
        if (outcome instanceof Outcome.NotModified) {
            return new Answer(StatusText.of(304), unmodified(all), List.of());
        }
        if (outcome instanceof Outcome.PreconditionFailed) {
            throw new HttpException(HttpError.PRECONDITION_FAILED);
        }
        if (outcome instanceof Outcome.RangeNotSatisfiable) {
            throw HttpException.rangeNotSatisfiable(known.length().orElse(0));
        }
        return new Answer(StatusText.of(200), all, open.whole());
    }

    private static Representation known(Fields fields, Representation content) {
        Representation known = content;
        Optional<EntityTag> tag = fields.first("ETag").flatMap(EntityTag::parse);
        if (tag.isPresent()) {
            known = known.withTag(tag.get());
        }
        Optional<Instant> time = fields.first("Last-Modified").flatMap(HttpDate::parse);
        return time.isPresent() ? known.withLastModified(time.get()) : known;
    }

    private static Fields withValidators(Fields fields, Representation known) {
        Fields all = fields;
        if (known.tag().isPresent()) {
            all = all.withDefault("ETag", known.tag().get().headerValue());
        }
        if (known.lastModified().isPresent()) {
            all = all.withDefault("Last-Modified", HttpDate.format(known.lastModified().get()));
        }
        return known.length().isPresent() ? all.withDefault("Accept-Ranges", "bytes") : all;
    }

    /** Without a tag the date still tells a cache which copy is meant. */
    private static Fields unmodified(Fields fields) {
        boolean dated = !fields.has("ETag");
        return fields.without(
                name ->
                        FieldNames.isContent(name)
                                && !(dated && name.equalsIgnoreCase("Last-Modified")));
    }

    private static Answer partial(Outcome.Partial partial, Fields fields, OpenContent open) {
        String status = StatusText.of(206);
        Optional<ContentRange> single = partial.contentRange();
        if (single.isPresent()) {
            ByteRange range = partial.ranges().get(0);
            return new Answer(
                    status,
                    fields.with("Content-Range", single.get().headerValue()),
                    open.range().apply(range.first(), range.length()));
        }
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String boundary = HexFormat.of().formatHex(random);
        List<Iterable<byte[]>> bodies = new ArrayList<>();
        long length = 0;
        for (ByteRange range : partial.ranges()) {
            byte[] head = head(boundary, fields, ContentRange.of(range, partial.length()));
            bodies.add(List.of(head));
            bodies.add(open.range().apply(range.first(), range.length()));
            length += head.length + range.length();
        }
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(US_ASCII);
        bodies.add(List.of(end));
        Fields all =
                fields.with("Content-Type", "multipart/byteranges; boundary=" + boundary)
                        .with("Content-Length", Long.toString(length + end.length));
        return new Answer(status, all, new JoinedBody(bodies, open.resource()));
    }

    /** RFC 9110 section 14.6; the first line end belongs to the boundary before. */
    private static byte[] head(String boundary, Fields fields, ContentRange range) {
        String type =
                fields.first("Content-Type")
                        .map(each -> "Content-Type: " + each + "\r\n")
                        .orElse("");
        return ("\r\n--"
                        + boundary
                        + "\r\n"
                        + type
                        + "Content-Range: "
                        + range.headerValue()
                        + "\r\n\r\n")
                .getBytes(ISO_8859_1);
    }
}
