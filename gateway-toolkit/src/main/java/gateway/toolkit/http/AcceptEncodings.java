package gateway.toolkit.http;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The field {@code Accept-Encoding} (RFC 9110 section 12.5.3).
 *
 * <p>The coding {@code identity}, which is none, is accepted unless the client refuses it, and
 * liked least where it is not named.
 *
 * @param codings in their order
 */
public record AcceptEncodings(List<Weighted> codings) implements Accept {
    /**
     * What a request without the field is answered with: no coding. It would have to accept any,
     * but who sends no field often understands none.
     */
    public static final AcceptEncodings IDENTITY = new AcceptEncodings(List.of());

    /** Copies the list. */
    public AcceptEncodings {
        codings = List.copyOf(codings);
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return the elements that were understood
     */
    public static AcceptEncodings parse(String text) {
        return new AcceptEncodings(Weighted.parse(text));
    }

    @Override
    public Match match(String offer) {
        String wanted = canonical(HttpChars.lower(offer));
        Match best = wanted.equals("identity") ? new Match(1, 0) : Match.NONE;
        for (Weighted each : codings) {
            int specificity = each.value().equals("*") ? 1 : 2;
            boolean has = specificity == 1 || canonical(each.value()).equals(wanted);
            if (has && specificity > best.specificity()) {
                best = new Match(each.quality(), specificity);
            }
        }
        return best;
    }

    /** RFC 9110 section 8.4.1: two old names. */
    private static String canonical(String coding) {
        return coding.equals("x-gzip") || coding.equals("x-compress")
                ? coding.substring(2)
                : coding;
    }

    /** {@return the field value} */
    public String headerValue() {
        return codings.stream()
                .map(each -> each.text(each.value()))
                .collect(Collectors.joining(", "));
    }
}
