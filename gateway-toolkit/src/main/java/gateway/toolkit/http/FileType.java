package gateway.toolkit.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the name of a file says of its content. The table {@code file-types.txt} beside this class
 * is the same on every machine; case means nothing.
 *
 * @param type the media type, in UTF-8 if it is text that needs a charset
 * @param coding the content coding that a compressed file has over this type, if it was asked to be
 *     looked through
 */
public record FileType(MediaType type, Optional<String> coding) {
    private static final Map<String, MediaType> TYPES = read();
    private static final Map<String, String> CODINGS =
            Map.of("gz", "gzip", "br", "br", "zst", "zstd");

    /**
     * {@return the type of the file as it is: {@code page.html.gz} is {@code application/gzip}}
     *
     * @param fileName anything; a path or its last segment
     */
    public static Optional<MediaType> of(String fileName) {
        return Optional.ofNullable(TYPES.get(extension(fileName)));
    }

    /**
     * Looks through a compression: {@code page.html.gz} is {@code text/html} with coding {@code
     * gzip}. For a server that has made such files to send them instead of {@code page.html}.
     *
     * @param fileName anything; a path or its last segment
     * @return the type within, and the coding; without coding what {@link #of} says
     */
    public static Optional<FileType> within(String fileName) {
        Optional<String> coding = Optional.ofNullable(CODINGS.get(extension(fileName)));
        if (coding.isEmpty()) {
            return of(fileName).map(type -> new FileType(type, Optional.empty()));
        }
        return of(fileName.substring(0, fileName.lastIndexOf('.')))
                .map(type -> new FileType(type, coding));
    }

    /** What is behind the last dot of the last segment; empty for {@code .profile}. */
    private static String extension(String fileName) {
        int start = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1;
        int dot = fileName.lastIndexOf('.');
        return dot <= start ? "" : HttpChars.lower(fileName.substring(dot + 1));
    }

    private static Map<String, MediaType> read() {
        Map<String, MediaType> types = new HashMap<>();
        try (InputStream in = FileType.class.getResourceAsStream("file-types.txt")) {
            if (in == null) {
                throw new IllegalStateException("file-types.txt is missing");
            }
            for (String line : lines(in)) {
                String[] words = line.split(" +", -1);
                if (!line.startsWith("#") && words.length > 1) {
                    MediaType type = MediaType.of(words[0]).withDefaultCharset();
                    for (String extension : List.of(words).subList(1, words.length)) {
                        types.put(extension, type);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }

    private static List<String> lines(InputStream in) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        }
    }
}
