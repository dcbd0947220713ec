package gateway.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.server.http.Rule;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/wire.md says what the server does: its table is the enum, its count that of the rows. */
class WirePageTest {
    private static final Path PAGE = Path.of("../docs/wire.md");

    private static final Pattern TABLE =
            Pattern.compile(
                    "^\\| rule \\|.*?(?=\\n\\n)|^TABLE$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern COUNT = Pattern.compile("^wire: .*$|^COUNT$", Pattern.MULTILINE);

    @Test
    void thePageHasEveryRuleAsItIsAndTheRightCount() throws IOException {
        String page = Files.readString(PAGE);
        String right = replaced(replaced(page, TABLE, table()), COUNT, count());
        if (System.getProperty("gateway.docs", "").equals("write")) {
            Files.writeString(PAGE, right);
        } else {
            assertEquals(right, page, "-Dgateway.docs=write sets it right");
        }
    }

    private static String replaced(String page, Pattern part, String right) {
        Matcher found = part.matcher(page);
        assertTrue(found.find(), part.pattern());
        return page.substring(0, found.start()) + right + page.substring(found.end());
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| rule | status | source | what is wrong |\n");
        table.append("| --- | --- | --- | --- |");
        for (Rule rule : Rule.values()) {
            String text = rule.toString().replace(" (" + rule.source() + ")", "");
            table.append(
                    String.format(
                            "%n| `%s` | %d | %s | %s |",
                            rule.name(), rule.status(), rule.source(), text.replace("|", "\\|")));
        }
        return table.toString();
    }

    /** As {@link WireTest} prints it. */
    private static String count() throws IOException {
        int rows = WireTable.readAll().size();
        return String.format("wire: %d rows, %d runs", rows, rows * Way.values().length);
    }
}
