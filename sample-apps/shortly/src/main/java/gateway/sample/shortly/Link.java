package gateway.sample.shortly;

/**
 * A short link.
 *
 * @param url where it leads
 * @param clicks how often it was followed
 */
record Link(String url, long clicks) {}
