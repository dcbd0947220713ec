package gateway.toolkit.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.toolkit.forms.Boundary;
import gateway.toolkit.forms.MultipartWriter;
import gateway.toolkit.http.Pairs;
import gateway.toolkit.http.Query;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a request carries: octets with a media type and a length.
 *
 * @param type the Content-Type; empty to send none
 * @param length octets; empty for a body of unknown length, as with the chunked coding
 * @param source opens the octets, once for each request that sends them
 */
public record Content(Optional<String> type, Optional<Long> length, Supplier<InputStream> source) {
    /** No body at all. */
    public static final Content NONE =
            new Content(Optional.empty(), Optional.of(0L), InputStream::nullInputStream);

    /**
     * {@return octets with their length}
     *
     * @param type the Content-Type
     * @param octets copied
     */
    public static Content bytes(String type, byte[] octets) {
        byte[] copy = octets.clone();
        return new Content(
                Optional.of(type),
                Optional.of((long) copy.length),
                () -> new ByteArrayInputStream(copy));
    }

    /**
     * {@return {@code text/plain} in UTF-8}
     *
     * @param text any text
     */
    public static Content text(String text) {
        return bytes("text/plain; charset=utf-8", text.getBytes(UTF_8));
    }

    /**
     * {@return {@code application/json}}
     *
     * @param json JSON as text; it is not checked
     */
    public static Content json(String json) {
        return bytes("application/json", json.getBytes(UTF_8));
    }

    /**
     * {@return a form as {@code application/x-www-form-urlencoded}}
     *
     * @param namesAndValues by turns
     * @throws IllegalArgumentException if the last name has no value
     */
    public static Content form(String... namesAndValues) {
        return bytes(
                "application/x-www-form-urlencoded",
                Query.format(Pairs.of(namesAndValues)).getBytes(UTF_8));
    }

    /**
     * {@return a form as {@code multipart/form-data} (RFC 7578)}
     *
     * <p>The boundary is made from the parts: the same parts give the same octets.
     *
     * @param parts in order
     */
    public static Content multipart(Part... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        MultipartWriter writer = new MultipartWriter(body, boundary(List.of(parts)));
        try (writer) {
            for (Part part : parts) {
                part.writeTo(writer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Not from an array.
        }
        return bytes(writer.contentType().headerValue(), body.toByteArray());
    }

    /** A line that is in none of the parts. */
    private static Boundary boundary(List<Part> parts) {
        for (int i = 0; ; i++) {
            String boundary = "----GatewayTestBoundary" + i;
            if (parts.stream()
                    .noneMatch(part -> new String(part.octets(), ISO_8859_1).contains(boundary))) {
                return new Boundary(boundary);
            }
        }
    }

    /**
     * {@return octets whose number is not declared, as with the chunked coding}
     *
     * @param type the Content-Type
     * @param source opens them; asked again where a redirect repeats the request
     */
    public static Content stream(String type, Supplier<InputStream> source) {
        return new Content(Optional.of(type), Optional.empty(), source);
    }

    /**
     * {@return arrays that come one by one: each read gets at most one of them}
     *
     * @param type the Content-Type
     * @param arrays copied
     */
    public static Content chunks(String type, byte[]... arrays) {
        List<byte[]> copies = Arrays.stream(arrays).map(byte[]::clone).toList();
        return stream(type, () -> new ChunkInput(copies.iterator()));
    }

    /** Whether a request with this has a body at all. */
    boolean isPresent() {
        return type.isPresent() || !length.equals(Optional.of(0L));
    }
}
