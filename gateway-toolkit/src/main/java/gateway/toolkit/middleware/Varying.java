package gateway.toolkit.middleware;

import gateway.api.Header;
import gateway.toolkit.http.TokenSet;

import java.util.List;

/** The field Vary: what else an answer depends on (RFC 9110 section 12.5.5). */
final class Varying {
    private Varying() {}

    /** Names one more field, unless it is named already, or everything is. */
    static void add(List<Header> headers, String name) {
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            if (header.name().equalsIgnoreCase("Vary")) {
                TokenSet names = TokenSet.parse(header.value());
                if (names.contains("*") || names.contains(name)) {
                    return;
                }
            }
        }
        headers.add(new Header("Vary", name));
    }
}
