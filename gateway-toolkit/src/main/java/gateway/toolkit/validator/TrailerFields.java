package gateway.toolkit.validator;

import gateway.api.Header;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Fields that are no trailers, in a request and in a response (EXT-5, EXT-4). */
final class TrailerFields {
    private static final Set<String> REFUSED =
            Set.of(
                    "authorization",
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-range",
                    "content-type",
                    "cookie",
                    "expect",
                    "host",
                    "keep-alive",
                    "max-forwards",
                    "proxy",
                    "proxy-authorization",
                    "proxy-connection",
                    "range",
                    "set-cookie",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private TrailerFields() {}

    /** Complains about each that must not be among {@code trailers}. */
    static void check(List<Header> trailers, Clause clause, Complaints guilty) {
        for (Header trailer : trailers) {
            if (trailer != null && isRefused(trailer.name().toLowerCase(Locale.ROOT))) {
                guilty.error(
                        clause,
                        "the field " + trailer.name() + " must not be a trailer",
                        Shown.of(trailer));
            }
        }
    }

    private static boolean isRefused(String name) {
        return REFUSED.contains(name) || name.startsWith("if-");
    }
}
