package gateway.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of a page in their order. */
final class Readme {
    /**
     * One fenced block.
     *
     * @param language what stands behind the opening fence
     * @param file the last file name in the text before it, {@code ""} for none
     * @param text its lines, with the last line end
     */
    record Block(String language, String file, String text) {}

    private static final Pattern FENCED =
            Pattern.compile("^```(.*)\\n((?s:.*?))^```$", Pattern.MULTILINE);
    private static final Pattern FILE = Pattern.compile("`(\\w+\\.java)`");

    private Readme() {}

    static List<Block> blocks() throws IOException {
        return blocks("README.md");
    }

    /** Those of another page, by its path in the checkout. */
    static List<Block> blocks(String path) throws IOException {
        String page = Files.readString(Checkout.top().resolve(path));
        List<Block> blocks = new ArrayList<>();
        int end = 0;
        for (Matcher fence = FENCED.matcher(page); fence.find(); end = fence.end()) {
            String file =
                    FILE.matcher(page.substring(end, fence.start()))
                            .results()
                            .reduce((first, last) -> last)
                            .map((MatchResult found) -> found.group(1))
                            .orElse("");
            blocks.add(new Block(fence.group(1), file, fence.group(2)));
        }
        return blocks;
    }
}
