package gateway.conformance.drift;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** The clauses that the rows of wire tables name: {@code source: RFC 3986 2.1; STR-3}. */
final class WireRows {
    private WireRows() {}

    static List<Named> in(SourceTree tree, ClauseIndex index) {
        List<Named> found = new ArrayList<>();
        for (Path file : tree.files(".wire")) {
            List<String> lines = SourceTree.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith("source:")) {
                    Matcher id = index.idPattern().matcher(lines.get(i));
                    while (id.find()) {
                        found.add(new Named(id.group(), tree.name(file) + ":" + (i + 1)));
                    }
                }
            }
        }
        return found;
    }
}
