package gateway.server.http;

import java.util.Locale;
import java.util.Set;

/** Which fields may not stand in a trailer section (RFC 9110 section 6.5.1, EXT-5). */
public final class TrailerFields {
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "host");

    /** Those that nobody looks at again once the body is there, and that would pass for checked. */
    private static final Set<String> PROCESSING =
            Set.of(
                    "authorization",
                    "cache-control",
                    "connection",
                    "content-encoding",
                    "content-range",
                    "content-type",
                    "cookie",
                    "expect",
                    "keep-alive",
                    "max-forwards",
                    "pragma",
                    "proxy",
                    "proxy-authorization",
                    "proxy-connection",
                    "range",
                    "set-cookie",
                    "te",
                    "trailer",
                    "upgrade");

    private TrailerFields() {}

    /** Whether a field of this name frames or routes the message: the message is refused. */
    public static boolean isFraming(String name) {
        return FRAMING.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether a field of this name changes how the message is processed: it is dropped, or not
     * sent.
     */
    public static boolean isProcessing(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PROCESSING.contains(lower) || lower.startsWith("if-");
    }
}
