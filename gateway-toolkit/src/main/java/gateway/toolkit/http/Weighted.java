package gateway.toolkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * An element of an Accept field: something with a quality (RFC 9110 section 12.4.2).
 *
 * @param value a token in lower case
 * @param quality 0 to 1000
 */
public record Weighted(String value, int quality) {
    /**
     * Checks the quality.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Weighted {
        if (quality < 0 || quality > 1000) {
            throw new IllegalArgumentException("quality " + quality);
        }
    }

    /** An element with the parameters that are not its quality. */
    record Element(String value, Parameters parameters, int quality) {}

    /** Reads all elements of a list whose quality is well-formed. */
    static List<Element> elements(String text) {
        List<Element> elements = new ArrayList<>();
        for (String element : FieldList.split(text)) {
            Options options = Options.parse(element);
            OptionalInt quality =
                    options.get("q").map(Weighted::quality).orElse(OptionalInt.of(1000));
            boolean malformed = options.get("q").isEmpty() && hasMalformedQuality(element);
            if (quality.isPresent() && !malformed && !options.value().isEmpty()) {
                elements.add(
                        new Element(
                                HttpChars.lower(options.value()),
                                options.parameters().without("q"),
                                quality.getAsInt()));
            }
        }
        return elements;
    }

    /** Reads a list in which there are no parameters but the quality. */
    static List<Weighted> parse(String text) {
        return elements(text).stream()
                .filter(each -> HttpChars.isToken(each.value()))
                .map(each -> new Weighted(each.value(), each.quality()))
                .toList();
    }

    /** {@code a;q=} and {@code a; q = 1}: what was meant is not known. */
    private static boolean hasMalformedQuality(String element) {
        int semicolon = element.indexOf(';');
        if (semicolon < 0) {
            return false;
        }
        for (String part : FieldList.split(element.substring(semicolon + 1), ';')) {
            FieldReader reader = new FieldReader(part);
            if (HttpChars.lower(reader.token()).equals("q")) {
                return true;
            }
        }
        return false;
    }

    /** {@return thousandths; empty unless 0 to 1; digits behind the third are cut off} */
    private static OptionalInt quality(String text) {
        int dot = text.indexOf('.');
        String whole = dot < 0 ? text : text.substring(0, dot);
        String fraction = dot < 0 ? "" : text.substring(dot + 1);
        boolean digits = fraction.chars().allMatch(c -> c >= '0' && c <= '9');
        // Java's own client writes "q=.2".
        boolean zero = whole.equals("0") || (whole.isEmpty() && !fraction.isEmpty());
        if (!digits || !(zero || whole.equals("1"))) {
            return OptionalInt.empty();
        }
        boolean more = fraction.chars().anyMatch(c -> c != '0');
        if (!zero) {
            return more ? OptionalInt.empty() : OptionalInt.of(1000);
        }
        int thousandths = Integer.parseInt((fraction + "000").substring(0, 3));
        // A little is not nothing.
        return OptionalInt.of(thousandths == 0 && more ? 1 : thousandths);
    }

    String text(String shown) {
        if (quality == 1000) {
            return shown;
        }
        String digits = String.valueOf(1000 + quality).substring(1);
        return shown + ";q=" + (quality == 0 ? "0" : "0." + trimZeros(digits));
    }

    private static String trimZeros(String digits) {
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }
}
