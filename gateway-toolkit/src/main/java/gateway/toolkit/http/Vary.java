package gateway.toolkit.http;

import gateway.api.Header;

import java.util.List;

/** The field {@code Vary}: what else an answer depends on (RFC 9110 section 12.5.5). */
public final class Vary {
    private static final String VARY = "Vary";

    private Vary() {}

    /**
     * Names one more header of the request in the first such line, or in a new one, unless a line
     * names it already, or everything.
     *
     * @param headers of an answer; changed
     * @param name a token
     * @throws IllegalArgumentException if it is none
     */
    public static void add(List<Header> headers, String name) {
        HttpChars.requireToken("a name", name);
        int first = -1;
        for (int i = headers.size() - 1; i >= 0; i--) {
            Header header = headers.get(i);
            if (header.name().equalsIgnoreCase(VARY)) {
                TokenSet names = TokenSet.parse(header.value());
                if (names.contains("*") || names.contains(name)) {
                    return;
                }
                first = i;
            }
        }
        if (first < 0) {
            headers.add(new Header(VARY, name));
        } else {
            Header line = headers.get(first);
            String before = line.value().isBlank() ? "" : line.value() + ", ";
            headers.set(first, new Header(line.name(), before + name));
        }
    }
}
