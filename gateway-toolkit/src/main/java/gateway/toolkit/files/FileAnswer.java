package gateway.toolkit.files;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.ContentDisposition;
import gateway.toolkit.http.MediaType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An application that is one file, whatever the path of the request: for an endpoint that has found
 * out which file is meant.
 *
 * <pre>{@code
 * return FileAnswer.of(report).asAttachment("report.pdf").call(environ, startResponse);
 * }</pre>
 *
 * <p>GET and HEAD are answered with the file, as conditions and ranges ask for it (RFC 9110
 * chapters 13 and 14), from a {@link gateway.api.FileBody}; OPTIONS with 204, other methods with
 * 405, and both with Allow. Where there is no regular file, or none that may be read, the answer is
 * 404. Without other words it may be kept and has to be revalidated: {@code Cache-Control:
 * no-cache}.
 *
 * <p>The path is taken as it is: whoever makes it of what a client says uses {@link
 * gateway.toolkit.http.SafePath}, or {@link SharedDataMiddleware} at once. Links are followed.
 */
public final class FileAnswer implements Application {
    private final Path path;
    private final Variants variants;
    private final Presentation presentation;

    private FileAnswer(Path path, Variants variants, Presentation presentation) {
        this.path = path;
        this.variants = variants;
        this.presentation = presentation;
    }

    /**
     * {@return an answer with a file}
     *
     * @param file looked up for each request
     */
    public static FileAnswer of(Path file) {
        return new FileAnswer(file.toAbsolutePath(), Variants.NONE, Presentation.plain());
    }

    /**
     * {@return the same with a type of its own; else it is that of the name, or {@code
     * application/octet-stream}}
     *
     * @param newType sent as it is
     */
    public FileAnswer withType(MediaType newType) {
        return with(presentation.with(presentation.types().withAlways(newType)));
    }

    /**
     * {@return the same with other words for caches}
     *
     * @param control such as {@code CacheControl.of("private").with("max-age", span)}; where it has
     *     a {@code max-age}, Expires is sent as well
     */
    public FileAnswer withCacheControl(CacheControl control) {
        return with(presentation.with(new Caching(presentation.caching().tagged(), control)));
    }

    /** {@return the same without ETag, for machines that have other times for the same file} */
    public FileAnswer withoutTag() {
        return with(presentation.with(new Caching(false, presentation.caching().control())));
    }

    /**
     * {@return the same with one more header}
     *
     * @param header not one that says what the file is
     * @throws IllegalArgumentException if it is
     */
    public FileAnswer withHeader(Header header) {
        return with(presentation.with(header));
    }

    /**
     * {@return the same, to be stored and not shown}
     *
     * @param name that is proposed to the user
     */
    public FileAnswer asAttachment(String name) {
        return withHeader(
                new Header(
                        "Content-Disposition", ContentDisposition.attachment(name).headerValue()));
    }

    /**
     * {@return the same that may send what stands compressed beside the file, with {@code .br},
     * {@code .zst} or {@code .gz} behind its name, if it is not older}
     */
    public FileAnswer precompressed() {
        return new FileAnswer(path, Variants.PRECOMPRESSED, presentation);
    }

    FileAnswer with(Presentation newPresentation) {
        return new FileAnswer(path, variants, newPresentation);
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        Optional<Found> found = find(environ);
        if (found.isEmpty()) {
            return HttpException.notFound().call(environ, startResponse);
        }
        if (Reading.isAskedBy(environ)) {
            return found.get().answer(environ, startResponse);
        }
        found.get().close();
        return Reading.refuseOthers(environ, startResponse);
    }

    private Optional<Found> find(Map<String, Object> environ) throws IOException {
        Path name = path.getFileName();
        Path parent = path.getParent();
        if (name == null || parent == null) {
            return Optional.empty();
        }
        return new FileExport(parent, name.toString(), NameRules.ALL, variants, presentation)
                .find("", Reading.codings(environ));
    }
}
