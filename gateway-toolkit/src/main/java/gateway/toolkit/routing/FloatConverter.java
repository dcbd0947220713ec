package gateway.toolkit.routing;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * {@code float(min, max, signed)}: ASCII digits, a point and digits as a {@code Double}, with a
 * minus sign before them if signed; never an exponent.
 */
record FloatConverter(double min, double max, boolean signed) implements Converter<Double> {
    /** The longest {@code double} written out in full has fewer. */
    private static final int MOST_CHARACTERS = 1100;

    FloatConverter {
        if (!(min <= max)) {
            throw new IllegalArgumentException("float: min=" + min + ", max=" + max);
        }
    }

    static FloatConverter of(ConverterArguments arguments) {
        arguments.allow(0, Set.of("min", "max", "signed"));
        boolean signed = arguments.flag("signed");
        return new FloatConverter(
                arguments.number("min").orElse(signed ? -Double.MAX_VALUE : 0.0),
                arguments.number("max").orElse(Double.MAX_VALUE),
                signed);
    }

    @Override
    public Optional<Double> parse(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        if (point <= start
                || point == text.length() - 1
                || text.indexOf('.', point + 1) >= 0
                || text.indexOf('-', start) >= 0) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text);
        return value >= min && value <= max ? Optional.of(value) : Optional.empty();
    }

    @Override
    public String format(Object value) {
        double number =
                value instanceof Number n ? n.doubleValue() : Double.parseDouble(value.toString());
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(value + " has no digits");
        }
        // Double.toString has the fewest digits that are exact; BigDecimal removes the exponent.
        String digits = new BigDecimal(Double.toString(number)).toPlainString();
        String text = digits.indexOf('.') < 0 ? digits + ".0" : digits;
        if ((number < 0 && !signed) || parse(text).isEmpty()) {
            throw new IllegalArgumentException(value + " does not fit " + this);
        }
        return text;
    }

    @Override
    public boolean allows(char c) {
        return (c >= '0' && c <= '9') || c == '.' || (signed && c == '-');
    }

    @Override
    public int minLength() {
        return 3;
    }

    @Override
    public int maxLength() {
        return MOST_CHARACTERS;
    }

    @Override
    public int weight() {
        return 60;
    }
}
