package gateway.conformance.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.conformance.Checkout;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Each relative link of each page leads to a file, and each {@code #anchor} to a heading. */
class LinksTest {
    @Test
    void leadSomewhere() throws IOException {
        Links links = new Links(new SourceTree(Checkout.top()));
        List<String> faults = links.faults();
        assertTrue(faults.isEmpty(), () -> "\n" + String.join("\n", faults));
        assertTrue(links.count() > 100, "were they not found, none would be wrong");
        System.out.println("[links] " + links.count() + " relative links");
    }

    @Test
    void seesThoseThatDoNot(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("a.md"),
                """
                # One `two`: three, and [four](b.md)

                [right](#one-two-three-and-four), [right](b.md#again-1), [right](sub),
                [elsewhere](https://example.org/#x), `[code](nowhere.md)`,
                [gone](c.md), [gone](#two), [gone](b.md#again-2).

                ```
                # no heading
                [code](nowhere.md)
                ```

                [gone](#no-heading)
                """);
        Files.writeString(folder.resolve("b.md"), "## Again\n\n## Again\n");
        Files.createDirectory(folder.resolve("sub"));
        assertEquals(
                List.of(
                        "a.md: (c.md): no such file",
                        "a.md: (#two): no such heading",
                        "a.md: (b.md#again-2): no such heading",
                        "a.md: (#no-heading): no such heading"),
                new Links(new SourceTree(folder)).faults());
    }
}
