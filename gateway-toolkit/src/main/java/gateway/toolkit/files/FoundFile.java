package gateway.toolkit.files;

import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.Conditions;
import gateway.toolkit.http.ContentRange;
import gateway.toolkit.http.EntityTag;
import gateway.toolkit.http.FieldNames;
import gateway.toolkit.http.FileState;
import gateway.toolkit.http.HttpDate;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.http.Outcome;
import gateway.toolkit.http.Preconditions;
import gateway.toolkit.http.Representation;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file as the answer to one request, whole, in parts or not at all, in the order of RFC 9110
 * section 13.2.2.
 *
 * <pre>
 * 200   FileBody of all             Content-Type, -Encoding, -Length, Accept-Ranges, ┐
 * 206   FileBody of one range       … and Content-Range                              │ ETag, Last-Modified,
 *       multipart of several        Content-Type of the parts within them            │ Cache-Control, Expires,
 * 304   nothing                     no Last-Modified where there is an ETag          ┘ Vary
 * 412   a short page
 * 416   a short page                Content-Range
 * </pre>
 *
 * @param type of the file, without coding
 * @param coding that it has been compressed with
 * @param varies whether another request could have got it in another coding
 * @param more header fields of the application
 * @param now the time of the answer
 */
record FoundFile(
        OpenedFile file,
        MediaType type,
        Optional<String> coding,
        boolean varies,
        Caching caching,
        List<Header> more,
        Instant now)
        implements Found {
    @Override
    public Iterable<byte[]> answer(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        try {
            FileState state = new FileState(file.name(), file.length(), file.modified());
            Representation current =
                    new Representation(
                            true,
                            Optional.of(state.tag(now)).filter(tag -> caching.tagged()),
                            state.lastModified(now),
                            OptionalLong.of(file.length()));
            Outcome outcome = Preconditions.evaluate(Conditions.of(environ), current);
            if (outcome instanceof Outcome.PreconditionFailed) {
                file.close();
                return new HttpException(HttpError.PRECONDITION_FAILED)
                        .call(environ, startResponse);
            }
            if (outcome instanceof Outcome.RangeNotSatisfiable) {
                file.close();
                return HttpException.rangeNotSatisfiable(file.length())
                        .call(environ, startResponse);
            }
            if (outcome instanceof Outcome.NotModified) {
                file.close();
                startResponse.start("304 Not Modified", unchanged(current));
                return List.of();
            }
            return outcome instanceof Outcome.Partial partial && file.isCheap(partial.ranges())
                    ? part(partial, current, startResponse)
                    : whole(current, startResponse);
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    private Iterable<byte[]> whole(Representation current, StartResponse startResponse) {
        List<Header> headers = content(type.headerValue(), file.length());
        headers.addAll(state(current));
        headers.addAll(more);
        startResponse.start("200 OK", headers);
        return file.body(0, file.length());
    }

    private Iterable<byte[]> part(
            Outcome.Partial partial, Representation current, StartResponse startResponse) {
        Optional<ContentRange> single = partial.contentRange();
        List<Header> headers;
        Iterable<byte[]> body;
        if (single.isPresent()) {
            long count = partial.ranges().get(0).length();
            headers = content(type.headerValue(), count);
            headers.add(new Header("Content-Range", single.get().headerValue()));
            body = file.body(partial.ranges().get(0).first(), count);
        } else {
            RangeParts parts = new RangeParts(file, partial, type);
            headers = content(parts.type(), parts.length());
            body = parts;
        }
        headers.addAll(state(current));
        headers.addAll(more);
        startResponse.start("206 Partial Content", headers);
        return body;
    }

    private List<Header> content(String contentType, long length) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", contentType));
        coding.ifPresent(name -> headers.add(new Header("Content-Encoding", name)));
        headers.add(new Header("Content-Length", Long.toString(length)));
        headers.add(new Header("Accept-Ranges", "bytes"));
        return headers;
    }

    private List<Header> state(Representation current) {
        List<Header> headers = new ArrayList<>();
        current.tag().map(EntityTag::headerValue).ifPresent(tag -> add(headers, "ETag", tag));
        current.lastModified()
                .map(HttpDate::format)
                .ifPresent(date -> add(headers, "Last-Modified", date));
        headers.addAll(caching.headers(now));
        if (varies) {
            headers.add(new Header("Vary", "Accept-Encoding"));
        }
        return headers;
    }

    private static void add(List<Header> headers, String name, String value) {
        headers.add(new Header(name, value));
    }

    /** What a 200 would say, without what describes a body (RFC 9110 section 15.4.5). */
    private List<Header> unchanged(Representation current) {
        List<Header> headers = new ArrayList<>();
        for (Header header : state(current)) {
            boolean onlyState = header.name().equals("Last-Modified") && current.tag().isEmpty();
            if (onlyState || !FieldNames.isContent(header.name())) {
                headers.add(header);
            }
        }
        more.stream().filter(header -> !FieldNames.isContent(header.name())).forEach(headers::add);
        return headers;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
