package gateway.tck.mock;

import gateway.api.Header;
import gateway.tck.http.Ending;
import gateway.tck.http.Event;
import gateway.tck.http.Field;
import gateway.tck.http.Version;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One response as events, framed as chapter 9 says. */
final class Response {
    private enum Framing {
        NONE,
        LENGTH,
        CHUNKED,
        CLOSE
    }

    /** The length of a body that is not known. */
    static final long UNKNOWN = -1;

    private final Output output;
    private final Version version;
    private final boolean head;
    private boolean keeps;
    private Runnable beforeCommit = () -> {};
    private boolean committed;
    private boolean over;
    private Framing framing = Framing.NONE;
    private int status;
    private long left;
    private long octets;

    /**
     * For a request.
     *
     * @param head whether it is a HEAD
     * @param keeps whether the client would keep the connection
     */
    Response(Output output, Version version, boolean head, boolean keeps) {
        this.output = output;
        this.version = version;
        this.head = head;
        this.keeps = keeps;
    }

    /** Throws if the client is known to be gone (ERR-5). */
    void requireClient() throws IOException {
        if (output.gone()) {
            throw new IOException("the client is gone");
        }
    }

    boolean committed() {
        return committed;
    }

    boolean head() {
        return head;
    }

    Version version() {
        return version;
    }

    int status() {
        return status;
    }

    long octets() {
        return octets;
    }

    /** Octets that Content-Length leaves to be sent; none if there is no length. */
    long left() {
        return framing == Framing.LENGTH ? left : Long.MAX_VALUE;
    }

    boolean keeps() {
        return keeps;
    }

    void closeAfter() {
        keeps = false;
    }

    /** Runs when the final head is made. */
    void beforeCommit(Runnable action) {
        beforeCommit = action;
    }

    static boolean isBodiless(int code) {
        return code == 204 || code == 205 || code == 304;
    }

    void interim(int code, List<Header> headers) throws IOException {
        output.put(new Event.Interim(code, fields(headers)));
    }

    /**
     * Commits.
     *
     * @param known length of the body if it is known, else {@link #UNKNOWN}
     */
    void commit(int code, String phrase, List<Header> headers, long known) throws IOException {
        beforeCommit.run();
        committed = true;
        status = code;
        List<Field> fields = new ArrayList<>();
        long length = known;
        boolean dated = false;
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase("Content-Length")) {
                length = Long.parseLong(header.value());
                if (code == 204 || code == 205) {
                    continue;
                }
            } else if (header.name().equalsIgnoreCase("Connection")) {
                keeps = false;
                continue;
            }
            dated |= header.name().equalsIgnoreCase("Date");
            fields.add(new Field(header.name(), header.value()));
        }
        boolean given = !Field.values(fields, "Content-Length").isEmpty();
        if (!dated) {
            fields.add(new Field("Date", "Sat, 21 Nov 2026 00:00:00 GMT"));
        }
        frame(code, length, given, fields);
        if (!keeps) {
            fields.add(new Field("Connection", "close"));
        }
        output.put(
                new Event.Head(
                        "HTTP/1.1 " + code + " " + phrase, code, phrase, List.copyOf(fields)));
    }

    private void frame(int code, long length, boolean given, List<Field> fields) {
        boolean none = head || isBodiless(code);
        if (code == 205) {
            fields.add(new Field("Content-Length", "0"));
        } else if (!isBodiless(code) && length != UNKNOWN && !given) {
            fields.add(new Field("Content-Length", Long.toString(length)));
        }
        if (none) {
            framing = Framing.NONE;
        } else if (length != UNKNOWN) {
            framing = Framing.LENGTH;
            left = length;
        } else if (version == Version.HTTP_1_1) {
            framing = Framing.CHUNKED;
            fields.add(new Field("Transfer-Encoding", "chunked"));
        } else {
            framing = Framing.CLOSE;
            keeps = false;
        }
    }

    /** Sends what of an array belongs to the body; false if some of it does not (LEN-1). */
    boolean write(byte[] array) throws IOException {
        int count = (int) Math.min(left(), array.length);
        if (count > 0) {
            output.put(new Event.Data(new String(array, 0, count, StandardCharsets.ISO_8859_1)));
            octets += count;
            left -= count;
        }
        return count == array.length;
    }

    /** Ends the body; false if it is too short (LEN-2). */
    boolean finish(List<Header> trailers) throws IOException {
        if (framing == Framing.LENGTH && left > 0) {
            return false;
        }
        if (framing == Framing.CHUNKED && !trailers.isEmpty()) {
            output.put(new Event.Trailers(fields(trailers)));
        }
        end(Ending.COMPLETE);
        return true;
    }

    /** Ends a committed response so that the client can tell (ERR-3). */
    void abort() throws IOException {
        keeps = false;
        end(framing == Framing.CLOSE ? Ending.RESET : Ending.CUT);
    }

    /** An answer of the server's own. */
    void answer(int code, List<Header> headers) throws IOException {
        byte[] text = (code + "\n").getBytes(StandardCharsets.US_ASCII);
        commit(code, "", headers, text.length);
        if (!head) {
            write(text);
        }
        octets = 0;
        finish(List.of());
    }

    /** Begins the other protocol (EXT-7). */
    void switchTo(String protocol, List<Header> headers) throws IOException {
        committed = true;
        status = 101;
        keeps = false;
        framing = Framing.CLOSE;
        List<Field> fields = new ArrayList<>(fields(headers));
        fields.add(new Field("Connection", "upgrade"));
        fields.add(new Field("Upgrade", protocol));
        output.put(new Event.Head("HTTP/1.1 101 ", 101, "", List.copyOf(fields)));
    }

    private void end(Ending how) throws IOException {
        if (!over) {
            over = true;
            output.put(new Event.End(how));
        }
    }

    private static List<Field> fields(List<Header> headers) {
        return headers.stream().map(h -> new Field(h.name(), h.value())).toList();
    }
}
