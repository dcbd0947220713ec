package gateway.toolkit.validator;

import gateway.api.Header;

import java.util.List;

/**
 * What a successful {@code start} said, as far as later checks need it.
 *
 * @param code the status code
 * @param contentLength octets, -1 for none
 * @param hasContentType whether a Content-Type was set
 */
record Answer(int code, long contentLength, boolean hasContentType) {
    /** Reads well-formed arguments of {@code start}; others give -1 and false. */
    static Answer of(String status, List<Header> headers) {
        long length = -1;
        boolean type = false;
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase("Content-Length")) {
                length = number(header.value());
            }
            type |= header.name().equalsIgnoreCase("Content-Type");
        }
        return new Answer((int) number(status.substring(0, 3)), length, type);
    }

    /** Whether the status has no body octets on the wire (LEN-4). */
    boolean isBodiless() {
        return code == 204 || code == 205 || code == 304;
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1; // Too long for any body.
        }
    }
}
