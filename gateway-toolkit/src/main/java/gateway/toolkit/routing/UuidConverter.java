package gateway.toolkit.routing;

import java.util.Optional;
import java.util.UUID;

/**
 * {@code uuid}: 36 characters in groups of 8, 4, 4, 4 and 12 (RFC 9562 §4), built in lower case.
 */
record UuidConverter() implements Converter<UUID> {
    private static final int LENGTH = 36;

    @Override
    public Optional<UUID> parse(String text) {
        for (int i = 0; i < LENGTH; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen != (text.charAt(i) == '-')) {
                return Optional.empty();
            }
        }
        return Optional.of(UUID.fromString(text));
    }

    @Override
    public String format(Object value) {
        if (value instanceof UUID uuid) {
            return uuid.toString();
        }
        String text = value.toString();
        if (text.length() != LENGTH || !text.chars().allMatch(c -> allows((char) c))) {
            throw new IllegalArgumentException("\"" + text + "\" is no UUID");
        }
        return parse(text)
                .map(UUID::toString)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no UUID"));
    }

    @Override
    public boolean allows(char c) {
        return c == '-' || (c < 0x80 && Character.digit(c, 16) >= 0);
    }

    @Override
    public int minLength() {
        return LENGTH;
    }

    @Override
    public int maxLength() {
        return LENGTH;
    }

    @Override
    public int weight() {
        return 30;
    }
}
