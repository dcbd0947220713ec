package gateway.conformance.drift;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) of our own making: objects as {@code Map}, arrays as {@code List}, strings,
 * numbers as {@code BigDecimal}, true and false. There is no null in it.
 */
public final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /**
     * Reads the one value that a text is.
     *
     * @throws IllegalArgumentException if it is malformed, and where
     */
    public static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.space();
        if (json.at < text.length()) {
            throw json.malformed("the end");
        }
        return value;
    }

    private Object value() {
        space();
        char first = peek();
        if (first == '{') {
            return object();
        } else if (first == '[') {
            return array();
        } else if (first == '"') {
            return string();
        } else if (accept("true")) {
            return true;
        } else if (accept("false")) {
            return false;
        }
        int begin = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return new BigDecimal(text.substring(begin, at));
        } catch (NumberFormatException e) {
            throw malformed("a value");
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        space();
        while (peek() != '}') {
            if (!members.isEmpty()) {
                expect(',');
                space();
            }
            String name = string();
            space();
            expect(':');
            if (members.put(name, value()) != null) {
                throw malformed("another name than " + name);
            }
            space();
        }
        expect('}');
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        expect('[');
        space();
        while (peek() != ']') {
            if (!elements.isEmpty()) {
                expect(',');
            }
            elements.add(value());
            space();
        }
        expect(']');
        return elements;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        expect('"');
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c == '\\') {
                char escape = peek();
                at++;
                switch (escape) {
                    case '"', '\\', '/' -> string.append(escape);
                    case 'n' -> string.append('\n');
                    case 'r' -> string.append('\r');
                    case 't' -> string.append('\t');
                    case 'b' -> string.append('\b');
                    case 'f' -> string.append('\f');
                    case 'u' -> {
                        string.append((char) Integer.parseInt(text, at, at + 4, 16));
                        at += 4;
                    }
                    default -> throw malformed("an escape");
                }
            } else {
                string.append(c);
            }
        }
        expect('"');
        return string.toString();
    }

    private boolean accept(String word) {
        boolean found = text.startsWith(word, at);
        if (found) {
            at += word.length();
        }
        return found;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw malformed("'" + c + "'");
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed("more");
        }
        return text.charAt(at);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException malformed(String expected) {
        return new IllegalArgumentException("JSON: " + expected + " expected at " + at);
    }
}
