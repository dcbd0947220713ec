/**
 * A response as a value that is an application.
 *
 * <pre>{@code
 * Application hello = Response.text("Hello, World!\n");
 * Application download = Response.file(report).withDownload("naïve report.pdf");
 * Application gone = Response.error(410);
 * }</pre>
 *
 * <p>{@link gateway.toolkit.response.Response} makes them; {@link
 * gateway.toolkit.response.WrittenBody} can be used without it, where code that writes shall be a
 * body.
 */
@NullMarked
package gateway.toolkit.response;

import org.jspecify.annotations.NullMarked;
