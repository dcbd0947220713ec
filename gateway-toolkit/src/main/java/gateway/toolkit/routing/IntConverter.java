package gateway.toolkit.routing;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;

/**
 * {@code int(fixed_digits, min, max, signed)}: ASCII digits as a {@code Long}, with a minus sign
 * before them if signed. What a {@code long} cannot hold is no match.
 *
 * @param fixedDigits how many digits, 0 for any number of them
 */
record IntConverter(int fixedDigits, long min, long max, boolean signed)
        implements Converter<Long> {
    /** More than any {@code long} has; so many leading zeros are nobody's number. */
    private static final int MOST_DIGITS = 32;

    IntConverter {
        if (fixedDigits < 0 || fixedDigits > MOST_DIGITS || max < min) {
            throw new IllegalArgumentException(
                    "int: fixed_digits=" + fixedDigits + ", min=" + min + ", max=" + max);
        }
    }

    static IntConverter of(ConverterArguments arguments) {
        arguments.allow(0, Set.of("fixed_digits", "min", "max", "signed"));
        boolean signed = arguments.flag("signed");
        return new IntConverter(
                arguments.integer("fixed_digits").map(Math::toIntExact).orElse(0),
                arguments.integer("min").orElse(signed ? Long.MIN_VALUE : 0L),
                arguments.integer("max").orElse(Long.MAX_VALUE),
                signed);
    }

    @Override
    public Optional<Long> parse(String text) {
        int digits = text.startsWith("-") ? text.length() - 1 : text.length();
        if (digits == 0 || (fixedDigits > 0 && digits != fixedDigits)) {
            return Optional.empty();
        }
        try {
            long value = Long.parseLong(text);
            return value >= min && value <= max ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String format(Object value) {
        long number;
        if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            number = ((Number) value).longValue();
        } else if (value instanceof BigInteger big) {
            number = exact(big);
        } else {
            number = Long.parseLong(value.toString());
        }
        String digits = Long.toString(number);
        String sign = number < 0 ? "-" : "";
        String magnitude = digits.substring(sign.length());
        String text = sign + "0".repeat(Math.max(0, fixedDigits - magnitude.length())) + magnitude;
        if ((number < 0 && !signed) || parse(text).isEmpty()) {
            throw new IllegalArgumentException(value + " does not fit " + this);
        }
        return text;
    }

    private static long exact(BigInteger value) {
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(value + " is no long", e);
        }
    }

    @Override
    public boolean allows(char c) {
        return (c >= '0' && c <= '9') || (signed && c == '-');
    }

    @Override
    public int maxLength() {
        return MOST_DIGITS + 1;
    }

    @Override
    public int weight() {
        return 50;
    }
}
