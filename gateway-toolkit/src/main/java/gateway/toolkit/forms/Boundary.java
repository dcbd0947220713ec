package gateway.toolkit.forms;

import gateway.toolkit.http.MediaType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What separates the parts of a multipart body (RFC 2046 section 5.1.1).
 *
 * @param text 1 to 70 characters of ASCII without control characters, the last one not a blank; up
 *     to 200 are read
 */
public record Boundary(String text) {
    private static final int LONGEST = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Checks the characters.
     *
     * @throws IllegalArgumentException if it is none
     */
    public Boundary {
        if (!isBoundary(text)) {
            throw new IllegalArgumentException("not a boundary");
        }
    }

    private static boolean isBoundary(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.charAt(text.length() - 1) != ' '
                && text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    /** {@return one that nobody can guess, and that is in no content therefore} */
    public static Boundary random() {
        byte[] octets = new byte[16];
        RANDOM.nextBytes(octets);
        return new Boundary("gateway-" + HexFormat.of().formatHex(octets));
    }

    /**
     * Reads the boundary of a media type.
     *
     * @param contentType a field value
     * @return its parameter {@code boundary}
     * @throws gateway.toolkit.errors.HttpException 400, if there is none, it is malformed, or there
     *     are several: two readers could take different ones
     */
    public static Boundary of(String contentType) {
        String text =
                MediaType.parse(contentType)
                        .flatMap(type -> type.parameters().get("boundary"))
                        .filter(Boundary::isBoundary)
                        .orElseThrow(() -> Refusal.malformed("it names no boundary"));
        if (isRepeated(contentType.toLowerCase(Locale.ROOT))) {
            throw Refusal.malformed("it names several boundaries");
        }
        return new Boundary(text);
    }

    /** Counts what begins like the parameter, in whichever of its spellings. */
    private static boolean isRepeated(String contentType) {
        int count = 0;
        int at = contentType.indexOf("boundary");
        while (at >= 0) {
            int end = at + "boundary".length();
            boolean first = at > 0 && "; \t".indexOf(contentType.charAt(at - 1)) >= 0;
            if (first && end < contentType.length() && "=*".indexOf(contentType.charAt(end)) >= 0) {
                count++;
            }
            at = contentType.indexOf("boundary", end);
        }
        return count > 1;
    }

    /** {@return {@code --} and the boundary, in octets} */
    byte[] dashed() {
        return ("--" + text).getBytes(StandardCharsets.US_ASCII);
    }
}
