package gateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

import java.util.Map;

class ManualPageTest {
    private final CommandLine gateway = Main.commandLine(Map.of());
    private final String page = ManualPage.of(gateway, "2026-11-21");

    @Test
    void everyOptionIsToldOnce() {
        for (CommandLine command : gateway.getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.usageHelp() || option.versionHelp()) {
                    continue;
                }
                String name = "\n.B " + option.longestName().replace("-", "\\-");
                assertTrue(page.contains(name + " ") || page.contains(name + "\n"), name);
            }
        }
        String keepAlive = "\n.B \\-\\-keep\\-alive ";
        assertEquals(page.indexOf(keepAlive), page.lastIndexOf(keepAlive));
    }

    @Test
    void noTextIsTakenForARequestOrAFormat() {
        for (String line : page.lines().toList()) {
            assertTrue(line.matches("\\.(TH|SH|SS|TP|PP|B|br)( .*)?|[^.'].*"), line);
            assertTrue(line.matches("[ -~]+"), line);
            assertTrue(!line.contains("%n") && !line.contains("%%"), line);
        }
    }
}
