package gateway.toolkit.forms;

import gateway.toolkit.http.ContentDisposition;
import gateway.toolkit.http.MediaType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The header lines of one part of a form (RFC 7578 section 4.8: only three of them mean anything).
 *
 * @param fields values by name in lower case, in their order, read as UTF-8
 * @param name of the field
 * @param filename as the sender wrote it, which may be a path: never open it, see {@link
 *     gateway.toolkit.http.SecureFileName}; empty for a field that is not a file
 */
public record PartHead(Map<String, String> fields, String name, Optional<String> filename) {
    private static final Set<Charset> CHARSETS =
            Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1);

    /** Copies the fields. */
    public PartHead {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * {@return what the fields say}
     *
     * @param fields values by name in lower case
     * @throws gateway.toolkit.errors.HttpException 400, if they do not name a field of a form, or
     *     name it twice
     */
    static PartHead of(Map<String, String> fields) {
        ContentDisposition disposition =
                Optional.ofNullable(fields.get("content-disposition"))
                        .map(DispositionText::plain)
                        .flatMap(ContentDisposition::parse)
                        .filter(each -> each.type().equals("form-data"))
                        .orElseThrow(() -> Refusal.malformed("a part has no Content-Disposition"));
        String name = disposition.name().orElseThrow(() -> Refusal.malformed("a part has no name"));
        return new PartHead(fields, name, disposition.filename());
    }

    /**
     * {@return the value of a header line}
     *
     * @param field its name in whatever case
     */
    public Optional<String> field(String field) {
        return Optional.ofNullable(fields.get(field.toLowerCase(Locale.ROOT)));
    }

    /** {@return the media type that the sender claims; empty if it names none} */
    public Optional<MediaType> contentType() {
        return field("content-type").flatMap(MediaType::parse);
    }

    /** {@return whether this is a file: it has a file name, be it an empty one} */
    public boolean isFile() {
        return filename.isPresent();
    }

    /**
     * {@return what the content of a field is written in: UTF-8 unless ASCII or Latin-1 is named}
     */
    public Charset charset() {
        return contentType()
                .flatMap(MediaType::charset)
                .filter(CHARSETS::contains)
                .orElse(StandardCharsets.UTF_8);
    }
}
