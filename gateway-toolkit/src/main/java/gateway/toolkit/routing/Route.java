package gateway.toolkit.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule, ready to be searched for and built.
 *
 * @param rule what it was made of
 * @param host empty for any host
 * @param path its segments without the slashes between them; the last may be the rest of the path
 * @param branch whether a slash ends it
 * @param strict whether it matters that a slash does or does not
 * @param merge whether several slashes in a row count as one
 */
record Route<E>(
        Rule<E> rule,
        Optional<Part> host,
        List<Part> path,
        boolean branch,
        boolean strict,
        boolean merge) {

    private static final String HOST_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-._";

    /** What a URL is made of, and the values that it does not show. */
    record Built(Optional<String> host, String text, Map<String, Object> others) {}

    Route {
        path = List.copyOf(path);
    }

    static <E> Route<E> of(
            Rule<E> rule,
            Optional<String> host,
            boolean strict,
            boolean merge,
            Function<Template.Hole, Converter<?>> converters) {
        Template template = Template.parse(rule.path());
        check(template, rule);
        Template inPlace = merge ? template.mapLiterals(PathText::merge) : template;
        List<Part> path = new ArrayList<>(Part.path(inPlace, converters));
        path.remove(0); // What stands before the first slash: nothing.
        boolean branch = cutSlash(path);
        return new Route<>(
                rule,
                host.map(
                        text ->
                                Part.whole(
                                        Template.parse(text)
                                                .mapLiterals(t -> t.toLowerCase(Locale.ROOT)),
                                        converters)),
                path,
                branch,
                rule.strictSlashes().orElse(strict),
                merge);
    }

    private static void check(Template template, Rule<?> rule) {
        for (Template.Piece piece : template.pieces()) {
            if (piece instanceof Template.Literal literal
                    && (literal.text().chars().anyMatch(c -> c < ' ' || c == 0x7F)
                            || !PathText.hold(literal.text(), true).equals(literal.text()))) {
                throw new IllegalArgumentException("a control character in " + rule);
            }
        }
    }

    private static boolean cutSlash(List<Part> path) {
        int last = path.size() - 1;
        Part end = path.get(last);
        if (end instanceof Part.Fixed fixed && fixed.text().isEmpty()) {
            path.remove(last);
            return true;
        }
        if (end instanceof Part.Dynamic dynamic && dynamic.pattern().suffix().endsWith("/")) {
            List<String> literals = new ArrayList<>(dynamic.pattern().literals());
            String suffix = dynamic.pattern().suffix();
            literals.set(literals.size() - 1, suffix.substring(0, suffix.length() - 1));
            path.set(
                    last,
                    new Part.Dynamic(
                            new SegmentPattern(literals, dynamic.pattern().converters()),
                            dynamic.names()));
            return true;
        }
        return false;
    }

    <F> Route<F> withRule(Rule<F> other) {
        return new Route<>(other, host, path, branch, strict, merge);
    }

    /** The placeholders, those of the host first. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        parts().forEach(part -> names.addAll(part.holes()));
        return names;
    }

    private Stream<Part> parts() {
        return Stream.concat(host.stream(), path.stream());
    }

    /** The placeholders and the defaults. */
    Set<String> argumentNames() {
        Set<String> names = new LinkedHashSet<>(names());
        names.addAll(rule.defaults().keySet());
        return names;
    }

    Arguments arguments(List<Object> values) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        List<String> names = names();
        for (int i = 0; i < names.size(); i++) {
            arguments.put(names.get(i), values.get(i));
        }
        arguments.putAll(rule.defaults());
        return new Arguments(arguments);
    }

    /**
     * The path of a redirect: the values in the places that its template has for them, each as its
     * converter here writes it.
     */
    String translate(Template newPath, Arguments arguments) {
        Map<String, Converter<?>> converters = new LinkedHashMap<>();
        parts().forEach(
                        part -> {
                            if (part instanceof Part.Dynamic dynamic) {
                                for (int i = 0; i < dynamic.names().size(); i++) {
                                    converters.put(
                                            dynamic.names().get(i),
                                            dynamic.pattern().converters().get(i));
                                }
                            }
                        });
        StringBuilder text = new StringBuilder();
        for (Template.Piece piece : newPath.pieces()) {
            if (piece instanceof Template.Hole hole) {
                Object value = arguments.get(hole.name(), Object.class);
                Converter<?> converter = converters.get(hole.name());
                text.append(
                        converter == null
                                ? PathText.hold(value.toString(), false)
                                : PathText.hold(
                                        converter.format(value), converter.spansSegments()));
            } else if (piece instanceof Template.Literal literal) {
                text.append(literal.text());
            }
        }
        return text.toString();
    }

    /** Whether the values name all placeholders and do not contradict a default. */
    boolean suits(Map<String, Object> values, Optional<String> method) {
        return method.map(rule::allows).orElse(true)
                && values.keySet().containsAll(names())
                && rule.defaults().entrySet().stream()
                        .allMatch(
                                entry ->
                                        entry.getValue()
                                                .equals(
                                                        values.getOrDefault(
                                                                entry.getKey(), entry.getValue())));
    }

    /**
     * The path and host for some values.
     *
     * @throws IllegalArgumentException if a value has no text that would be found again
     */
    Built build(Map<String, Object> values) {
        StringBuilder text = new StringBuilder();
        for (Part part : path) {
            text.append('/').append(part.text(values));
        }
        if (branch) {
            text.append('/');
        }
        if (PathText.hasDotSegment(text.substring(1))) {
            throw new IllegalArgumentException("a client would remove the dots of " + text);
        }
        Map<String, Object> others = new LinkedHashMap<>(values);
        others.keySet().removeAll(argumentNames());
        return new Built(host.map(part -> hostText(part, values)), text.toString(), others);
    }

    /** A value must not end the host, or begin a port or user information. */
    private static String hostText(Part part, Map<String, Object> values) {
        String text = part.text(values);
        if (part instanceof Part.Dynamic
                && !text.chars().allMatch(c -> HOST_CHARACTERS.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("no host: " + text);
        }
        return text;
    }
}
