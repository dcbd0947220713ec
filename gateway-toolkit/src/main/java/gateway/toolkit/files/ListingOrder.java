package gateway.toolkit.files;

import gateway.toolkit.http.Pairs;
import gateway.toolkit.http.Query;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/**
 * By what a listing is sorted: directories always come first, and what is equal is sorted by name.
 *
 * @param column that is compared
 * @param descending whether the largest comes first
 */
record ListingOrder(Column column, boolean descending) {
    /** Has its place in a query: {@code sort=size}. */
    enum Column {
        NAME,
        SIZE,
        MODIFIED;

        private Comparator<ListingEntry> comparator() {
            return switch (this) {
                case NAME ->
                        Comparator.comparing(ListingEntry::name, String.CASE_INSENSITIVE_ORDER);
                case SIZE -> Comparator.comparingLong(ListingEntry::size);
                case MODIFIED -> Comparator.comparing(ListingEntry::modified);
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** More than these have nothing to do with a listing. */
    private static final int MOST_PAIRS = 16;

    /** Reads a query; what it does not say is by name, ascending. */
    static ListingOrder of(String query) {
        Pairs pairs = Query.parse(query, MOST_PAIRS).orElse(Pairs.EMPTY);
        String wanted = pairs.first("sort").orElse("");
        Column column =
                Arrays.stream(Column.values())
                        .filter(each -> each.word().equals(wanted))
                        .findFirst()
                        .orElse(Column.NAME);
        return new ListingOrder(column, pairs.first("order").orElse("").equals("desc"));
    }

    /** The query that asks for it. */
    String query() {
        return "?sort=" + column.word() + "&order=" + (descending ? "desc" : "asc");
    }

    Comparator<ListingEntry> comparator() {
        Comparator<ListingEntry> wanted =
                descending ? column.comparator().reversed() : column.comparator();
        return Comparator.comparing(ListingEntry::directory)
                .reversed()
                .thenComparing(wanted)
                .thenComparing(Column.NAME.comparator())
                .thenComparing(ListingEntry::name);
    }
}
