package gateway.toolkit.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A segment of a rule, the rest of one from a {@code path} placeholder on, or a host. */
sealed interface Part {
    /** Text that stands for itself. */
    record Fixed(String text) implements Part {}

    /** Text with placeholders of these names. */
    record Dynamic(SegmentPattern pattern, List<String> names) implements Part {
        /**
         * The text for some values. It splits into the same texts again, so that a request for it
         * yields the same values.
         *
         * @throws IllegalArgumentException if there is no such text
         */
        String fill(Map<String, Object> values) {
            List<String> texts = new ArrayList<>();
            StringBuilder all = new StringBuilder(pattern.prefix());
            for (int i = 0; i < names.size(); i++) {
                Converter<?> converter = pattern.converters().get(i);
                Object value = values.get(names.get(i));
                if (value == null) {
                    throw new IllegalArgumentException("no value for " + names.get(i));
                }
                String text = PathText.hold(converter.format(value), converter.spansSegments());
                texts.add(text);
                all.append(text).append(pattern.literals().get(i + 1));
            }
            String text = all.toString();
            if (!pattern.split(text).filter(texts::equals).isPresent()
                    || pattern.match(text).isEmpty()) {
                throw new IllegalArgumentException(
                        "the values of " + names + " would not be found again");
            }
            return text;
        }
    }

    /** The names of the placeholders. */
    default List<String> holes() {
        return this instanceof Dynamic dynamic ? dynamic.names() : List.of();
    }

    /** The text for some values; see {@link Dynamic#fill}. */
    default String text(Map<String, Object> values) {
        return this instanceof Dynamic dynamic ? dynamic.fill(values) : ((Fixed) this).text();
    }

    /** Cuts a template at its slashes, up to a placeholder that spans segments. */
    static List<Part> path(Template template, Function<Template.Hole, Converter<?>> converters) {
        Cutter cutter = new Cutter(converters);
        for (Template.Piece piece : template.pieces()) {
            if (piece instanceof Template.Hole hole) {
                cutter.hole(hole);
            } else if (piece instanceof Template.Literal literal) {
                cutter.literal(literal.text());
            }
        }
        cutter.cut();
        return cutter.parts;
    }

    /** A template that is not cut: a host. */
    static Part whole(Template template, Function<Template.Hole, Converter<?>> converters) {
        Cutter cutter = new Cutter(converters);
        for (Template.Piece piece : template.pieces()) {
            if (piece instanceof Template.Hole hole) {
                cutter.hole(hole);
            } else if (piece instanceof Template.Literal literal) {
                cutter.text.append(literal.text());
            }
        }
        cutter.cut();
        return cutter.parts.get(0);
    }

    /** Collects parts, one at a time. */
    final class Cutter {
        private final Function<Template.Hole, Converter<?>> factory;
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final List<String> literals = new ArrayList<>();
        private final List<Converter<?>> converters = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private boolean spans;

        private Cutter(Function<Template.Hole, Converter<?>> factory) {
            this.factory = factory;
        }

        private void hole(Template.Hole hole) {
            Converter<?> converter = factory.apply(hole);
            spans |= converter.spansSegments();
            converters.add(converter);
            names.add(hole.name());
            literals.add(text.toString());
            text.setLength(0);
        }

        private void literal(String literal) {
            for (int i = 0; i < literal.length(); i++) {
                if (literal.charAt(i) == '/' && !spans) {
                    cut();
                } else {
                    text.append(literal.charAt(i));
                }
            }
        }

        private void cut() {
            if (names.isEmpty()) {
                parts.add(new Fixed(text.toString()));
            } else {
                literals.add(text.toString());
                parts.add(
                        new Dynamic(new SegmentPattern(literals, converters), List.copyOf(names)));
            }
            text.setLength(0);
            literals.clear();
            converters.clear();
            names.clear();
        }
    }
}
