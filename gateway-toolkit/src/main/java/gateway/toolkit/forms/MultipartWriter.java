package gateway.toolkit.forms;

import gateway.toolkit.http.MediaType;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes {@code multipart/form-data} as browsers do (RFC 7578; HTML Standard, "multipart/form-data
 * encoding algorithm"): names in UTF-8, a quotation mark in them as {@code %22}, line ends as
 * {@code %0D} and {@code %0A}, a backslash as it is.
 */
public final class MultipartWriter implements Closeable {
    private final OutputStream out;
    private final Boundary boundary;
    private boolean closed;

    /**
     * Writes with a boundary of its own.
     *
     * @param out takes the body; not closed
     */
    public MultipartWriter(OutputStream out) {
        this(out, Boundary.random());
    }

    /**
     * Writes with a given boundary.
     *
     * @param out takes the body; not closed
     * @param boundary that no content has in it
     */
    public MultipartWriter(OutputStream out, Boundary boundary) {
        this.out = out;
        this.boundary = boundary;
    }

    /** {@return the media type of the body, with its boundary} */
    public MediaType contentType() {
        return MediaType.of("multipart", "form-data").with("boundary", boundary.text());
    }

    /**
     * Writes a text.
     *
     * @param name of the field
     * @param value any text
     * @throws IOException if it cannot be written
     */
    public void field(String name, String value) throws IOException {
        begin("Content-Disposition: form-data; name=" + quote(name));
        out.write(value.getBytes(StandardCharsets.UTF_8));
        out.write(CRLF);
    }

    /**
     * Writes a file.
     *
     * @param name of the field
     * @param filename any text
     * @param type of the content
     * @param content its octets, read to the end; not closed
     * @throws IOException if it cannot be read or written
     */
    public void file(String name, String filename, MediaType type, InputStream content)
            throws IOException {
        begin(
                "Content-Disposition: form-data; name="
                        + quote(name)
                        + "; filename="
                        + quote(filename)
                        + "\r\nContent-Type: "
                        + type.headerValue());
        content.transferTo(out);
        out.write(CRLF);
    }

    /**
     * Writes the last boundary, and leaves the stream open. A second call does nothing.
     *
     * @throws IOException if it cannot be written
     */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            out.write(boundary.dashed());
            out.write(new byte[] {'-', '-', '\r', '\n'});
            out.flush();
        }
    }

    private static final byte[] CRLF = {'\r', '\n'};

    private void begin(String head) throws IOException {
        if (closed) {
            throw new IOException("the last boundary is written");
        }
        out.write(boundary.dashed());
        out.write(CRLF);
        out.write(head.getBytes(StandardCharsets.UTF_8));
        out.write(CRLF);
        out.write(CRLF);
    }

    /** Puts text into quotation marks. A backslash escapes nothing, and is not escaped. */
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("%22");
                case '\r' -> quoted.append("%0D");
                case '\n' -> quoted.append("%0A");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
