package gateway.toolkit.forms;

import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.http.Pairs;
import gateway.toolkit.http.Query;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads a whole form, multipart or not, in bounded memory.
 *
 * <pre>
 *   application/x-www-form-urlencoded ──→ Query            ─┐
 *   multipart/form-data ──→ MultipartReader ─┬─ text        ├──→ Form
 *                                            └─ Upload ─────┘
 *                                               memory, then SpoolFile
 * </pre>
 */
public final class FormReader {
    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    private FormReader() {}

    /**
     * {@return whether a body of this type is a form}
     *
     * @param contentType a field value
     */
    public static boolean isForm(String contentType) {
        return MediaType.parse(contentType)
                .filter(type -> type.is(URLENCODED) || type.is(MULTIPART))
                .isPresent();
    }

    /**
     * Reads a form.
     *
     * @param in the body; not closed
     * @param contentType a field value; for one that is no form nothing is read
     * @param rules limits
     * @return the form, to be closed by the caller
     * @throws IOException if the body cannot be read, or the temporary file not be written
     * @throws HttpException 400 if it is malformed, 413 if it is beyond the limits
     */
    public static Form read(InputStream in, String contentType, FormRules rules)
            throws IOException {
        Optional<MediaType> type = MediaType.parse(contentType);
        try {
            if (type.isPresent() && type.get().is(URLENCODED)) {
                return new Form(urlencoded(in, rules), List.of(), () -> {});
            }
            if (type.isPresent() && type.get().is(MULTIPART)) {
                return multipart(new MultipartReader(in, Boundary.of(contentType), rules), rules);
            }
            return Form.empty();
        } catch (HttpException e) {
            if (e.status() == 400 && rules.malformedIsEmpty()) {
                return Form.empty();
            }
            throw e;
        }
    }

    private static Pairs urlencoded(InputStream in, FormRules rules) throws IOException {
        byte[] octets = in.readNBytes(rules.fieldMemory());
        if (in.read() >= 0) {
            throw Refusal.tooLarge("too many octets");
        }
        return Query.parse(new String(octets, StandardCharsets.UTF_8), rules.parts())
                .orElseThrow(() -> Refusal.tooLarge("too many fields"));
    }

    private static Form multipart(MultipartReader reader, FormRules rules) throws IOException {
        PartStore store = new PartStore(rules);
        try {
            Optional<Part> part = reader.next();
            while (part.isPresent()) {
                store.keep(part.get());
                part = reader.next();
            }
            return store.form();
        } catch (Throwable e) {
            store.close();
            throw e;
        }
    }
}
