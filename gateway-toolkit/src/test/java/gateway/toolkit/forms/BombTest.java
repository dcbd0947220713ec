package gateway.toolkit.forms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.api.Application;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bodies of 100 MB, each made to cost as much as can be (CVE-2023-25577, CVE-2023-46136,
 * CVE-2024-49767, CVE-2025-61770 to 61772, GHSA-pp6c-gr5w-3c5g): read with a heap of 64 MiB, in a
 * time that anything but a linear one would exceed by far.
 */
class BombTest {
    private static final List<String> EXPECTED =
            List.of(
                    "file of CR: 0 fields, 1 files",
                    "file of LF: 0 fields, 1 files",
                    "file of CRLF: 0 fields, 1 files",
                    "file of half boundaries: 0 fields, 1 files",
                    "field: 413",
                    "fields: 413",
                    "files: 413",
                    "preamble: 413",
                    "preamble of CRLF: 413",
                    "head line: 413",
                    "head lines: 400",
                    "folded head line: 413",
                    "padding: 413",
                    "epilogue: 1 fields, 0 files",
                    "escapes: 413",
                    "large heads: 413",
                    "large heads of quotes: 413",
                    "large files: 0 fields, 249 files",
                    "simple form: 413",
                    "simple form of ampersands: 0 fields, 0 files",
                    "simple form of names: 413",
                    "simple form of escapes: 1 fields, 0 files");

    @Test
    void nothingGetsThrough(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                classPath(),
                                BombProgram.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertTrue(
                    process.waitFor(5, TimeUnit.MINUTES), "not linear, or a machine that sleeps");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(EXPECTED, Files.readAllLines(output));
        assertEquals(0, process.exitValue());
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static String classPath() {
        return Stream.of(BombProgram.class, FormReader.class, Application.class)
                .map(BombTest::place)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String place(Class<?> type) {
        try {
            String file = type.getName().replace('.', '/') + ".class";
            String url = Objects.requireNonNull(type.getClassLoader().getResource(file)).toString();
            String root = url.substring(0, url.length() - file.length());
            if (root.startsWith("jar:")) {
                root = root.substring("jar:".length(), root.length() - "!/".length());
            }
            return Path.of(new URI(root)).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
