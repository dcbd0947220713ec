package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;
import gateway.conformance.Readme.Block;
import gateway.server.Gateway;
import gateway.tck.GatewayTck;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The README of the kit: its command runs, its class compiles. */
class KitReadmeIT {
    private static final String PAGE = "gateway-tck/README.md";

    @Test
    void runsTheCommandAsItStandsThere() throws Exception {
        String command =
                only(block -> block.text().startsWith("java -jar gateway-tck/")).text().strip();
        String path = Checkout.jdk().resolve("bin") + ":" + System.getenv("PATH");
        try (Child child =
                Child.start(
                        Checkout.top(),
                        Map.of("PATH", path, "GATEWAY_BUILD", "never"),
                        List.of("bash", "-e", "-c", command))) {
            Outcome outcome = child.end();
            assertEquals(0, outcome.code(), outcome.out() + outcome.err());
            assertTrue(outcome.out().contains(" passed, 0 failed, "), outcome.out());
        }
        String report = Files.readString(Checkout.top().resolve("target/kit.json"));
        assertTrue(report.contains("\"variant\": \"mount\""), report);
    }

    @Test
    void compilesTheClassAsItStandsThere(@TempDir Path folder) throws Exception {
        Block block = only(one -> one.file().equals("ContainerTck.java"));
        Path file = Files.writeString(folder.resolve(block.file()), block.text());
        String classPath =
                Stream.of(Application.class, GatewayTck.class, Gateway.class, Test.class)
                        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                        .map(place -> Path.of(place.getPath()).toString())
                        .collect(Collectors.joining(":"));
        assertEquals(
                0,
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.out,
                                "-cp",
                                classPath,
                                "-d",
                                folder.toString(),
                                file.toString()));
    }

    private static Block only(Predicate<Block> wanted) throws Exception {
        List<Block> found = Readme.blocks(PAGE).stream().filter(wanted).toList();
        assertEquals(1, found.size(), found.toString());
        return found.getFirst();
    }
}
