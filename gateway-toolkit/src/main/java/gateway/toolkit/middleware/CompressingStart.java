package gateway.toolkit.middleware;

import gateway.api.FileBody;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.toolkit.ForwardingStartResponse;
import gateway.toolkit.http.EntityTag;
import gateway.toolkit.http.EntityTags;
import gateway.toolkit.http.TokenSet;
import gateway.toolkit.http.Vary;
import gateway.toolkit.validator.StartRules;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The head of one response: passed on at once where it says alone whether the body is compressed,
 * else once the body is known, or flushed.
 *
 * <pre>
 * start ─ verdict ┬ NOTHING, ONLY_VARY ──────────────► plain
 *                 ├ GZIP ────────────────────────────► gzip
 *                 └ BY_SIZE ─► pending ┬ body returned ► gzip, or plain where it is known to be small
 *                                      ├ flush ────────► gzip: the body is made bit by bit
 *                                      └ trailers ─────► plain: nobody knows whether they would hold
 * </pre>
 */
final class CompressingStart extends ForwardingStartResponse {
    enum Verdict {
        /** The answer is the same for all clients. */
        NOTHING,
        /** Not this one, but another answer to this request might be compressed. */
        ONLY_VARY,
        GZIP,
        BY_SIZE
    }

    static final String ACCEPT_ENCODING = "Accept-Encoding";

    private static final TokenSet OF_PLAIN_OCTETS =
            TokenSet.of(
                    "Content-Length",
                    "Content-Encoding",
                    "Accept-Ranges",
                    "Content-MD5",
                    "Digest",
                    "Content-Digest",
                    "Repr-Digest");

    private record Head(String status, List<Header> headers, @Nullable Throwable error) {}

    private final BiFunction<String, HeaderLines, Verdict> judge;
    private final boolean wanted;
    private final EntityTags held;
    private final int minimum;
    private final boolean withoutBody;
    private @Nullable Head pending;
    private boolean started;
    private boolean gzip;
    private boolean returned;
    private boolean wrapped;

    CompressingStart(
            StartResponse outer,
            BiFunction<String, HeaderLines, Verdict> judge,
            boolean wanted,
            EntityTags held,
            int minimum,
            boolean withoutBody) {
        super(outer);
        this.judge = judge;
        this.wanted = wanted;
        this.held = held;
        this.minimum = minimum;
        this.withoutBody = withoutBody;
    }

    @Override
    public void start(String status, List<Header> headers, @Nullable Throwable error) {
        StartRules.check(status, headers);
        if (started && error == null) {
            throw new IllegalStateException("SR-2: the response is started already");
        }
        Head head = new Head(status, List.copyOf(headers), error);
        Verdict verdict = judge.apply(status, new HeaderLines(headers));
        if (verdict == Verdict.BY_SIZE && wanted && !returned) {
            pending = head;
        } else {
            pass(head, verdict);
        }
        started = true;
    }

    private void pass(Head head, Verdict verdict) {
        List<Header> headers = new ArrayList<>(head.headers());
        boolean compress =
                (verdict == Verdict.GZIP || verdict == Verdict.BY_SIZE)
                        && wanted
                        && (wrapped || !returned);
        if (compress) {
            compressed(headers);
        } else if (head.status().startsWith("304")) {
            headers.replaceAll(this::asHeld);
        }
        if (verdict != Verdict.NOTHING) {
            Vary.add(headers, ACCEPT_ENCODING);
        }
        super.start(head.status(), headers, head.error());
        pending = null;
        gzip = compress;
    }

    private static void compressed(List<Header> headers) {
        headers.removeIf(header -> OF_PLAIN_OCTETS.contains(header.name()));
        headers.replaceAll(
                header ->
                        header.name().equalsIgnoreCase("ETag")
                                ? new Header(header.name(), weak(header.value()))
                                : header);
        headers.add(new Header("Content-Encoding", "gzip"));
    }

    /**
     * The tag of a 304 as the client's copy has it: a cache does not look for a weak one by its
     * strong one (RFC 9111 section 4.3.4).
     */
    private Header asHeld(Header header) {
        return header.name().equalsIgnoreCase("ETag")
                ? EntityTag.parse(header.value())
                        .filter(tag -> !held.containsStrong(tag) && held.containsWeak(tag))
                        .map(tag -> new Header(header.name(), weak(header.value())))
                        .orElse(header)
                : header;
    }

    private static String weak(String tag) {
        return EntityTag.parse(tag)
                .map(each -> EntityTag.weak(each.value()).headerValue())
                .orElse(tag);
    }

    /** The application has returned; {@return whether the body is to be wrapped} */
    boolean returned(Iterable<byte[]> body) {
        Head head = pending;
        if (head != null) {
            long size = size(body);
            if (withoutBody && size == 0 && body instanceof Collection<?>) {
                // To HEAD, an application may leave out what it gives to GET.
                pass(head, Verdict.ONLY_VARY);
            } else {
                pass(head, size >= 0 && size < minimum ? Verdict.NOTHING : Verdict.GZIP);
            }
        }
        returned = true;
        wrapped = gzip && body != null; // A null is the caller's to find (APP-3).
        return wrapped;
    }

    /** Whether octets are to be compressed, as the last head says. */
    boolean isGzip() {
        return gzip;
    }

    /** -1 if nobody knows. */
    private static long size(Iterable<byte[]> body) {
        if (body instanceof FileBody file) {
            return file.count();
        }
        if (!(body instanceof Collection<?>)) {
            return -1;
        }
        long size = 0;
        for (byte[] array : body) {
            size += array == null ? 0 : array.length; // A null is found where it is sent (BODY-2).
        }
        return size;
    }

    @Override
    public boolean flush() throws IOException {
        Head head = pending;
        if (head != null) {
            pass(head, Verdict.GZIP);
        }
        return super.flush();
    }

    @Override
    public boolean trailers(Supplier<List<Header>> supplier) {
        Head head = pending;
        if (head != null) {
            pass(head, Verdict.ONLY_VARY);
        }
        return !gzip && super.trailers(supplier);
    }

    @Override
    public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
        if (started) {
            throw new IllegalStateException("EXT-7: the response is started already");
        }
        return super.upgrade(protocol, headers, handler);
    }
}
