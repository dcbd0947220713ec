package gateway.toolkit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.toolkit.forms.MultipartWriter;
import gateway.toolkit.http.MediaType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One part of a form that is sent as {@code multipart/form-data} (RFC 7578). */
public final class Part {
    private final String name;
    private final Optional<FileFacts> file;
    private final byte[] octets;

    private Part(String name, Optional<FileFacts> file, byte[] octets) {
        this.name = name;
        this.file = file;
        this.octets = octets.clone();
    }

    /**
     * {@return a field, as a browser sends it}
     *
     * @param name any text
     * @param value any text
     */
    public static Part field(String name, String value) {
        return new Part(name, Optional.empty(), value.getBytes(UTF_8));
    }

    /**
     * {@return a file, as a browser sends it}
     *
     * @param name of the field; any text
     * @param fileName any text; {@code ""} is what a browser sends where no file was chosen
     * @param type its media type, such as {@code image/png}
     * @param octets copied
     * @throws IllegalArgumentException if that is no media type
     */
    public static Part file(String name, String fileName, String type, byte[] octets) {
        return new Part(name, Optional.of(new FileFacts(fileName, MediaType.of(type))), octets);
    }

    byte[] octets() {
        return octets.clone();
    }

    void writeTo(MultipartWriter writer) throws IOException {
        if (file.isPresent()) {
            InputStream content = new ByteArrayInputStream(octets);
            writer.file(name, file.get().name(), file.get().type(), content);
        } else {
            writer.field(name, new String(octets, UTF_8));
        }
    }

    private record FileFacts(String name, MediaType type) {}
}
