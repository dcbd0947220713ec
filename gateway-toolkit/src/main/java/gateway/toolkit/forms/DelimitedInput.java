package gateway.toolkit.forms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream cut by a delimiter: a line end, two hyphens and the boundary.
 *
 * <pre>
 *   buffer   … content …│ perhaps the beginning of a delimiter │ free
 *            start      contentEnd                             end
 * </pre>
 *
 * <p>The first octet of the delimiter is nowhere else in it. So after a comparison that fails the
 * search goes on behind what was compared, and looks at no octet more than twice.
 */
final class DelimitedInput {
    private static final int BUFFER = 16 * 1024;

    private final InputStream in;
    private final byte[] delimiter;
    private final boolean bareLineFeeds;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int contentEnd;
    private int end;
    private boolean found;

    DelimitedInput(InputStream in, Boundary boundary, boolean bareLineFeeds) {
        this.in = in;
        this.bareLineFeeds = bareLineFeeds;
        byte[] lineEnd = bareLineFeeds ? new byte[] {'\n'} : new byte[] {'\r', '\n'};
        byte[] dashed = boundary.dashed();
        delimiter = new byte[lineEnd.length + dashed.length];
        System.arraycopy(lineEnd, 0, delimiter, 0, lineEnd.length);
        System.arraycopy(dashed, 0, delimiter, lineEnd.length, dashed.length);
        // The first boundary of a body needs no line end before it: lend it one.
        System.arraycopy(lineEnd, 0, buffer, 0, lineEnd.length);
        end = lineEnd.length;
    }

    /**
     * Reads what is before the next delimiter.
     *
     * @return how many octets; -1 at the delimiter
     */
    int read(byte[] into, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (start == contentEnd && !found) {
            search();
            if (start == contentEnd && !found) {
                fill();
            }
        }
        int length = Math.min(count, contentEnd - start);
        if (length == 0) {
            return -1;
        }
        System.arraycopy(buffer, start, into, offset, length);
        start += length;
        return length;
    }

    /** {@return how many octets can be read without waiting} */
    int available() {
        return contentEnd - start;
    }

    /**
     * Passes over what is before the next delimiter.
     *
     * @param most octets of it
     * @return false if there are more
     */
    boolean skip(long most) throws IOException {
        byte[] passed = new byte[1024];
        long left = most;
        int length = read(passed, 0, passed.length);
        while (length >= 0 && left >= length) {
            left -= length;
            length = read(passed, 0, passed.length);
        }
        return length < 0;
    }

    /** Moves behind the delimiter at which the content has ended. */
    void passDelimiter() {
        start = contentEnd;
        // With bare line feeds a carriage return may stand before.
        start += buffer[start] == delimiter[0] ? 0 : 1;
        start += delimiter.length;
        contentEnd = start;
        found = false;
    }

    /**
     * Reads a line.
     *
     * @param most octets of it
     * @return the line without its end; one that ends with the stream is a line only if it begins
     *     with the two hyphens of the last boundary
     */
    byte[] line(int most) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = octet();
        while (octet >= 0 && octet != '\n') {
            if (line.size() >= most + 1L) {
                throw Refusal.tooLarge("a part with too many octets of header");
            }
            line.write(octet);
            octet = octet();
        }
        byte[] octets = line.toByteArray();
        boolean returned = octets.length > 0 && octets[octets.length - 1] == '\r';
        if (octet >= 0 && !returned && !bareLineFeeds) {
            throw Refusal.malformed("a line of it ends without a carriage return");
        }
        if (octet < 0 && !(octets.length > 1 && octets[0] == '-' && octets[1] == '-')) {
            throw truncated();
        }
        int length = octets.length - (returned ? 1 : 0);
        return Arrays.copyOf(octets, length);
    }

    /** Reads what is behind the last part, and drops it. */
    void discard(int most) throws IOException {
        long left = (long) most - (end - start);
        start = end;
        contentEnd = end;
        int length = 0;
        while (left > 0 && length >= 0) {
            length = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            left -= length;
        }
    }

    private int octet() throws IOException {
        if (start == end) {
            start = 0;
            end = 0;
            int length = in.read(buffer, 0, buffer.length);
            if (length < 0) {
                contentEnd = 0;
                return -1;
            }
            end = length;
        }
        int octet = buffer[start++] & 0xFF;
        contentEnd = start;
        return octet;
    }

    /** Finds how much from {@code start} on is content for certain. */
    private void search() {
        int at = start;
        while (at < end) {
            int same = 0;
            while (same < delimiter.length
                    && at + same < end
                    && buffer[at + same] == delimiter[same]) {
                same++;
            }
            if (same == delimiter.length) {
                found = true;
                break;
            }
            if (at + same == end) {
                break;
            }
            at += Math.max(same, 1);
        }
        // It may belong to the line end of a delimiter.
        boolean held = bareLineFeeds && at > start && buffer[at - 1] == '\r';
        contentEnd = held ? at - 1 : at;
    }

    /** Reads more behind what is held back. */
    private void fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        contentEnd = 0;
        int length = in.read(buffer, end, buffer.length - end);
        if (length < 0) {
            throw truncated();
        }
        end += length;
    }

    private static RuntimeException truncated() {
        return Refusal.malformed("it ends before its last boundary");
    }
}
