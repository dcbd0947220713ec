package gateway.toolkit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.api.Header;
import gateway.toolkit.http.MediaType;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * What an application has answered.
 *
 * @param url of the request that got this answer
 * @param status code and phrase, such as {@code "200 OK"}
 * @param headers as the application gave them, in order; the server's own, such as Date, are not
 *     among them
 * @param arrays the body as the application yielded it, without empty arrays; none for HEAD and for
 *     statuses without a body
 * @param trailers what followed the body
 * @param hints each {@code 103 Early Hints} before the answer
 * @param log what was written to {@code gateway.errors}
 * @param history the redirects that led here, the first one first
 */
public record Answer(
        String url,
        String status,
        List<Header> headers,
        List<byte[]> arrays,
        List<Header> trailers,
        List<List<Header>> hints,
        String log,
        List<Answer> history) {
    /** Copies the lists. */
    public Answer {
        headers = List.copyOf(headers);
        arrays = List.copyOf(arrays);
        trailers = List.copyOf(trailers);
        hints = List.copyOf(hints);
        history = List.copyOf(history);
    }

    /** {@return the status code} */
    public int code() {
        return Integer.parseInt(status.substring(0, 3));
    }

    /**
     * {@return the value of the first header of a name}
     *
     * @param name in whatever case
     */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /**
     * {@return the values of all headers of a name, in order}
     *
     * @param name in whatever case
     */
    public List<String> headers(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** {@return the media type; empty where Content-Type is absent or malformed} */
    public Optional<MediaType> mediaType() {
        return header("Content-Type").flatMap(MediaType::parse);
    }

    /** {@return the octets of the body, in a new array} */
    public byte[] body() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        arrays.forEach(octets::writeBytes);
        return octets.toByteArray();
    }

    /** {@return the body as a stream: each read delivers octets of one array} */
    public InputStream stream() {
        return new ChunkInput(arrays.iterator());
    }

    /** {@return the body as text, in the charset of its media type, else in UTF-8} */
    public String text() {
        Charset charset = mediaType().flatMap(MediaType::charset).orElse(UTF_8);
        return new String(body(), charset);
    }

    /** {@return whether the status is one that a client follows, and there is a Location} */
    public boolean isRedirect() {
        return switch (code()) {
            case 301, 302, 303, 307, 308 -> header("Location").isPresent();
            default -> false;
        };
    }

    Answer after(List<Answer> redirects) {
        return new Answer(url, status, headers, arrays, trailers, hints, log, redirects);
    }

    @Override
    public String toString() {
        return status + " " + headers + "\n" + text();
    }
}
