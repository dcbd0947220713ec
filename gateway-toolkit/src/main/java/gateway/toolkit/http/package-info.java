/**
 * The words of HTTP as values: what stands in header fields, URLs and file names, read and written.
 *
 * <p>Each word is an immutable record with a static {@code parse} and a {@code headerValue}. {@code
 * parse} takes whatever a client sends, never throws, and is done in time linear in the length;
 * what it cannot read is an empty {@link java.util.Optional} or an empty value. {@code headerValue}
 * reads back as the same value.
 *
 * <p>A conditional request is decided by one pure function, {@link
 * gateway.toolkit.http.Preconditions#evaluate}, which knows the order of RFC 9110:
 *
 * <pre>{@code
 * Representation page = Representation.ofLength(5120).withTag(EntityTag.strong("v7"));
 * Outcome outcome = Preconditions.evaluate(Conditions.of(environ), page);
 * int status = outcome.status(); // 304 if the client has "v7", else 200, 206, 412 or 416
 * }</pre>
 *
 * <p>{@link gateway.toolkit.http.Cookies} are what a request has, a {@link
 * gateway.toolkit.http.SetCookie} is what a response sets; the prefixes of names are kept:
 *
 * <pre>{@code
 * Pairs cookies = Cookies.parse("theme=dark; __Host-id=s3cret");
 * Optional<String> id = cookies.first("__Host-id");
 * SetCookie cookie = SetCookie.of("__Host-id", token).withHttpOnly();
 * }</pre>
 *
 * <p>{@link gateway.toolkit.http.Accept} chooses among what a server has, for media types,
 * charsets, codings and languages:
 *
 * <pre>{@code
 * Accept accept = AcceptMediaTypes.parse("text/html, application/json;q=0.9, image/*;q=0.1");
 * Optional<String> best = accept.best(List.of("application/json", "text/html"));
 * boolean image = accept.accepts("image/png"); // true, with accept.quality of 100 in 1000
 * }</pre>
 *
 * <p>Files need a {@link gateway.toolkit.http.FileType}, a {@link
 * gateway.toolkit.http.ContentDisposition}, and a path that stays where it belongs: {@link
 * gateway.toolkit.http.SafePath}, {@link gateway.toolkit.http.SecureFileName}.
 *
 * <p>The others by field: {@link gateway.toolkit.http.CacheControl}, {@link
 * gateway.toolkit.http.HttpDate}, {@link gateway.toolkit.http.EntityTags}, {@link
 * gateway.toolkit.http.RangeSet}, {@link gateway.toolkit.http.ContentRange}, {@link
 * gateway.toolkit.http.Authorization}, {@link gateway.toolkit.http.Challenge}, {@link
 * gateway.toolkit.http.MediaType}; by shape: {@link gateway.toolkit.http.FieldList}, {@link
 * gateway.toolkit.http.TokenSet}, {@link gateway.toolkit.http.Options}, {@link
 * gateway.toolkit.http.Pairs}; in URLs: {@link gateway.toolkit.http.Query}, {@link
 * gateway.toolkit.http.PercentCoding}.
 */
@NullMarked
package gateway.toolkit.http;

import org.jspecify.annotations.NullMarked;
