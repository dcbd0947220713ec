package gateway.sample.shortly;

import gateway.toolkit.routing.Converter;

import java.util.Optional;

/** A number of a link in a path: to the base 36, in lower case, without zeros in front. */
record ShortId() implements Converter<Long> {
    static final int BASE = 36;

    @Override
    public Optional<Long> parse(String text) {
        try {
            long number = Long.parseLong(text, BASE);
            // One link, one address.
            return format(number).equals(text) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String format(Object value) {
        return Long.toString((Long) value, BASE);
    }

    @Override
    public boolean allows(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    }
}
