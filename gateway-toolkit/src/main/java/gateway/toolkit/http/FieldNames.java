package gateway.toolkit.http;

import java.util.Set;

/** Names of header fields that belong together. */
public final class FieldNames {
    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");
    private static final Set<String> CONTENT =
            Set.of(
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-length",
                    "content-md5",
                    "content-range",
                    "content-type",
                    "digest",
                    "last-modified",
                    "repr-digest",
                    "content-digest");

    private FieldNames() {}

    /**
     * {@return whether a field is for one connection and never passed on (RFC 9110 section 7.6.1);
     * those that {@code Connection} names are so as well}
     *
     * @param name in whatever case
     */
    public static boolean isHopByHop(String name) {
        return HOP_BY_HOP.contains(HttpChars.lower(name));
    }

    /**
     * {@return whether a field describes a body, and has no place in an answer 304 (RFC 9110
     * section 15.4.5)}
     *
     * @param name in whatever case
     */
    public static boolean isContent(String name) {
        return CONTENT.contains(HttpChars.lower(name));
    }
}
