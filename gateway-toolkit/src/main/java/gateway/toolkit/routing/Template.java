package gateway.toolkit.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The text of a rule, taken apart: {@code /user/<int(min=1):id>}.
 *
 * <pre>
 * placeholder = "&lt;" [ converter [ "(" argument *( "," argument ) ")" ] ":" ] name "&gt;"
 * argument    = [ name "=" ] ( word / quoted )
 * </pre>
 *
 * @param pieces literal texts and placeholders, in order
 */
record Template(List<Piece> pieces) {
    /** Literal text or a placeholder. */
    sealed interface Piece {}

    /** Text that stands for itself, decoded; not empty. */
    record Literal(String text) implements Piece {}

    /** A placeholder. */
    record Hole(String name, Optional<String> converter, ConverterArguments arguments)
            implements Piece {}

    Template {
        pieces = List.copyOf(pieces);
    }

    /**
     * Takes a rule's text apart.
     *
     * @throws IllegalArgumentException if it is malformed; the message says where
     */
    static Template parse(String text) {
        return new Parser(text).template();
    }

    /** Both, one after the other. */
    Template followedBy(Template other) {
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(other.pieces);
        return new Template(all);
    }

    /** The same with its literal texts changed. */
    Template mapLiterals(UnaryOperator<String> change) {
        List<Piece> changed = new ArrayList<>();
        for (Piece piece : pieces) {
            changed.add(
                    piece instanceof Literal literal
                            ? new Literal(change.apply(literal.text()))
                            : piece);
        }
        return new Template(changed);
    }

    /** The names of the placeholders. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Hole hole) {
                names.add(hole.name());
            }
        }
        return names;
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Template template() {
            List<Piece> pieces = new ArrayList<>();
            while (at < text.length()) {
                int open = text.indexOf('<', at);
                int end = open < 0 ? text.length() : open;
                if (end > at) {
                    pieces.add(new Literal(text.substring(at, end)));
                    at = end;
                }
                if (open >= 0) {
                    at++;
                    pieces.add(hole());
                }
            }
            return new Template(pieces);
        }

        private Hole hole() {
            String first = name();
            ConverterArguments arguments = new ConverterArguments(List.of(), Map.of());
            boolean parenthesis = take('(');
            if (parenthesis) {
                arguments = arguments();
            }
            Optional<String> converter = Optional.empty();
            String name = first;
            if (parenthesis || peek() == ':') {
                expect(':');
                converter = Optional.of(first);
                name = name();
            }
            expect('>');
            return new Hole(name, converter, arguments);
        }

        private ConverterArguments arguments() {
            List<String> positional = new ArrayList<>();
            Map<String, String> named = new HashMap<>();
            skipSpaces();
            while (!take(')')) {
                boolean quoted = peek() == '"' || peek() == '\'';
                String value = value();
                skipSpaces();
                if (!quoted && take('=')) {
                    skipSpaces();
                    if (named.put(value, value()) != null) {
                        throw malformed("argument " + value + " is given twice");
                    }
                } else {
                    positional.add(value);
                }
                skipSpaces();
                if (peek() != ')') {
                    expect(',');
                    skipSpaces();
                }
            }
            return new ConverterArguments(positional, named);
        }

        private String value() {
            char quote = peek();
            if (quote == '"' || quote == '\'') {
                int end = text.indexOf(quote, at + 1);
                if (end < 0) {
                    throw malformed("a quote is not closed");
                }
                String value = text.substring(at + 1, end);
                at = end + 1;
                return value;
            }
            int start = at;
            while (at < text.length() && " ,=()<>\"'".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == start) {
                throw malformed("an argument is missing");
            }
            return text.substring(start, at);
        }

        private String name() {
            int start = at;
            while (at < text.length() && isNameCharacter(text.charAt(at), at == start)) {
                at++;
            }
            if (at == start) {
                throw malformed("a name is missing");
            }
            return text.substring(start, at);
        }

        private static boolean isNameCharacter(char c, boolean first) {
            return (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || c == '_'
                    || (!first && c >= '0' && c <= '9');
        }

        private void skipSpaces() {
            while (peek() == ' ') {
                at++;
            }
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private boolean take(char c) {
            boolean there = peek() == c;
            if (there) {
                at++;
            }
            return there;
        }

        private void expect(char c) {
            if (!take(c)) {
                throw malformed("expected '" + c + "'");
            }
        }

        private IllegalArgumentException malformed(String what) {
            return new IllegalArgumentException(
                    "malformed rule \"" + text + "\": " + what + " at index " + at);
        }
    }
}
