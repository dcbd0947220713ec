package gateway.server.call;

import gateway.api.Header;
import gateway.server.http.TrailerFields;

import java.util.List;

/**
 * What an application may put into a response head: the RESP clauses that {@link Header} does not
 * check by itself.
 */
final class HeadRules {
    private static final int CODE_LENGTH = 3;

    private HeadRules() {}

    /** The code of a status that keeps RESP-1 and RESP-2. */
    static int code(String status) {
        int length = status.length();
        int code = 0;
        for (int i = 0; i < CODE_LENGTH; i++) {
            int digit = i < length ? status.charAt(i) - '0' : -1;
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException(
                        "RESP-1: the status does not begin with three digits: " + shown(status));
            }
            code = code * 10 + digit;
        }
        if (length > CODE_LENGTH && status.charAt(CODE_LENGTH) != ' ') {
            throw new IllegalArgumentException(
                    "RESP-1: the status code is not followed by a space: " + shown(status));
        }
        for (int i = CODE_LENGTH + 1; i < length; i++) {
            char c = status.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
                throw new IllegalArgumentException(
                        String.format(
                                "RESP-1: the status has U+%04X at index %d: %s",
                                (int) c, i, shown(status)));
            }
        }
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("RESP-2: status " + code + " is not in 200 to 599");
        }
        return code;
    }

    /** In quotes, all visible ASCII, and no longer than a line of a log. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), 60); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F) {
                shown.append(c);
            } else {
                shown.append(String.format("\\u%04X", (int) c));
            }
        }
        return shown.append(text.length() > 60 ? "…\"" : "\"").toString();
    }

    /** The reason phrase, {@code ""} for none. */
    static String reason(String status) {
        return status.length() > CODE_LENGTH ? status.substring(CODE_LENGTH + 1) : "";
    }

    /** An own copy of headers that keep RESP-7 and RESP-9. */
    static List<Header> check(List<Header> headers) {
        List<Header> copy = copy(headers);
        boolean hasLength = false;
        for (Header header : copy) {
            String name = header.name();
            if (isForbidden(name)) {
                throw new IllegalArgumentException(
                        "RESP-7: " + name + " is not the application's to send");
            }
            if (name.equalsIgnoreCase("Content-Length")) {
                if (hasLength) {
                    throw new IllegalArgumentException("RESP-9: a second Content-Length");
                }
                hasLength = true;
                checkLength(header.value());
            } else if (name.equalsIgnoreCase("Connection")
                    && !header.value().equalsIgnoreCase("close")) {
                throw new IllegalArgumentException(
                        "RESP-7: the only Connection an application may send is close");
            }
        }
        return copy;
    }

    /** By its length first: most names are none of these. */
    private static boolean isForbidden(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("TE");
            case 6 -> name.equalsIgnoreCase("Status");
            case 7 -> name.equalsIgnoreCase("Upgrade");
            case 10 -> name.equalsIgnoreCase("Keep-Alive");
            case 16 -> name.equalsIgnoreCase("Proxy-Connection");
            case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
            default -> false;
        };
    }

    private static List<Header> copy(List<Header> headers) {
        try {
            return List.copyOf(headers);
        } catch (NullPointerException e) {
            // The list itself was looked at before.
            throw new NullPointerException("RESP-4: there is a null in the header list");
        }
    }

    /**
     * The same for a head that is not that of a final response, which has no framing of its own
     * (EXT-3, EXT-7).
     */
    static List<Header> checkInterim(List<Header> headers) {
        List<Header> copy = check(headers);
        for (Header header : copy) {
            String name = header.name();
            if (name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Content-Length")) {
                throw new IllegalArgumentException("EXT-3: " + name + " in an interim response");
            }
        }
        return copy;
    }

    /** The same for a trailer section (EXT-4). */
    static List<Header> checkTrailers(List<Header> headers) {
        List<Header> copy = check(headers);
        for (Header header : copy) {
            String name = header.name();
            if (TrailerFields.isFraming(name) || TrailerFields.isProcessing(name)) {
                throw new IllegalArgumentException("EXT-4: " + name + " in the trailer section");
            }
        }
        return copy;
    }

    private static void checkLength(String value) {
        if (!isDigits(value)) {
            throw new IllegalArgumentException(
                    "RESP-9: the Content-Length is not all digits: " + shown(value));
        }
        try {
            Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "RESP-9: the Content-Length is more than a long holds: " + shown(value), e);
        }
    }

    private static boolean isDigits(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return !value.isEmpty();
    }
}
