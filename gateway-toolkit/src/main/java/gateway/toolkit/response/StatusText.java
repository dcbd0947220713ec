package gateway.toolkit.response;

import gateway.toolkit.errors.HttpError;

/** Writes a status as {@code start} takes it: the code, and the usual phrase if there is one. */
final class StatusText {
    private StatusText() {}

    /**
     * {@return such as {@code "200 OK"}}
     *
     * @throws IllegalArgumentException if the code is not 200 to 599 (RESP-2)
     */
    static String of(int code) {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("RESP-2: no status of a response: " + code);
        }
        String phrase = HttpError.of(code).map(HttpError::title).orElseGet(() -> success(code));
        return phrase.isEmpty() ? String.valueOf(code) : code + " " + phrase;
    }

    private static String success(int code) {
        return switch (code) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 203 -> "Non-Authoritative Information";
            case 204 -> "No Content";
            case 205 -> "Reset Content";
            case 206 -> "Partial Content";
            case 207 -> "Multi-Status";
            case 300 -> "Multiple Choices";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 303 -> "See Other";
            case 304 -> "Not Modified";
            case 307 -> "Temporary Redirect";
            case 308 -> "Permanent Redirect";
            default -> "";
        };
    }

    /** {@return whether a response with this code never has a body (LEN-4)} */
    static boolean isBodiless(int code) {
        return code == 204 || code == 205 || code == 304;
    }
}
