package gateway.toolkit.exchange;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/** The code of guide pages and of documentation comments, given to the compiler. */
public final class CompiledCode {
    private static final Pattern BLOCK =
            Pattern.compile("(?s)(?:```java|<pre>\\{@code)\n(.*?)(?:```| \\* }</pre>)");

    private CompiledCode() {}

    /** The blocks of a page, or of the comments of a source, in order. */
    public static List<String> blocks(Path page) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(page));
        while (matcher.find()) {
            blocks.add(matcher.group(1).replaceAll("(?m)^ \\* ?", ""));
        }
        return blocks;
    }

    /**
     * What the compiler says of all of them; empty if it is content.
     *
     * @param head what stands before each code: imports, the class {@code CLASS}, and the beginning
     *     of a method
     * @param codes by the names of their classes
     * @param folder for the sources and what is made of them
     */
    public static String complaints(String head, Map<String, String> codes, Path folder)
            throws IOException {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("-proc:none", "-encoding", "UTF-8", "-d", folder.toString(), "-cp"));
        words.add(
                System.getProperty("java.class.path")
                        + File.pathSeparator
                        + System.getProperty("jdk.module.path", ""));
        for (Map.Entry<String, String> each : codes.entrySet()) {
            Path source = folder.resolve(each.getKey() + ".java");
            Files.writeString(
                    source, head.replace("CLASS", each.getKey()) + each.getValue() + "}}");
            words.add(source.toString());
        }
        StringWriter complaints = new StringWriter();
        PrintWriter out = new PrintWriter(complaints);
        ToolProvider.findFirst("javac").orElseThrow().run(out, out, words.toArray(String[]::new));
        return complaints.toString();
    }
}
