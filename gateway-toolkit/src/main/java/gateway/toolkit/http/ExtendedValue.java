package gateway.toolkit.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A parameter value that names its charset, such as {@code UTF-8''na%C3%AFve.txt} (RFC 8187 section
 * 3.2).
 */
final class ExtendedValue {
    private static final String UNESCAPED = "!#$&+-.^_`|~";
    // Those that every reader knows; a client has no say in which decoder is loaded.
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII);

    private ExtendedValue() {}

    static String format(String value) {
        return "UTF-8''" + PercentCoding.encode(value, UNESCAPED);
    }

    /** {@return the text; empty if the charset is not known or the octets are not of it} */
    static Optional<String> parse(String text) {
        return charset(text).flatMap(charset -> decode(afterLanguage(text), charset));
    }

    static Optional<Charset> charset(String text) {
        int quote = text.indexOf('\'');
        if (quote < 0 || text.indexOf('\'', quote + 1) < 0) {
            return Optional.empty();
        }
        String name = text.substring(0, quote);
        return CHARSETS.stream().filter(each -> each.name().equalsIgnoreCase(name)).findFirst();
    }

    static String afterLanguage(String text) {
        return text.substring(text.indexOf('\'', text.indexOf('\'') + 1) + 1);
    }

    static Optional<String> decode(String escaped, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder()
                            .decode(ByteBuffer.wrap(PercentCoding.octets(escaped)))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
