package gateway.toolkit.files;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.AcceptEncodings;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.MediaType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Serves files under some prefixes, and hands every other request to the application inside.
 *
 * <pre>{@code
 * Application site =
 *         new SharedDataMiddleware(application, Map.of("/static", Path.of("public")));
 * }</pre>
 *
 * <p>The prefix is compared with {@code PATH_INFO}, name by name: {@code /static} is no prefix of
 * {@code /staticx}. The first export that has a file answers, in the order of the builder; where
 * none has, the application does, below a prefix as well.
 *
 * <ul>
 *   <li>GET and HEAD get the file as conditions and ranges ask for it (RFC 9110 chapters 13 and
 *       14), from a {@link gateway.api.FileBody} where it is one of the file system; OPTIONS of a
 *       file gets 204 with Allow; all other methods are the application's.
 *   <li>Only regular files are served, below directories without following links, and none with a
 *       name that begins with a dot, unless the builder says otherwise.
 *   <li>ETag is 128 bits of the SHA-256 of time, length and name; {@code Cache-Control} is {@code
 *       max-age=43200, public}.
 * </ul>
 */
public final class SharedDataMiddleware implements Application, Lifecycle {
    private final List<Mount> mounts;
    private final Optional<Application> inner;

    private SharedDataMiddleware(Builder builder, Optional<Application> inner) {
        ExportSettings settings = builder.settings();
        this.mounts = builder.exports.stream().map(each -> each.apply(settings)).toList();
        this.inner = inner;
    }

    /**
     * Serves files before an application, with nothing but the defaults. The longest prefix of a
     * path comes first, in whatever order the map has them.
     *
     * @param inner gets what is no file
     * @param exports a file or directory for each prefix
     */
    public SharedDataMiddleware(Application inner, Map<String, Path> exports) {
        this(new Builder().exportAll(exports), Optional.of(inner));
    }

    /**
     * Begins with one export.
     *
     * @param prefix such as {@code "/static"}; a slash at its end means nothing
     * @param fileOrDirectory what is there
     * @return a builder, which is a {@link Middleware}
     */
    public static Builder exporting(String prefix, Path fileOrDirectory) {
        return new Builder().export(prefix, fileOrDirectory);
    }

    /**
     * Begins with resources of the class path.
     *
     * @param prefix as for files
     * @param anchor as for {@link Builder#export(String, Class, String)}
     * @param folder as for {@link Builder#export(String, Class, String)}
     * @return a builder, which is a {@link Middleware}
     */
    public static Builder exporting(String prefix, Class<?> anchor, String folder) {
        return new Builder().export(prefix, anchor, folder);
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        boolean reading = Reading.isAskedBy(environ);
        if (inner.isPresent() && !reading && !Reading.isOptions(environ)) {
            return inner.get().call(environ, startResponse);
        }
        Optional<Found> found = find(Environ.pathInfo(environ), Reading.codings(environ));
        if (found.isPresent() && reading) {
            return found.get().answer(environ, startResponse);
        }
        if (found.isPresent()) {
            found.get().close();
            return Reading.refuseOthers(environ, startResponse);
        }
        return inner.isPresent()
                ? inner.get().call(environ, startResponse)
                : HttpException.notFound().call(environ, startResponse);
    }

    private Optional<Found> find(String path, AcceptEncodings accept) throws IOException {
        for (Mount each : mounts) {
            Optional<String> tail = each.tail(path);
            if (tail.isPresent()) {
                Optional<Found> found = each.export().find(tail.get(), accept);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void start(Map<String, String> settings) throws Exception {
        if (inner.isPresent() && inner.get() instanceof Lifecycle lifecycle) {
            lifecycle.start(settings);
        }
    }

    @Override
    public void stop() throws Exception {
        if (inner.isPresent() && inner.get() instanceof Lifecycle lifecycle) {
            lifecycle.stop();
        }
    }

    /** Says what is served and how; all of it holds for all exports. For one thread. */
    public static final class Builder implements Middleware {
        private final List<Function<ExportSettings, Mount>> exports = new ArrayList<>();
        private final List<Glob> refused = new ArrayList<>();
        private Predicate<String> allowed = path -> true;
        private boolean hidden;
        private Links links = Links.REFUSED;
        private Variants variants = Variants.NONE;
        private Folders folders = Folders.NOTHING;
        private boolean tagged = true;
        private CacheControl control = lifetime(Duration.ofHours(12));
        private Presentation presentation = Presentation.plain();

        private Builder() {}

        private static CacheControl lifetime(Duration span) {
            return CacheControl.EMPTY.with("max-age", span).with("public");
        }

        private ExportSettings settings() {
            return new ExportSettings(
                    new NameRules(hidden, refused, allowed),
                    links,
                    variants,
                    folders,
                    presentation.with(new Caching(tagged, control)));
        }

        private Builder exportAll(Map<String, Path> all) {
            all.entrySet().stream()
                    .sorted(
                            Comparator.comparingInt(
                                            (Map.Entry<String, Path> each) ->
                                                    Mount.prefix(each.getKey()).length())
                                    .reversed())
                    .forEach(each -> export(each.getKey(), each.getValue()));
            return this;
        }

        /**
         * Adds a file, which answers to exactly this path, or a directory with all that is below
         * it. What is neither when the application is made is taken for a directory that is yet to
         * come.
         *
         * @param prefix such as {@code "/static"}; {@code "/"} or nothing for all paths
         * @param fileOrDirectory links in its own path are followed
         * @return this
         * @throws IllegalArgumentException if the prefix has no slash in front
         */
        public Builder export(String prefix, Path fileOrDirectory) {
            String bare = Mount.prefix(prefix);
            Path path = fileOrDirectory.toAbsolutePath();
            exports.add(settings -> new Mount(bare, settings.of(path)));
            return this;
        }

        /**
         * Adds resources: files on the class path, in its archives, or in a module.
         *
         * @param prefix as for files
         * @param anchor a class of the same archive; if that is a named module, the folder is not
         *     the name of a package, or the package is open
         * @param folder such as {@code "assets"}, from the class path's root
         * @return this
         * @throws IllegalArgumentException if the prefix has no slash in front, or the folder is
         *     empty: all classes would be served
         */
        public Builder export(String prefix, Class<?> anchor, String folder) {
            String bare = Mount.prefix(prefix);
            String path = Mount.prefix("/" + folder);
            if (path.isEmpty()) {
                throw new IllegalArgumentException("an empty folder");
            }
            exports.add(settings -> new Mount(bare, settings.of(anchor, path + "/")));
            return this;
        }

        /**
         * Refuses names, as if they were not there; case means nothing.
         *
         * @param globs patterns of paths below an export if they have a slash, else of single
         *     names: {@code *} any characters of a name, {@code **} slashes as well, {@code ?} one
         *     character, {@code [a-c]} one of these. What matches a directory refuses all below it
         * @return this
         * @throws IllegalArgumentException if one is empty or has an open bracket
         */
        public Builder disallow(String... globs) {
            refused.addAll(Glob.of(globs));
            return this;
        }

        /**
         * Asks for each path that nothing else refuses.
         *
         * @param condition of a path below an export, without a slash in front; called by many
         *     threads at a time
         * @return this
         */
        public Builder allowedIf(Predicate<String> condition) {
            allowed = condition;
            return this;
        }

        /**
         * Serves names that begin with a dot; else only {@code .well-known} is.
         *
         * @return this
         */
        public Builder hiddenFiles() {
            hidden = true;
            return this;
        }

        /**
         * Decides about symbolic links; else they are refused.
         *
         * @param newLinks what becomes of them
         * @return this
         */
        public Builder links(Links newLinks) {
            links = newLinks;
            return this;
        }

        /**
         * Sends {@code a.css.br}, {@code a.css.zst} or {@code a.css.gz} in place of {@code a.css}
         * to clients that accept the coding, if it is there and not older.
         *
         * @return this
         */
        public Builder precompressed() {
            variants = Variants.PRECOMPRESSED;
            return this;
        }

        /**
         * Answers for a directory with a file in it; without a slash at the end of the path by a
         * redirect to the one with it.
         *
         * @param names such as {@code "index.html"}, the first that is there
         * @return this
         * @throws IllegalArgumentException if one is empty or has a slash
         */
        public Builder index(String... names) {
            folders = new Folders(List.of(names), folders.listed());
            return this;
        }

        /**
         * Shows directories without index as a list of what is served in them, at most 10,000
         * names: as a page that can be sorted, or as JSON to who prefers that.
         *
         * @return this
         */
        public Builder listing() {
            folders = new Folders(folders.indexes(), true);
            return this;
        }

        /**
         * Switches ETag and lifetime; they are on without it. Off, {@code Cache-Control} is {@code
         * public} and conditions are by date alone.
         *
         * @param on whether
         * @return this
         */
        public Builder cache(boolean on) {
            tagged = on;
            control = on ? lifetime(Duration.ofHours(12)) : CacheControl.of("public");
            return this;
        }

        /**
         * Sets how long a file may be reused without asking; else 12 hours.
         *
         * @param span not negative, in whole seconds
         * @return this
         */
        public Builder cacheTimeout(Duration span) {
            return cacheControl(lifetime(span));
        }

        /**
         * Sets all that caches are told.
         *
         * @param newControl Expires follows from its {@code max-age}
         * @return this
         */
        public Builder cacheControl(CacheControl newControl) {
            control = newControl;
            return this;
        }

        /**
         * Sets the type of files with an extension, before the table that comes with {@link
         * gateway.toolkit.http.FileType}.
         *
         * @param extension such as {@code "glsl"} or {@code "tar.gz"}; case means nothing
         * @param type text without a charset is said to be UTF-8
         * @return this
         * @throws IllegalArgumentException if the extension is empty
         */
        public Builder type(String extension, MediaType type) {
            presentation = presentation.with(presentation.types().with(extension, type));
            return this;
        }

        /**
         * Sets the type of files whose name says nothing; else {@code application/octet-stream}.
         *
         * @param type sent as it is
         * @return this
         */
        public Builder fallbackType(MediaType type) {
            presentation = presentation.with(presentation.types().withFallback(type));
            return this;
        }

        /**
         * Adds a header to each answer with a file or a listing.
         *
         * @param header not one that says what the file is
         * @return this
         * @throws IllegalArgumentException if it is
         */
        public Builder header(Header header) {
            presentation = presentation.with(header);
            return this;
        }

        Builder clock(InstantSource clock) {
            presentation = presentation.with(clock);
            return this;
        }

        @Override
        public SharedDataMiddleware wrap(Application inner) {
            return new SharedDataMiddleware(this, Optional.of(inner));
        }

        /**
         * {@return an application of nothing but files: 404 where there is none, 405 for methods
         * other than GET, HEAD and OPTIONS}
         */
        public SharedDataMiddleware alone() {
            return new SharedDataMiddleware(this, Optional.empty());
        }
    }
}
