package gateway.toolkit.files;

import java.util.List;

/**
 * What is in a directory.
 *
 * @param path that was asked for, decoded
 * @param top whether it is the export's root, above which there is nothing to list
 * @param entries in their order
 * @param complete whether these are all
 */
record Listing(
        String path,
        boolean top,
        List<ListingEntry> entries,
        boolean complete,
        ListingOrder order) {
    Listing {
        entries = entries.stream().sorted(order.comparator()).toList();
    }
}
