package gateway.toolkit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.toolkit.http.MediaType;

import java.util.Optional;

/** One part of a form that is sent as {@code multipart/form-data} (RFC 7578). */
public final class Part {
    private final String name;
    private final Optional<String> fileName;
    private final Optional<String> type;
    private final byte[] octets;

    private Part(String name, Optional<String> fileName, Optional<String> type, byte[] octets) {
        this.name = name;
        this.fileName = fileName;
        this.type = type;
        this.octets = octets.clone();
    }

    /**
     * {@return a field, as a browser sends it}
     *
     * @param name any text
     * @param value any text
     */
    public static Part field(String name, String value) {
        return new Part(name, Optional.empty(), Optional.empty(), value.getBytes(UTF_8));
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
        if (MediaType.parse(type).isEmpty()) {
            throw new IllegalArgumentException("no media type: " + type);
        }
        return new Part(name, Optional.of(fileName), Optional.of(type), octets);
    }

    byte[] octets() {
        return octets.clone();
    }

    /** The header section and the empty line behind it. */
    byte[] head() {
        StringBuilder head = new StringBuilder("Content-Disposition: form-data; name=\"");
        head.append(quoted(name)).append('"');
        fileName.ifPresent(file -> head.append("; filename=\"").append(quoted(file)).append('"'));
        type.ifPresent(media -> head.append("\r\nContent-Type: ").append(media));
        return head.append("\r\n\r\n").toString().getBytes(UTF_8);
    }

    /**
     * As browsers do (HTML, multipart/form-data encoding algorithm): UTF-8, three characters not.
     */
    private static String quoted(String text) {
        return text.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }
}
