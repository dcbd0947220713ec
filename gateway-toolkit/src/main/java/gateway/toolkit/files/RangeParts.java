package gateway.toolkit.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.toolkit.http.ByteRange;
import gateway.toolkit.http.ContentRange;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.http.Outcome;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

/**
 * Several ranges of a file as {@code multipart/byteranges} (RFC 9110 section 14.6). In memory are
 * the heads of the parts, and one block of the file.
 */
final class RangeParts implements Iterable<byte[]>, AutoCloseable {
    private final OpenedFile file;
    private final List<ByteRange> ranges;
    private final String boundary;
    private final List<byte[]> heads = new ArrayList<>();
    private final byte[] end;

    RangeParts(OpenedFile file, Outcome.Partial partial, MediaType type) {
        this.file = file;
        this.ranges = partial.ranges();
        // Its 122 random bits are in no file.
        this.boundary = UUID.randomUUID().toString();
        for (ByteRange range : ranges) {
            heads.add(
                    ("\r\n--"
                                    + boundary
                                    + "\r\nContent-Type: "
                                    + type.headerValue()
                                    + "\r\nContent-Range: "
                                    + ContentRange.of(range, partial.length()).headerValue()
                                    + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
        }
        this.end = ("\r\n--" + boundary + "--\r\n").getBytes(ISO_8859_1);
    }

    /** {@return the media type of the whole} */
    String type() {
        return "multipart/byteranges; boundary=" + boundary;
    }

    /** {@return octets of the whole} */
    long length() {
        long sum = end.length;
        for (int i = 0; i < ranges.size(); i++) {
            sum += heads.get(i).length + ranges.get(i).length();
        }
        return sum;
    }

    @Override
    public Iterator<byte[]> iterator() {
        return new Iterator<>() {
            private Iterator<byte[]> blocks = List.<byte[]>of().iterator();
            private int next;

            @Override
            public boolean hasNext() {
                return next <= ranges.size() || blocks.hasNext();
            }

            @Override
            public byte[] next() {
                if (blocks.hasNext()) {
                    return blocks.next();
                }
                if (next > ranges.size()) {
                    throw new NoSuchElementException();
                }
                int part = next++;
                if (part == ranges.size()) {
                    return end;
                }
                ByteRange range = ranges.get(part);
                blocks = file.blocks(range.first(), range.length());
                return heads.get(part);
            }
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
