package gateway.toolkit.files;

import java.util.stream.Collectors;

/** A listing for programs. */
final class ListingJson {
    private ListingJson() {}

    static String of(Listing listing) {
        return "{\"path\":"
                + string(listing.path())
                + ",\"complete\":"
                + listing.complete()
                + ",\"entries\":["
                + listing.entries().stream()
                        .map(ListingJson::entry)
                        .collect(Collectors.joining(","))
                + "]}\n";
    }

    private static String entry(ListingEntry entry) {
        return "\n{\"name\":"
                + string(entry.name())
                + (entry.directory()
                        ? ",\"type\":\"directory\""
                        : ",\"type\":\"file\",\"size\":" + entry.size())
                + ",\"modified\":"
                + string(entry.modified().toString())
                + "}";
    }

    /** RFC 8259 section 7. What HTML could mistake for its own is escaped as well. */
    private static String string(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || "\"\\<>&\u2028\u2029".indexOf(c) >= 0 || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
