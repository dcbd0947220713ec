package gateway.server.ops;

import gateway.server.http.Served;

import java.util.ArrayList;
import java.util.List;

/** Text with directives in it: {@code %h [%{iso}t] "%r" %s "%{Referer}i"}. */
final class TemplateFormat implements LineFormat {
    private final LineFormat[] parts;

    private TemplateFormat(List<LineFormat> parts) {
        this.parts = parts.toArray(LineFormat[]::new);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong and where
     */
    static TemplateFormat parse(String template) {
        List<LineFormat> parts = new ArrayList<>();
        boolean quoted = false;
        int position = 0;
        while (position < template.length()) {
            int percent = template.indexOf('%', position);
            int end = percent < 0 ? template.length() : percent;
            if (end > position) {
                String text = literal(template.substring(position, end));
                parts.add(Directive.constant(text));
                quoted ^= text.chars().filter(c -> c == '"').count() % 2 == 1;
            }
            position = end;
            if (percent >= 0) {
                String sign = sign(template, percent);
                parts.add(format(sign, quoted));
                position += sign.length();
            }
        }
        return new TemplateFormat(parts);
    }

    private static String literal(String text) {
        if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "a template of the access log has visible ASCII and spaces only");
        }
        return text;
    }

    private static String sign(String template, int percent) {
        int letter = percent + 1;
        if (letter < template.length() && template.charAt(letter) == '{') {
            int brace = template.indexOf('}', letter);
            letter = brace < 0 ? template.length() : brace + 1;
        }
        if (letter >= template.length()) {
            throw new IllegalArgumentException(
                    "'" + template.substring(percent) + "' in a template has no end");
        }
        return template.substring(percent, letter + 1);
    }

    private static LineFormat format(String sign, boolean quoted) {
        for (Directive directive : Directive.values()) {
            if (directive.sign().equals(sign)) {
                return directive.format(quoted);
            }
        }
        int last = sign.length() - 1;
        String name = sign.length() < 4 ? "" : sign.substring(2, last - 1);
        if (name.matches("[A-Za-z0-9!#$&'*+.^_`|~-]+")) {
            if (sign.charAt(last) == 'i') {
                return Directive.words(served -> Words.field(served, name), quoted);
            }
            if (sign.charAt(last) == 'o') {
                return Directive.words(served -> Words.header(served, name), quoted);
            }
        }
        throw new IllegalArgumentException(
                "'" + sign + "' in a template is none of " + Directive.signs());
    }

    @Override
    public void append(Served served, LineBuffer line) {
        for (LineFormat part : parts) {
            part.append(served, line);
        }
    }
}
