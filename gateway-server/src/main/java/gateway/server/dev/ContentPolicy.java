package gateway.server.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes room in a Content-Security-Policy (W3C CSP 3) for one script and its connection. */
final class ContentPolicy {
    private static final String NONE = "'none'";

    private ContentPolicy() {}

    /**
     * The same policies, which also allow an inline script and connections to the page's origin.
     *
     * @param policies the value of the field
     * @param source of the script: its hash, with quotes
     */
    static String allowing(String policies, String source) {
        List<String> allowing = new ArrayList<>();
        for (String policy : policies.split(",", -1)) {
            String script = allowing(policy, List.of("script-src-elem", "script-src"), source);
            allowing.add(allowing(script, List.of("connect-src"), "'self'"));
        }
        return String.join(",", allowing);
    }

    /**
     * @param names of directives, the first one that is there holds; if none is, default-src
     */
    private static String allowing(String policy, List<String> names, String source) {
        List<String> directives = new ArrayList<>(List.of(policy.split(";", -1)));
        for (String name : names) {
            Optional<String> own = find(directives, name);
            if (own.isPresent()) {
                directives.replaceAll(d -> d.equals(own.get()) ? with(d, source) : d);
                return String.join(";", directives);
            }
        }
        Optional<String> usual = find(directives, "default-src");
        if (usual.isEmpty()) {
            return policy; // Then all are allowed.
        }
        String sources = usual.get().strip().substring("default-src".length());
        directives.add(" " + with(names.getLast() + sources, source));
        return String.join(";", directives);
    }

    private static Optional<String> find(List<String> directives, String name) {
        return directives.stream()
                .filter(d -> d.strip().toLowerCase(Locale.ROOT).matches(name + "(\\s.*)?"))
                .findFirst();
    }

    private static String with(String directive, String source) {
        String sources = directive.toLowerCase(Locale.ROOT);
        boolean strict = sources.contains("'nonce-") || sources.contains("'sha");
        if (source.startsWith("'sha") && sources.contains("'unsafe-inline'") && !strict) {
            return directive; // A hash would take from the others what they have.
        }
        String without = directive.replaceAll("(?i)\\s*" + NONE, "");
        return without + " " + source;
    }
}
