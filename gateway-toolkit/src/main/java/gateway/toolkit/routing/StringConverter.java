package gateway.toolkit.routing;

import java.util.Optional;
import java.util.Set;

/**
 * {@code string(length, minlength, maxlength)}, the default: the text of one segment or a part of
 * it. A slash in it is one that was percent-encoded.
 */
record StringConverter(int minLength, int maxLength) implements Converter<String> {
    StringConverter {
        if (minLength < 1 || maxLength < minLength) {
            throw new IllegalArgumentException(
                    "string: lengths " + minLength + " to " + maxLength + ", need 1 <= min <= max");
        }
    }

    static StringConverter of(ConverterArguments arguments) {
        arguments.allow(0, Set.of("length", "minlength", "maxlength"));
        Optional<Integer> length = arguments.integer("length").map(Math::toIntExact);
        return new StringConverter(
                length.orElse(arguments.integer("minlength").map(Math::toIntExact).orElse(1)),
                length.orElse(
                        arguments
                                .integer("maxlength")
                                .map(Math::toIntExact)
                                .orElse(Integer.MAX_VALUE)));
    }

    @Override
    public Optional<String> parse(String text) {
        return Optional.of(text);
    }

    @Override
    public String format(Object value) {
        return value.toString();
    }
}
