package gateway.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a number of octets: digits, and perhaps k, m or g for a power of 1,024. */
final class OctetsConverter implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})([kmg]?)");

    @Override
    public Long convert(String value) {
        Matcher matcher = FORM.matcher(value.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'" + value + "' is not a number of octets, such as 65536, 64k, 16m or 1g");
        }
        int shift = "kmg".indexOf(matcher.group(2)) * 10 + 10;
        long number = Long.parseLong(matcher.group(1));
        try {
            return matcher.group(2).isEmpty() ? number : Math.multiplyExact(number, 1L << shift);
        } catch (ArithmeticException e) {
            throw new TypeConversionException("'" + value + "' is more than a long holds");
        }
    }
}
