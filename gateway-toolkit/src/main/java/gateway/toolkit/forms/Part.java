package gateway.toolkit.forms;

import java.io.InputStream;

/**
 * One part of a multipart body, as it passes by.
 *
 * @param head its header lines
 * @param content its octets, until the next part is asked for; closing it does nothing
 */
public record Part(PartHead head, InputStream content) {}
