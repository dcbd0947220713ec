package gateway.toolkit.http;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The field {@code Accept-Charset} (RFC 9110 section 12.5.2, which deprecates it).
 *
 * @param charsets in their order; none means that everything is accepted
 */
public record AcceptCharsets(List<Weighted> charsets) implements Accept {
    /** What a request without the field accepts: everything. */
    public static final AcceptCharsets ANY = new AcceptCharsets(List.of());

    // A table of our own: to look names of a client up in the runtime may load classes.
    private static final Map<String, String> ALIASES =
            Map.of(
                    "utf8", "utf-8",
                    "latin1", "iso-8859-1",
                    "latin-1", "iso-8859-1",
                    "iso8859-1", "iso-8859-1",
                    "iso_8859-1", "iso-8859-1",
                    "ascii", "us-ascii");

    /** Copies the list. */
    public AcceptCharsets {
        charsets = List.copyOf(charsets);
    }

    /**
     * Reads a field value.
     *
     * @param text anything
     * @return the elements that were understood
     */
    public static AcceptCharsets parse(String text) {
        return new AcceptCharsets(Weighted.parse(text));
    }

    @Override
    public Match match(String offer) {
        String wanted = canonical(HttpChars.lower(offer));
        Match best = charsets.isEmpty() ? new Match(1000, 0) : Match.NONE;
        for (Weighted each : charsets) {
            int specificity = each.value().equals("*") ? 1 : 2;
            boolean has = specificity == 1 || canonical(each.value()).equals(wanted);
            if (has && specificity > best.specificity()) {
                best = new Match(each.quality(), specificity);
            }
        }
        return best;
    }

    private static String canonical(String name) {
        return ALIASES.getOrDefault(name, name);
    }

    /** {@return the field value} */
    public String headerValue() {
        return charsets.stream()
                .map(each -> each.text(each.value()))
                .collect(Collectors.joining(", "));
    }
}
