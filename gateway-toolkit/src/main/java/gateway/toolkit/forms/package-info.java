/**
 * Forms: what browsers send, read in a stream and in bounded memory, and written.
 *
 * <p>A {@link gateway.toolkit.forms.Form} is what most applications want, usually by way of a
 * request:
 *
 * <pre>{@code
 * try (Form form = FormReader.read(body, contentType, FormRules.DEFAULT)) {
 *     titles.put(target, form.fields().first("title").orElse("untitled"));
 *     form.file("photo").orElseThrow().saveTo(target);
 * }
 * }</pre>
 *
 * <p>{@link gateway.toolkit.forms.MultipartReader} gives part by part to whoever wants to keep
 * nothing:
 *
 * <pre>{@code
 * MultipartReader reader =
 *         new MultipartReader(body, Boundary.of(contentType), FormRules.DEFAULT);
 * long octets = 0;
 * for (var part = reader.next(); part.isPresent(); part = reader.next()) {
 *     octets += part.get().content().transferTo(OutputStream.nullOutputStream());
 * }
 * }</pre>
 *
 * <p>{@link gateway.toolkit.forms.FormRules} bound everything that a client decides; what goes
 * beyond is a 413, what is malformed a 400, both as {@link gateway.toolkit.errors.HttpException}.
 */
@NullMarked
package gateway.toolkit.forms;

import org.jspecify.annotations.NullMarked;
