package gateway.toolkit.validator;

import gateway.api.Header;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * Offending values as text for a log: escaped, all ASCII, bounded in length, without credentials
 * (VAL-2).
 */
final class Shown {
    static final int LIMIT = 160;

    private static final int OCTETS = 16;
    private static final Set<String> CREDENTIALS =
            Set.of(
                    "authorization",
                    "cookie",
                    "proxy-authorization",
                    "proxy-authenticate",
                    "set-cookie",
                    "www-authenticate");

    private Shown() {}

    static String of(@Nullable Object value) {
        return bounded(text(value));
    }

    /** The value of a key of environ. */
    static String ofKey(Object key, @Nullable Object value) {
        String name = key.toString().toLowerCase(Locale.ROOT).replace('_', '-');
        boolean secret = name.startsWith("http-") && CREDENTIALS.contains(name.substring(5));
        return secret ? "(not shown)" : of(value);
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String string) {
            return quoted(string);
        }
        if (value instanceof Header header) {
            boolean secret = CREDENTIALS.contains(header.name().toLowerCase(Locale.ROOT));
            return quoted(header.name() + ": " + (secret ? "(not shown)" : header.value()));
        }
        if (value instanceof byte[] octets) {
            int shown = Math.min(octets.length, OCTETS);
            return octets.length
                    + " octets "
                    + HexFormat.ofDelimiter(" ").formatHex(octets, 0, shown)
                    + (shown < octets.length ? " …" : "");
        }
        if (value instanceof Throwable error) {
            String message = error.getMessage();
            String name = error.getClass().getName();
            return message == null ? name : name + " " + quoted(message);
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Collection<?> collection) {
            return collection(collection);
        }
        // Its own toString may be long, slow or secret.
        return "a " + value.getClass().getName();
    }

    private static String collection(Collection<?> collection) {
        StringBuilder text = new StringBuilder("[");
        for (Object element : collection) {
            if (text.length() > LIMIT) {
                break;
            }
            text.append(text.length() > 1 ? ", " : "");
            text.append(element instanceof Collection ? "[…]" : text(element));
        }
        return text.append(']').toString();
    }

    private static String quoted(String string) {
        int shown = Math.min(string.length(), LIMIT);
        return '"' + string.substring(0, shown).replace("\"", "\\\"") + '"';
    }

    private static String bounded(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String next = c >= ' ' && c < 0x7F ? String.valueOf(c) : escaped(c);
            if (shown.length() + next.length() > LIMIT - 3) {
                return shown.append("...").toString();
            }
            shown.append(next);
        }
        return shown.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '…' -> "...";
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> String.format("\\u%04X", (int) c);
        };
    }
}
