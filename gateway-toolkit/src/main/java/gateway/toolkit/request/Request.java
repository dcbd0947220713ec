package gateway.toolkit.request;

import gateway.api.Environ;
import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.forms.Boundary;
import gateway.toolkit.forms.Form;
import gateway.toolkit.forms.MultipartReader;
import gateway.toolkit.forms.Upload;
import gateway.toolkit.http.AcceptCharsets;
import gateway.toolkit.http.AcceptEncodings;
import gateway.toolkit.http.AcceptLanguages;
import gateway.toolkit.http.AcceptMediaTypes;
import gateway.toolkit.http.Authorization;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.Conditions;
import gateway.toolkit.http.Cookies;
import gateway.toolkit.http.FieldList;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.http.Pairs;
import gateway.toolkit.http.Query;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An environ as an application wants to see it. Nothing is read before it is asked for, and what is
 * asked for twice is the same.
 *
 * <p>What the client is to blame for is thrown as {@link HttpException}: 400, 413 or 415. Answer
 * with it, for example by {@link HttpException#answered}. That a client has gone while it sent its
 * body is an {@link IOException}: let it pass.
 *
 * <p>The body can be read by one request of an environ only: make one, and pass it on. A middleware
 * that reads a body and leaves another {@code gateway.input} in its place is not in the way.
 *
 * <p>For one thread. Closing it deletes the temporary file of a form; a server that tells the end
 * of a request (EXT-9) sees to that too.
 */
public final class Request implements Closeable {
    private final Map<String, Object> environ;
    private final RequestRules rules;
    private final RequestBody body;
    private Optional<Pairs> args = Optional.empty();
    private Optional<Pairs> cookies = Optional.empty();

    private Request(Map<String, Object> environ, RequestRules rules) {
        this.environ = environ;
        this.rules = rules;
        this.body = new RequestBody(environ, rules);
    }

    /**
     * {@return the request of an environ, with the usual limits}
     *
     * @param environ what the application was called with
     */
    public static Request of(Map<String, Object> environ) {
        return of(environ, RequestRules.DEFAULT);
    }

    /**
     * {@return the request of an environ}
     *
     * @param environ what the application was called with
     * @param rules limits, and trusted hosts
     */
    public static Request of(Map<String, Object> environ, RequestRules rules) {
        return new Request(environ, rules);
    }

    /** {@return what the application was called with} */
    public Map<String, Object> environ() {
        return environ;
    }

    /** {@return such as {@code "GET"}; case matters} */
    public String method() {
        return Environ.method(environ);
    }

    /** {@return the path below the mount, decoded} */
    public String path() {
        return Environ.pathInfo(environ);
    }

    /**
     * {@return where the application is mounted, decoded: {@code ""} or {@code "/…"}}
     *
     * <p>Not for links, which need it as it was sent: {@code Site.of(environ).rawScriptName()}.
     */
    public String mount() {
        return Environ.scriptName(environ);
    }

    /**
     * {@return the host that the client names, or where it names none the server's; without the
     * default port of the scheme}
     *
     * @throws HttpException 400, if it is malformed, or none of those that are trusted
     */
    public Host host() {
        String scheme = text(Environ.URL_SCHEME).orElse("http");
        return Environ.header(environ, "Host")
                .or(() -> server())
                .flatMap(Host::parse)
                .map(host -> host.withoutDefaultPort(scheme))
                .filter(rules.trustedHosts()::contains)
                .orElseThrow(
                        () ->
                                HttpException.badRequest(
                                        "The request is for a host that is not served here."));
    }

    private Optional<String> server() {
        return text(Environ.SERVER_NAME)
                .flatMap(name -> text(Environ.SERVER_PORT).map(port -> name + ":" + port));
    }

    /**
     * {@return the URL that was asked for}
     *
     * @throws HttpException 400, as {@link #host}
     */
    public RequestUrl url() {
        return RequestUrl.of(environ, host());
    }

    /** {@return whether the last hop was HTTPS} */
    public boolean isSecure() {
        return text(Environ.URL_SCHEME).equals(Optional.of("https"));
    }

    /** {@return the address of the transport peer; empty on a Unix-domain socket} */
    public Optional<String> remoteAddress() {
        return text(Environ.REMOTE_ADDR);
    }

    /** {@return the user that the server itself has authenticated} */
    public Optional<String> remoteUser() {
        return text(Environ.REMOTE_USER);
    }

    /**
     * {@return the addresses that {@code X-Forwarded-For} claims, the client's first; without the
     * field that of the peer. Anybody can claim anything: for what is to be relied upon put a proxy
     * middleware in front and take {@link #remoteAddress}}
     */
    public List<String> accessRoute() {
        return header("X-Forwarded-For")
                .map(FieldList::parse)
                .orElseGet(() -> remoteAddress().map(List::of).orElseGet(List::of));
    }

    /**
     * {@return the wire string of a header}
     *
     * @param name in any case
     */
    public Optional<String> header(String name) {
        return Environ.header(environ, name);
    }

    /** {@return names and values of the query} */
    public Pairs args() {
        if (args.isEmpty()) {
            args = Optional.of(Query.parse(Environ.queryString(environ)));
        }
        return args.get();
    }

    /**
     * {@return the first value of a name in the query}
     *
     * @param name as written
     * @throws HttpException 400, if there is none
     */
    public String arg(String name) {
        return args().first(name).orElseThrow(() -> missing("query", name));
    }

    /**
     * {@return the form in the body; empty if the body is none}
     *
     * @throws IOException if the body cannot be read, or the temporary file not be written
     * @throws HttpException 400 if it is malformed, 413 if it is beyond the limits
     * @throws IllegalStateException if the body was read as a stream, or by another request
     */
    public Form form() throws IOException {
        return body.form();
    }

    /**
     * {@return the first value of a name in the form}
     *
     * @param name as written
     * @throws IOException as {@link #form}
     * @throws HttpException 400, if there is none; and as {@link #form}
     */
    public String field(String name) throws IOException {
        return form().fields().first(name).orElseThrow(() -> missing("form", name));
    }

    /**
     * {@return the first file of a name in the form}
     *
     * @param name of the field
     * @throws IOException as {@link #form}
     * @throws HttpException 400, if there is none; and as {@link #form}
     */
    public Upload file(String name) throws IOException {
        return form().file(name).orElseThrow(() -> missing("form", name));
    }

    /**
     * {@return names and values of the query, then those of the form}
     *
     * @throws IOException as {@link #form}
     */
    public Pairs values() throws IOException {
        List<Pairs.Pair> all = new ArrayList<>(args().list());
        all.addAll(form().fields().list());
        return new Pairs(all);
    }

    private static HttpException missing(String where, String name) {
        // What the application asks for, not what the client says.
        return HttpException.badRequest("The " + where + " of the request lacks “" + name + "”.");
    }

    /**
     * {@return all octets of the body, the same array each time}
     *
     * @throws IOException if it cannot be read
     * @throws HttpException 413, if there are more than the rules allow; and as {@link #form}, if
     *     that has refused the body
     * @throws IllegalStateException if the body was read as a stream or as a form, or by another
     *     request
     */
    public byte[] data() throws IOException {
        return body.data();
    }

    /**
     * {@return the body in the charset that it names, else in UTF-8; malformed octets become
     * U+FFFD}
     *
     * @throws IOException as {@link #data}
     */
    public String text() throws IOException {
        return new String(
                data(), contentType().flatMap(MediaType::charset).orElse(StandardCharsets.UTF_8));
    }

    /** {@return whether the body says that it is JSON} */
    public boolean isJson() {
        return contentType().filter(MediaType::isJson).isPresent();
    }

    /**
     * {@return the body as the text of JSON (RFC 8259), without a byte order mark; whether it is
     * well-formed JSON its reader will say}
     *
     * @throws IOException as {@link #data}
     * @throws HttpException 415 if the body does not say that it is JSON, 400 if it is not UTF-8,
     *     413 as {@link #data}
     */
    public String jsonText() throws IOException {
        if (!isJson()) {
            throw new HttpException(HttpError.UNSUPPORTED_MEDIA_TYPE);
        }
        try {
            String json =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data())).toString();
            return json.startsWith("\uFEFF") ? json.substring(1) : json;
        } catch (CharacterCodingException e) {
            throw new HttpException(
                    HttpError.BAD_REQUEST,
                    "JSON is written in UTF-8, which this is not.",
                    List.of(),
                    e);
        }
    }

    /**
     * {@return the body as it comes}
     *
     * @throws HttpException 413, if it declares more than the rules allow; reading may throw it too
     * @throws IllegalStateException if the body was read before as a stream or a form, or by
     *     another request
     */
    public InputStream stream() {
        return body.stream();
    }

    /**
     * {@return a reader of the parts of a form as they come, which keeps nothing}
     *
     * @throws HttpException 415 if the body is not {@code multipart/form-data}, 400 if it names no
     *     boundary, 413 as {@link #stream}
     * @throws IllegalStateException as {@link #stream}
     */
    public MultipartReader multipart() {
        if (contentType().filter(type -> type.is("multipart/form-data")).isEmpty()) {
            throw new HttpException(HttpError.UNSUPPORTED_MEDIA_TYPE);
        }
        Boundary boundary = Boundary.of(header("Content-Type").orElse(""));
        return new MultipartReader(stream(), boundary, rules.forms());
    }

    /** {@return the media type of the body; empty if there is none, or a malformed one} */
    public Optional<MediaType> contentType() {
        return header("Content-Type").flatMap(MediaType::parse);
    }

    /** {@return octets of the body, 0 for none; empty if that is not known in advance} */
    public OptionalLong contentLength() {
        long length = Environ.inputLength(environ);
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    /** {@return names and values of the cookies} */
    public Pairs cookies() {
        if (cookies.isEmpty()) {
            cookies = Optional.of(header("Cookie").map(Cookies::parse).orElse(Pairs.EMPTY));
        }
        return cookies.get();
    }

    /** {@return the credentials of the field Authorization} */
    public Optional<Authorization> authorization() {
        return header("Authorization").flatMap(Authorization::parse);
    }

    /** {@return what the client accepts; without the field everything} */
    public AcceptMediaTypes acceptMediaTypes() {
        return header("Accept").map(AcceptMediaTypes::parse).orElse(AcceptMediaTypes.ANY);
    }

    /** {@return what the client accepts; without the field every charset} */
    public AcceptCharsets acceptCharsets() {
        return header("Accept-Charset").map(AcceptCharsets::parse).orElse(AcceptCharsets.ANY);
    }

    /** {@return what the client accepts; without the field no coding} */
    public AcceptEncodings acceptEncodings() {
        return header("Accept-Encoding")
                .map(AcceptEncodings::parse)
                .orElse(AcceptEncodings.IDENTITY);
    }

    /** {@return what the client accepts; without the field every language} */
    public AcceptLanguages acceptLanguages() {
        return header("Accept-Language").map(AcceptLanguages::parse).orElse(AcceptLanguages.ANY);
    }

    /** {@return what the client asks of caches} */
    public CacheControl cacheControl() {
        return header("Cache-Control").map(CacheControl::parse).orElse(CacheControl.EMPTY);
    }

    /** {@return the conditional fields and the range, to be evaluated by {@code Preconditions}} */
    public Conditions conditions() {
        return Conditions.of(environ);
    }

    private Optional<String> text(String key) {
        return environ.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Deletes the temporary file of the form, if there is one. A second call does nothing. */
    @Override
    public void close() throws IOException {
        body.close();
    }
}
