/**
 * Files over HTTP.
 *
 * <p>A middleware serves directories before an application:
 *
 * <pre>{@code
 * Application site =
 *         new SharedDataMiddleware(application, Map.of("/static", Path.of("public")));
 * }</pre>
 *
 * <p>Its builder says how, and can do without an application: a folder to look through.
 *
 * <pre>{@code
 * Application folder =
 *         SharedDataMiddleware.exporting("/", Path.of("public"))
 *                 .index("index.html")
 *                 .listing()
 *                 .precompressed()
 *                 .cacheControl(CacheControl.of("no-cache"))
 *                 .alone();
 * }</pre>
 *
 * <p>Where an endpoint has found out which file is meant, {@link gateway.toolkit.files.FileAnswer}
 * is that file with conditions and ranges:
 *
 * <pre>{@code
 * Application download = FileAnswer.of(Path.of("report.pdf")).asAttachment("report.pdf");
 * }</pre>
 *
 * <pre>
 *   request ──→ SharedDataMiddleware ──→ Export ──→ Found ──→ answer
 *                                          │          ├ FoundFile      200, 206, 304, 412, 416
 *                a file ── FileExport      │          ├ FoundListing   a page, or JSON
 *           a directory ── FolderExport ───┤          └ SlashMissing   301
 *             resources ── ResourceExport ─┘
 * </pre>
 */
@NullMarked
package gateway.toolkit.files;

import org.jspecify.annotations.NullMarked;
