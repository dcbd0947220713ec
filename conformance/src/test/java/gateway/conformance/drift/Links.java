package gateway.conformance.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The relative links of all pages in Markdown, and whether what they lead to is there. */
final class Links {
    private static final Pattern FENCED =
            Pattern.compile("^(```+).*?^\\1 *$", Pattern.MULTILINE | Pattern.DOTALL);

    /** Code within a paragraph. */
    private static final Pattern CODE = Pattern.compile("`[^`]+`");

    private static final Pattern LINK = Pattern.compile("]\\(<?([^)\\s>]+)>?(?: \"[^\"]*\")?\\)");
    private static final Pattern HEADING =
            Pattern.compile("^#{1,6} +(.*?)[ #]*$", Pattern.MULTILINE);
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*|//.*");

    private final SourceTree tree;
    private int count;

    Links(SourceTree tree) {
        this.tree = tree;
    }

    /** How many relative links {@link #faults} has followed. */
    int count() {
        return count;
    }

    /** Those that lead nowhere: page, link, and what is missing. */
    List<String> faults() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path page : tree.files(".md")) {
            String text = FENCED.matcher(Files.readString(page)).replaceAll("");
            Matcher link = LINK.matcher(CODE.matcher(text).replaceAll(""));
            while (link.find()) {
                String target = link.group(1);
                if (!ELSEWHERE.matcher(target).matches()) {
                    count++;
                    String missing = missing(page, target);
                    if (!missing.isEmpty()) {
                        faults.add(tree.name(page) + ": (" + target + "): " + missing);
                    }
                }
            }
        }
        return faults;
    }

    private static String missing(Path page, String target) throws IOException {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        if (!Files.exists(file)) {
            return "no such file";
        }
        if (hash < 0) {
            return "";
        }
        boolean isPage = file.toString().endsWith(".md");
        return isPage && anchors(file).contains(target.substring(hash + 1))
                ? ""
                : "no such heading";
    }

    /** What the headings of a page are called in links, by GitHub's rule. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        Matcher heading = HEADING.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""));
        while (heading.find()) {
            String name =
                    heading.group(1)
                            .replaceAll("]\\([^)]*\\)", "")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{M}\\p{N}_ -]", "")
                            .replace(' ', '-');
            int before = seen.merge(name, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? name : name + "-" + before);
        }
        return anchors;
    }
}
