package gateway.toolkit.files;

import java.time.Instant;

/**
 * A line of a listing.
 *
 * @param name as the file system has it
 * @param size in octets; 0 for a directory
 * @param modified when it was last changed
 */
record ListingEntry(String name, boolean directory, long size, Instant modified) {}
