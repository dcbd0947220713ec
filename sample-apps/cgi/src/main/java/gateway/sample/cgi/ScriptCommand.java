package gateway.sample.cgi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes a process with an environment of exact octets.
 *
 * <p>Java writes variables in the coding of its locale, which is not that of the client: an octet
 * beyond ASCII could be lost or doubled. Where there is one, a shell makes it, from escapes, and
 * then becomes the program.
 */
final class ScriptCommand {
    private static final String ESCAPED = "GATEWAY_ESCAPED";

    /** Values are never part of what is evaluated; names are {@code [A-Z0-9_]+}. */
    private static final String UNESCAPE =
            "for n in $GATEWAY_ESCAPED; do eval \"$n=\\$(printf %b \\\"\\$$n\\\"); export $n\"; done;"
                    + " unset GATEWAY_ESCAPED n PWD OLDPWD; exec \"$0\"";

    private ScriptCommand() {}

    /**
     * A process that is not yet started, without words, in the program's own folder (RFC 3875
     * section 7.2).
     *
     * @param variables all of its environment, as wire strings
     */
    static ProcessBuilder of(Path file, Map<String, String> variables) {
        List<String> escaped = new ArrayList<>();
        ProcessBuilder builder = new ProcessBuilder();
        Map<String, String> environment = builder.environment();
        environment.clear();
        variables.forEach(
                (name, value) -> {
                    if (value.chars().allMatch(c -> c < 0x80)) {
                        environment.put(name, value);
                    } else {
                        environment.put(name, escape(value));
                        escaped.add(name);
                    }
                });
        if (escaped.isEmpty()) {
            builder.command(file.toString());
        } else {
            environment.put(ESCAPED, String.join(" ", escaped));
            builder.command("/bin/sh", "-c", UNESCAPE, file.toString());
        }
        Path folder = file.getParent();
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        return builder;
    }

    /** As {@code printf %b} reads it. */
    private static String escape(String value) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                escaped.append("\\\\");
            } else if (c < 0x80) {
                escaped.append(c);
            } else {
                escaped.append("\\0").append(Integer.toOctalString(c));
            }
        }
        return escaped.toString();
    }
}
