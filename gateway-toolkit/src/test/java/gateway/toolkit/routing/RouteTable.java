package gateway.toolkit.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of {@code routes.txt}.
 *
 * <pre>
 * == title                  a new table
 * option NAME=VALUE         of the builder
 * site URL                  where requests arrive; http://example.org if there is none
 * rule PATH ENDPOINT NAME=VALUE…
 * METHOD PATH-OR-URL | ENDPOINT ARGUMENTS  or  -&gt; LOCATION  or  405 METHODS  or  404
 * build [METHOD] [absolute] ENDPOINT ARGUMENTS | URL, or ! if there is none
 * </pre>
 *
 * <p>Arguments are {@code name="text"}, {@code name=5}, {@code name=0.5}, {@code name=[1, "a"]} or
 * a UUID. What follows {@code #} in a line of its own is a comment.
 */
record RouteTable(String title, Routes<String> routes, Site site, List<Row> rows) {
    /** One line with an expectation. */
    record Row(RouteTable table, String given, String expected) {
        @Override
        public String toString() {
            return table.title() + ": " + given + " | " + expected;
        }
    }

    private static final Pattern WORD =
            Pattern.compile("([A-Za-z_.]+=)?(\"[^\"]*\"|\\[[^\\]]*\\]|\\S+)");

    static List<Row> read() throws IOException {
        List<Row> all = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(RouteTable.class.getResourceAsStream("routes.txt"))) {
            String text = new String(in.readAllBytes(), UTF_8);
            for (String section : text.split("(?m)^== ", -1)) {
                if (section.contains("|")) {
                    all.addAll(table(section.lines().toList()).rows());
                }
            }
        }
        return all;
    }

    private static RouteTable table(List<String> lines) {
        Routes.Builder<String> builder = Routes.builder();
        builder.converter("default", StringConverter::of);
        String url = "http://example.org";
        List<String> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> words = words(line);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            switch (words.get(0)) {
                case "option" -> option(builder, words.get(1));
                case "site" -> url = words.get(1);
                case "rule" -> builder.add(rule(words));
                default -> rows.add(line);
            }
        }
        RouteTable table =
                new RouteTable(lines.get(0), builder.build(), site(url), new ArrayList<>());
        for (String row : rows) {
            int bar = row.lastIndexOf('|');
            table.rows()
                    .add(
                            new Row(
                                    table,
                                    row.substring(0, bar).strip(),
                                    row.substring(bar + 1).strip()));
        }
        return table;
    }

    static Site site(String url) {
        String rest = url.substring("http://".length());
        int slash = rest.indexOf('/');
        return new Site(
                "http",
                slash < 0 ? rest : rest.substring(0, slash),
                slash < 0 ? "" : rest.substring(slash));
    }

    private static void option(Routes.Builder<String> builder, String option) {
        String name = option.substring(0, option.indexOf('='));
        String value = option.substring(option.indexOf('=') + 1);
        switch (name) {
            case "strict_slashes" -> builder.strictSlashes(Boolean.parseBoolean(value));
            case "merge_slashes" -> builder.mergeSlashes(Boolean.parseBoolean(value));
            case "redirect_defaults" -> builder.redirectDefaults(Boolean.parseBoolean(value));
            case "domain" -> builder.domain(value);
            case "default_subdomain" -> builder.defaultSubdomain(value.replace("\"", ""));
            default -> throw new IllegalArgumentException(option);
        }
    }

    private static Rule<String> rule(List<String> words) {
        String path = words.get(1).replace("␠", " ");
        Map<String, Object> options = arguments(words.subList(3, words.size()));
        Rule<String> rule =
                options.containsKey("redirect")
                        ? Rule.redirect(path, options.get("redirect").toString())
                        : Rule.of(path, words.get(2));
        for (Map.Entry<String, Object> option : options.entrySet()) {
            String value = option.getValue().toString();
            boolean flag = Boolean.parseBoolean(value);
            rule =
                    switch (option.getKey()) {
                        case "methods" -> rule.methods(value.split(",", -1));
                        case "host" -> rule.host(value);
                        case "subdomain" -> rule.subdomain(value);
                        case "strict_slashes" -> rule.strictSlashes(flag);
                        case "merge_slashes" -> rule.mergeSlashes(flag);
                        case "alias" -> rule.alias();
                        case "build_only" -> rule.buildOnly();
                        case "redirect" -> rule;
                        default ->
                                rule.withDefault(
                                        option.getKey().substring("default.".length()),
                                        option.getValue());
                    };
        }
        return rule;
    }

    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    static Map<String, Object> arguments(List<String> words) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            arguments.put(word.substring(0, equals), value(word.substring(equals + 1)));
        }
        return arguments;
    }

    private static Object value(String text) {
        if (text.startsWith("\"")) {
            return text.substring(1, text.length() - 1);
        }
        if (text.startsWith("[")) {
            return text.length() == 2
                    ? List.of()
                    : List.of(text.substring(1, text.length() - 1).split(", ", -1)).stream()
                            .map(RouteTable::value)
                            .toList();
        }
        if (text.matches("-?[0-9]+")) {
            return Long.valueOf(text);
        }
        if (text.matches("-?[0-9.]+(e[+-]?[0-9]+)?")) {
            return Double.valueOf(text);
        }
        return text.matches("[0-9a-f-]{36}") ? UUID.fromString(text) : text;
    }

    static String show(Map<String, Object> arguments) {
        StringBuilder shown = new StringBuilder();
        arguments.forEach(
                (name, value) ->
                        shown.append(' ')
                                .append(name)
                                .append('=')
                                .append(value instanceof String ? "\"" + value + "\"" : value));
        return shown.toString();
    }
}
