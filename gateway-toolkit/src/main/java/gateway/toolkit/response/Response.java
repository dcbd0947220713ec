package gateway.toolkit.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.ContentDisposition;
import gateway.toolkit.http.EntityTag;
import gateway.toolkit.http.FileType;
import gateway.toolkit.http.HttpDate;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.http.SetCookie;
import gateway.toolkit.http.Vary;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An answer as a value, and the application that gives it.
 *
 * <pre>{@code
 * return Response.text("Hello").withStatus(201).call(environ, startResponse);
 * }</pre>
 *
 * <p>Immutable: each {@code with…} gives a changed copy. So one response may answer any number of
 * requests at a time, unless a resource was put into it that is closed after the first. It answers
 * HEAD as it answers GET, and leaves the rest to the server (LEN-5).
 *
 * <p>As an endpoint it passes start and stop on to the application that it was made {@linkplain
 * #from from}, if there is one.
 */
public final class Response implements Application, Lifecycle {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Plan plan;

    private Response(Plan plan) {
        this.plan = plan;
    }

    private static Response of(MediaType type, Content content) {
        return new Response(Plan.of(Fields.NONE.with("Content-Type", type.headerValue()), content));
    }

    /**
     * {@return 200 with plain text, in UTF-8}
     *
     * @param text any text
     */
    public static Response text(String text) {
        return bytes(MediaType.of("text/plain; charset=utf-8"), text.getBytes(UTF_8));
    }

    /**
     * {@return 200 with a page, in UTF-8}
     *
     * @param html the page as it is; nothing in it is escaped
     */
    public static Response html(String html) {
        return bytes(MediaType.of("text/html; charset=utf-8"), html.getBytes(UTF_8));
    }

    /**
     * {@return 200 with JSON}
     *
     * @param json the text of it, well-formed
     */
    public static Response json(String json) {
        return bytes(MediaType.of("application/json"), json.getBytes(UTF_8));
    }

    /**
     * {@return 200 with these octets}
     *
     * @param type what they are
     * @param octets copied
     */
    public static Response bytes(MediaType type, byte[] octets) {
        return of(type, new Octets(octets.clone()));
    }

    /**
     * {@return 200 with a file, as it is when the response is called for; of the type that its name
     * says, conditional, in ranges, sent without copying where the server can. 404 if there is no
     * regular file then, or none that may be read}
     *
     * @param path of a file; one that a client names comes through {@code SafePath}
     */
    public static Response file(Path path) {
        Path name = path.getFileName();
        MediaType type =
                FileType.of(name == null ? "" : name.toString()).orElse(MediaType.OCTET_STREAM);
        return of(type, () -> OpenContent.of(path)).conditional();
    }

    /**
     * {@return 200 with what code writes, in the order and at the time it is written; see {@link
     * WrittenBody}}
     *
     * @param type what it is
     * @param writer runs once for each request that gets it, on a thread of its own; not for HEAD
     */
    public static Response stream(MediaType type, BodyWriter writer) {
        return of(type, () -> OpenContent.of(new WrittenBody(writer)));
    }

    /**
     * {@return 200 with a body of any kind}
     *
     * @param type what it is
     * @param body makes a body for each request that gets it
     */
    public static Response body(MediaType type, Supplier<Iterable<byte[]>> body) {
        return of(type, () -> OpenContent.of(body.get()));
    }

    /** {@return 204, without a body} */
    public static Response empty() {
        return new Response(Plan.of(Fields.NONE, new Octets(new byte[0]))).withStatus(204);
    }

    /**
     * {@return 303, which makes the client GET another address}
     *
     * @param location see {@link #redirect(String, int)}
     */
    public static Response redirect(String location) {
        return redirect(location, 303);
    }

    /**
     * {@return a redirect}
     *
     * @param location a URL or a path; characters that no URL has are percent-encoded. One that a
     *     client names may lead anywhere: check it
     * @param status 301, 302, 303, 307 or 308
     * @throws IllegalArgumentException if it is another one, or the location is empty, has a
     *     control character, or has letters beyond ASCII in what is no name of a host
     */
    public static Response redirect(String location, int status) {
        if (!REDIRECTS.contains(status)) {
            throw new IllegalArgumentException("no redirect: " + status);
        }
        String uri = UriText.of(location);
        return text("See " + uri + "\n").withStatus(status).withHeader("Location", uri);
    }

    /**
     * {@return an error with its usual page; see {@link HttpException} for others}
     *
     * @param status 400 to 505
     * @throws IllegalArgumentException if there is no such error
     */
    public static Response error(int status) {
        return from(HttpException.of(status));
    }

    /**
     * {@return what another application answers, with the header lines and resources of this one
     * added, and with its status if one is set}
     *
     * @param application such as an {@link HttpException}
     */
    public static Response from(Application application) {
        return new Response(Plan.of(application));
    }

    /**
     * {@return the same with this status, and the usual phrase}
     *
     * @param code 200 to 599; with 204, 205 and 304 no body is sent
     * @throws IllegalArgumentException if it is another one
     */
    public Response withStatus(int code) {
        return new Response(plan.withStatus(StatusText.of(code)));
    }

    /**
     * {@return the same with one line of this header, in place of those that it had}
     *
     * @param name a token
     * @param value a wire string
     * @throws IllegalArgumentException if one is malformed
     */
    public Response withHeader(String name, String value) {
        return new Response(plan.with(plan.fields().with(name, value)));
    }

    /**
     * {@return the same with one more line of this header}
     *
     * @param name a token
     * @param value a wire string
     * @throws IllegalArgumentException if one is malformed
     */
    public Response withAddedHeader(String name, String value) {
        return new Response(plan.with(plan.fields().adding(name, value)));
    }

    /**
     * {@return the same without a header}
     *
     * @param name in whatever case
     */
    public Response withoutHeader(String name) {
        return new Response(plan.with(plan.fields().without(name::equalsIgnoreCase)));
    }

    /**
     * {@return the same with one more cookie to set, or to {@linkplain SetCookie#delete forget}}
     *
     * @param cookie with its attributes
     */
    public Response withCookie(SetCookie cookie) {
        return withAddedHeader("Set-Cookie", cookie.headerValue());
    }

    /**
     * {@return the same with this media type}
     *
     * @param type what the body is
     */
    public Response withContentType(MediaType type) {
        return withHeader("Content-Type", type.headerValue());
    }

    /**
     * {@return the same, to be kept by caches like this}
     *
     * @param control the directives
     */
    public Response withCacheControl(CacheControl control) {
        return withHeader("Cache-Control", control.headerValue());
    }

    /**
     * {@return the same, saying that the answer depends on these headers of the request too}
     *
     * @param names of headers
     * @throws IllegalArgumentException if one is not a token
     */
    public Response withVary(String... names) {
        List<Header> lines = new ArrayList<>(headers());
        for (String name : names) {
            Vary.add(lines, name);
        }
        return new Response(plan.with(new Fields(lines)));
    }

    /**
     * {@return the same, to be saved by the browser}
     *
     * @param filename the name that is proposed; any text
     */
    public Response withDownload(String filename) {
        return withHeader(
                "Content-Disposition", ContentDisposition.attachment(filename).headerValue());
    }

    /**
     * {@return the same with this tag}
     *
     * @param tag of its present state
     */
    public Response withEntityTag(EntityTag tag) {
        return withHeader("ETag", tag.headerValue());
    }

    /**
     * {@return the same with this date}
     *
     * @param time when its content was last changed
     */
    public Response withLastModified(Instant time) {
        return withHeader("Last-Modified", HttpDate.format(time));
    }

    /**
     * {@return the same, answering conditions of the request by 304 or 412 and, where its length is
     * known, ranges by 206 or 416; as long as its status is 200. Octets without a tag get one}
     *
     * <p>What is made {@linkplain #from from} another application is answered by that alone.
     *
     * <p>This is for requests that read. A request that changes something is judged by {@code
     * Preconditions} before the change.
     */
    public Response conditional() {
        Response tagged =
                plan.content() instanceof Octets octets && header("ETag").isEmpty()
                        ? withEntityTag(octets.tag())
                        : this;
        return new Response(tagged.plan.asConditional());
    }

    /**
     * {@return the same, closing something else when the body is closed or the call fails}
     *
     * @param resource closed after the body, in the order in which they were added
     */
    public Response withResource(AutoCloseable resource) {
        return new Response(plan.withResource(resource));
    }

    /** {@return the status line, such as {@code "200 OK"}; empty if another application decides} */
    public Optional<String> status() {
        return plan.status();
    }

    /** {@return the header lines, in their order; the server adds more} */
    public List<Header> headers() {
        return plan.fields().lines();
    }

    /**
     * {@return the first value of a header}
     *
     * @param name in whatever case
     */
    public Optional<String> header(String name) {
        return plan.fields().first(name);
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        return plan.call(environ, startResponse);
    }

    @Override
    public void start(Map<String, String> settings) throws Exception {
        if (plan.inner().isPresent() && plan.inner().get() instanceof Lifecycle lifecycle) {
            lifecycle.start(settings);
        }
    }

    @Override
    public void stop() throws Exception {
        if (plan.inner().isPresent() && plan.inner().get() instanceof Lifecycle lifecycle) {
            lifecycle.stop();
        }
    }
}
