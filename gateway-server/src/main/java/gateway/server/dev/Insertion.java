package gateway.server.dev;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.FileBody;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingStartResponse;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Adds a script to the end of one answer, if that is a page in HTML: behind {@code </html>}, where
 * browsers take it for a part of the body, so that nothing needs to be searched or kept back.
 *
 * <p>Content-Length grows with it, Content-Security-Policy allows it, and the answer is not stored,
 * so that its validators are of no use. An answer with a content coding is left alone.
 */
final class Insertion extends ForwardingStartResponse {
    /** They would be wrong, or let an old page be taken for a new one. */
    private static final Set<String> DROPPED =
            Set.of("etag", "last-modified", "expires", "cache-control");

    /** What would be wrong cannot be mended. */
    private static final Set<String> PREVENTING =
            Set.of("content-encoding", "content-digest", "repr-digest", "content-md5");

    private final byte[] element;
    private final String source;
    private boolean inserts;

    private Insertion(StartResponse outer, String script) {
        super(outer);
        this.element = ("<script>" + script + "</script>\n").getBytes(US_ASCII);
        this.source = "'sha256-" + Base64.getEncoder().encodeToString(sha256(script)) + "'";
    }

    /** Whether it may be a browser that opens a page. */
    static boolean isWanted(Map<String, Object> environ) {
        String method = Environ.method(environ);
        return (method.equals("GET") || method.equals("HEAD"))
                && Environ.header(environ, "Accept").orElse("").contains("text/html")
                && Environ.header(environ, "Sec-Fetch-Dest").orElse("document").equals("document");
    }

    /** Calls the application, and adds the script to its answer. */
    static Iterable<byte[]> call(
            Application application,
            Map<String, Object> environ,
            StartResponse startResponse,
            String script)
            throws Exception {
        Insertion insertion = new Insertion(startResponse, script);
        insertion.hideFrom(environ);
        Iterable<byte[]> body = application.call(environ, insertion);
        if (body == null) {
            return body;
        }
        boolean settled = body instanceof Collection || body instanceof FileBody;
        if (settled && !insertion.inserts) {
            return body;
        }
        if (body instanceof Collection<byte[]> blocks && !(body instanceof AutoCloseable)) {
            // Nothing in answer to HEAD tells nothing about GET.
            return blocks.isEmpty() && Environ.method(environ).equals("HEAD")
                    ? body
                    : insertion.after(blocks);
        }
        return new Extended(body, insertion);
    }

    /** The application hears at the end of its own octets (EXT-9). */
    @SuppressWarnings("unchecked") // The key's type.
    private void hideFrom(Map<String, Object> environ) {
        if (environ.get(Environ.ON_FINISH) instanceof Consumer<?> register) {
            Consumer<Consumer<Finish>> callbacks = (Consumer<Consumer<Finish>>) register;
            Consumer<Consumer<Finish>> own =
                    callback -> callbacks.accept(end -> callback.accept(without(end)));
            environ.put(Environ.ON_FINISH, own);
        }
    }

    private Finish without(Finish end) {
        return inserts
                ? new Finish(
                        end.status(), Math.max(0, end.octets() - element.length), end.failure())
                : end;
    }

    private List<byte[]> after(Collection<byte[]> blocks) {
        List<byte[]> all = new ArrayList<>(blocks);
        all.add(element);
        return all;
    }

    @Override
    @SuppressWarnings("exports")
    public void start(String status, List<Header> headers, @Nullable Throwable error) {
        boolean fits = fits(status, headers);
        super.start(status, fits ? changed(headers) : headers, error);
        inserts = fits;
    }

    private static boolean fits(String status, List<Header> headers) {
        boolean html = false;
        for (Header header : headers) {
            String name = header.name().toLowerCase(Locale.ROOT);
            String value = header.value().toLowerCase(Locale.ROOT);
            if (name.equals("content-type")) {
                html = value.startsWith("text/html") && !value.contains("utf-16");
            }
            if ((PREVENTING.contains(name) && !value.equals("identity"))
                    || (name.equals("content-disposition") && value.startsWith("attachment"))) {
                return false;
            }
        }
        return html
                && !status.startsWith("3")
                && !Set.of("204", "205", "206").contains(code(status));
    }

    private static String code(String status) {
        return status.substring(0, Math.min(3, status.length()));
    }

    private List<Header> changed(List<Header> headers) {
        List<Header> changed = new ArrayList<>();
        for (Header header : headers) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (name.equals("content-length")) {
                changed.add(new Header(header.name(), longer(header.value())));
            } else if (name.equals("content-security-policy")) {
                changed.add(
                        new Header(header.name(), ContentPolicy.allowing(header.value(), source)));
            } else if (!DROPPED.contains(name)) {
                changed.add(header);
            }
        }
        changed.add(new Header("Cache-Control", "no-store"));
        return changed;
    }

    /** One that is no number is left for the server to refuse. */
    private String longer(String length) {
        return length.matches("[0-9]{1,18}")
                ? Long.toString(Long.parseLong(length) + element.length)
                : length;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }

    /** A body, and the script if the last start was one of a page. */
    @SuppressWarnings("try") // It closes what may throw anything.
    private record Extended(Iterable<byte[]> body, Insertion insertion)
            implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            Iterator<byte[]> blocks = body.iterator();
            return new Iterator<>() {
                private boolean added;

                @Override
                public boolean hasNext() {
                    return !added && (blocks.hasNext() || insertion.inserts);
                }

                @Override
                public byte[] next() {
                    if (added) {
                        throw new NoSuchElementException();
                    }
                    if (blocks.hasNext()) {
                        return blocks.next();
                    }
                    added = true;
                    return insertion.element;
                }
            };
        }

        @Override
        public void close() throws Exception {
            if (body instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }
}
