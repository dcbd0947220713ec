package gateway.server.http;

import java.util.ArrayList;
import java.util.List;

/**
 * The Transfer-Encoding of a request (RFC 9112 section 6.1): {@code chunked}, once, last, without
 * parameters, or a refusal.
 */
final class TransferCoding {
    private TransferCoding() {}

    /** Checks the value of all Transfer-Encoding lines, joined with commas. */
    static void requireChunked(String value) throws RefusedException {
        List<String> names = names(value);
        boolean last = true;
        for (int i = names.size() - 1; i >= 0; i--) {
            if (names.get(i).equalsIgnoreCase("chunked") != last) {
                boolean identity = names.size() == 1 && names.get(i).equalsIgnoreCase("identity");
                throw new RefusedException(identity ? Rule.CODING_UNKNOWN : Rule.CODING_ORDER);
            }
            last = false;
        }
        if (names.size() > 1) {
            throw new RefusedException(Rule.CODING_UNKNOWN);
        }
    }

    /**
     * The codings of a well-formed list; parameters are checked and left out, except on chunked,
     * which has none.
     */
    private static List<String> names(String value) throws RefusedException {
        List<String> names = new ArrayList<>(1);
        int i = 0;
        while (true) {
            i = skipBlank(value, i);
            int end = endOfToken(value, i);
            String name = value.substring(i, end);
            i = end;
            int afterBlank = skipBlank(value, i);
            while (afterBlank < value.length() && value.charAt(afterBlank) == ';') {
                if (name.equalsIgnoreCase("chunked")) {
                    throw new RefusedException(Rule.CODING_SYNTAX);
                }
                i = endOfParameter(value, skipBlank(value, afterBlank + 1));
                afterBlank = skipBlank(value, i);
            }
            names.add(name);
            if (afterBlank == value.length()) {
                return names;
            }
            if (value.charAt(afterBlank) != ',') {
                throw new RefusedException(Rule.CODING_SYNTAX);
            }
            i = afterBlank + 1;
        }
    }

    private static int endOfParameter(String value, int start) throws RefusedException {
        int i = skipBlank(value, endOfToken(value, start));
        if (i == value.length() || value.charAt(i) != '=') {
            throw new RefusedException(Rule.CODING_SYNTAX);
        }
        i = skipBlank(value, i + 1);
        if (i == value.length() || value.charAt(i) != '"') {
            return endOfToken(value, i);
        }
        for (i++; i < value.length(); i++) {
            if (value.charAt(i) == '"') {
                return i + 1;
            }
            if (value.charAt(i) == '\\') {
                i++;
            }
        }
        throw new RefusedException(Rule.CODING_SYNTAX);
    }

    private static int skipBlank(String value, int start) {
        int i = start;
        while (i < value.length() && Octets.isBlank(value.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int endOfToken(String value, int start) throws RefusedException {
        int i = start;
        while (i < value.length() && Octets.isToken(value.charAt(i))) {
            i++;
        }
        if (i == start) {
            throw new RefusedException(Rule.CODING_SYNTAX);
        }
        return i;
    }
}
