package gateway.toolkit.middleware;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Middleware;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingApplication;
import gateway.toolkit.http.AcceptEncodings;
import gateway.toolkit.http.CacheControl;
import gateway.toolkit.http.EntityTags;
import gateway.toolkit.http.MediaType;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compresses responses with gzip for clients that want it (RFC 9110 section 8.4, RFC 1952), while
 * they are made.
 *
 * <ul>
 *   <li>Each array of the body goes out, complete to its last octet, before the next is asked for,
 *       so that event streams stay alive; the arrays of a {@code Collection}, which are there
 *       already, are put together.
 *   <li>Left alone: bodies known to be smaller than the minimum; types that are compressed already
 *       or unknown; a response with Content-Encoding, {@code no-transform}, Content-Range or
 *       trailers; statuses without a body, and 206.
 *   <li>A compressed response has no Content-Length, no Accept-Ranges and no digest of what it was;
 *       a strong ETag becomes weak, for the octets are others, also that of a 304 to a client that
 *       has the weak one. HEAD is answered with the same head, if the application gives the same
 *       body or its length.
 *   <li>{@code Vary: Accept-Encoding} stands wherever the answer depends on that field.
 * </ul>
 *
 * <p>A secret in a page that also shows what the request said can be guessed from the length of the
 * compressed page (the BREACH attack): mask it anew in each response, or leave such pages out with
 * {@code no-transform}.
 */
public final class CompressionMiddleware extends ForwardingApplication {
    private static final Set<String> COMPRESSIBLE =
            Set.of(
                    "application/wasm",
                    "application/x-ndjson",
                    "application/rtf",
                    "application/vnd.ms-fontobject",
                    "application/yaml",
                    "font/otf",
                    "font/ttf",
                    "image/bmp",
                    "image/x-icon");

    private final int minimum;
    private final int level;
    private final Predicate<MediaType> types;

    private CompressionMiddleware(Application inner, Builder builder) {
        super(inner);
        this.minimum = builder.minimum;
        this.level = builder.level;
        this.types = builder.types;
    }

    /** {@return a builder: at least 1024 octets, level 6, the types of {@link #isCompressible}} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return whether octets of this type usually get fewer: text, XML, JSON, JavaScript, some
     * fonts and images without a compression of their own}
     *
     * @param type of a response
     */
    public static boolean isCompressible(MediaType type) {
        return type.isText() || type.isJson() || COMPRESSIBLE.contains(type.essence());
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        CompressingStart start =
                new CompressingStart(
                        startResponse,
                        this::verdict,
                        wantsGzip(environ),
                        held(environ),
                        minimum,
                        Environ.method(environ).equals("HEAD"));
        Iterable<byte[]> body = super.call(environ, start);
        try {
            return start.returned(body) ? new GzipBody(body, start::isGzip, level) : body;
        } catch (Throwable e) {
            if (body instanceof AutoCloseable resource) {
                resource.close();
            }
            throw e;
        }
    }

    /** The states that the client has. */
    private static EntityTags held(Map<String, Object> environ) {
        return Environ.header(environ, "If-None-Match")
                .map(EntityTags::parse)
                .orElse(EntityTags.of());
    }

    private static boolean wantsGzip(Map<String, Object> environ) {
        AcceptEncodings accepted =
                Environ.header(environ, CompressingStart.ACCEPT_ENCODING)
                        .map(AcceptEncodings::parse)
                        .orElse(AcceptEncodings.IDENTITY);
        int quality = accepted.quality("gzip");
        boolean mayTransform =
                Environ.header(environ, "Cache-Control")
                        .map(text -> !CacheControl.parse(text).has("no-transform"))
                        .orElse(true);
        return mayTransform && quality > 0 && quality >= accepted.quality("identity");
    }

    /** What the head alone says. */
    private CompressingStart.Verdict verdict(String status, HeaderLines headers) {
        String code = status.substring(0, Math.min(3, status.length()));
        if (code.equals("304")) {
            // It stands for a 200 whose type is not known here (RFC 9110 section 15.4.5).
            return CompressingStart.Verdict.ONLY_VARY;
        }
        Optional<MediaType> type = headers.first("Content-Type").flatMap(MediaType::parse);
        boolean hasCoding =
                headers.first("Content-Encoding")
                        .map(text -> !text.toLowerCase(Locale.ROOT).equals("identity"))
                        .orElse(false);
        boolean fixed =
                headers.all("Cache-Control").stream()
                        .anyMatch(text -> CacheControl.parse(text).has("no-transform"));
        if (hasCoding
                || fixed
                || code.equals("204")
                || code.equals("205")
                || type.filter(t -> types.test(t) || isByteRanges(t)).isEmpty()) {
            return CompressingStart.Verdict.NOTHING;
        }
        // The type of what several parts are of stands inside.
        if (code.equals("206")
                || type.filter(CompressionMiddleware::isByteRanges).isPresent()
                || headers.first("Content-Range").isPresent()) {
            return CompressingStart.Verdict.ONLY_VARY;
        }
        Optional<String> length = headers.first("Content-Length");
        if (length.isEmpty()) {
            return CompressingStart.Verdict.BY_SIZE;
        }
        return isShort(length.get())
                ? CompressingStart.Verdict.NOTHING
                : CompressingStart.Verdict.GZIP;
    }

    private static boolean isByteRanges(MediaType type) {
        return type.is("multipart/byteranges");
    }

    /** Digits, or the server refuses them. */
    private boolean isShort(String length) {
        return length.length() < 10
                && length.matches("[0-9]+")
                && Integer.parseInt(length) < minimum;
    }

    /** Settings. */
    public static final class Builder implements Middleware {
        private int minimum = 1024;
        private int level = 6;
        private Predicate<MediaType> types = CompressionMiddleware::isCompressible;

        private Builder() {}

        /**
         * Leaves shorter bodies alone.
         *
         * @param octets 0 or more
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder minimum(int octets) {
            if (octets < 0) {
                throw new IllegalArgumentException("negative size: " + octets);
            }
            minimum = octets;
            return this;
        }

        /**
         * Trades time for size.
         *
         * @param speed 1, the fastest, to 9, the smallest
         * @return this
         * @throws IllegalArgumentException if it is something else
         */
        public Builder level(int speed) {
            if (speed < 1 || speed > 9) {
                throw new IllegalArgumentException("no level of gzip: " + speed);
            }
            level = speed;
            return this;
        }

        /**
         * Compresses these types and no others.
         *
         * @param predicate asked by many threads
         * @return this
         */
        public Builder types(Predicate<MediaType> predicate) {
            types = Objects.requireNonNull(predicate);
            return this;
        }

        @Override
        public CompressionMiddleware wrap(Application inner) {
            return new CompressionMiddleware(inner, this);
        }
    }
}
