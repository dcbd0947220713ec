package gateway.toolkit.proxy;

import gateway.toolkit.http.FieldList;
import gateway.toolkit.http.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one proxy says in the field {@code Forwarded} (RFC 7239 section 4).
 *
 * @param client whom the proxy was asked by, as written; may be {@code unknown} or hidden
 * @param host the Host field that it got
 * @param proto the scheme that it was asked by
 */
record ForwardedElement(Optional<String> client, Optional<String> host, Optional<String> proto) {
    /**
     * All elements, the nearest proxy's last. None at all if a quotation mark is left open: whoever
     * opened it wants to hide what the proxies behind him have written.
     */
    static List<ForwardedElement> parse(String text) {
        List<ForwardedElement> elements = new ArrayList<>();
        if (hasOpenQuote(text)) {
            return elements;
        }
        for (String element : FieldList.split(text)) {
            Parameters pairs = Parameters.parse(element);
            elements.add(
                    new ForwardedElement(pairs.get("for"), pairs.get("host"), pairs.get("proto")));
        }
        return elements;
    }

    private static boolean hasOpenQuote(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            }
        }
        return quoted;
    }
}
