package gateway.toolkit.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A style or script that stands in its page, and that a policy allows by its hash (Content Security
 * Policy Level 3 section 2.3.1).
 *
 * @param text of the element
 */
public record Inlined(String text) {
    /**
     * {@return what is in a file beside a class}
     *
     * @param type of this module
     * @param name of the file
     * @throws IllegalStateException if it is not in the module
     */
    public static Inlined of(Class<?> type, String name) {
        try (InputStream stream = type.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new Inlined(new String(stream.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the source expression that allows it: {@code 'sha256-…'}} */
    public String source() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
