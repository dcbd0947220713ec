package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A checkout of empty files whose JDK and Maven only write down how they were called: for the
 * launcher alone.
 */
class EmptyCheckout {
    static final String ALL = "gateway-api,gateway-toolkit,gateway-server";
    static final String JAVA = "jdk\n--enable-native-access=ALL-UNNAMED\n-XX:+UseParallelGC\n";
    static final String PREPARING = "Preparing quick starts …";
    private static final Pattern SNAPSHOT = Pattern.compile("/target/run/[0-9-]+/");

    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // Set by lay.
    Path top;

    final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void lay() throws IOException {
        folder = folder.toRealPath();
        top = Files.createDirectory(folder.resolve("a checkout"));
        Files.copy(Checkout.launcher(), top.resolve("gateway"));
        assertTrue(top.resolve("gateway").toFile().setExecutable(true));
        pom("", "gateway-parent");
        pom("gateway-api", "gateway-api");
        pom("gateway-toolkit", "gateway-toolkit");
        pom("gateway-server", "gateway-server");
        pom("sample-apps", "gateway-samples");
        pom("sample-apps/hello", "gateway-sample-hello");
        pom("benchmarks/app", "gateway-bench-app");
        jdk("jdk", "25.0.1");
        // Makes what is asked for, unless it is there: Maven leaves alone what did not change.
        program(
                "bin/mvn",
                """
                echo "$*" >>'%s'
                echo "$JAVA_HOME" >>'%s'
                modules=$(echo "$*" | sed 's/.* -pl \\([^ ]*\\) .*/\\1/' | tr ',' ' ')
                for module in $modules; do
                    mkdir -p "$module/target"
                    jar=$module/target/$(sed -n 's:.*<artifactId>\\(gateway-.*\\)</artifactId>.*:\\1:p' "$module/pom.xml").jar
                    [ -e "$jar" ] || touch "$jar"
                done
                if [ -e '%s' ]; then
                    echo '[ERROR] it does not compile'
                    exit 1
                fi
                """
                        .formatted(
                                folder.resolve("mvn.log"),
                                folder.resolve("home.log"),
                                folder.resolve("fail")));
        processors(2);
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("GATEWAY_BUILD", "");
        environment.put("GATEWAY_JAVA_OPTS", "");
        environment.put("JAVA_TOOL_OPTIONS", "");
        environment.put("JDK_JAVA_OPTIONS", "");
    }

    void processors(int number) throws IOException {
        program("bin/nproc", "echo " + number);
    }

    Child start(String... words) throws IOException {
        String[] command = new String[words.length + 1];
        command[0] = top.resolve("gateway").toString();
        System.arraycopy(words, 0, command, 1, words.length);
        return Child.start(folder, environment, Arrays.asList(command));
    }

    Outcome launch(String... words) throws IOException, InterruptedException {
        try (Child child = start(words)) {
            return child.end();
        }
    }

    /**
     * That the JDK's java was called with copies of the jars and the words.
     *
     * @param module what is run, {@code ""} for what the words say
     * @param artifact of the module
     */
    void assertHandsOver(Outcome outcome, String module, String artifact, String... words) {
        Path home = top.resolve("target/run/COPY");
        StringBuilder expected = new StringBuilder(JAVA).append("-cp\n");
        expected.append(home).append("/gateway-server/target/gateway-server.jar:");
        expected.append(home).append("/gateway-toolkit/target/gateway-toolkit.jar");
        if (!module.isEmpty()) {
            Path target = home.resolve(module).resolve("target");
            expected.append(":" + target + "/" + artifact + ".jar:" + target + "/lib/*");
        }
        expected.append("\ngateway.server.cli.Main\n");
        for (String word : words) {
            expected.append(word).append('\n');
        }
        assertEquals(
                expected.toString(),
                SNAPSHOT.matcher(outcome.out()).replaceAll("/target/run/COPY/"),
                () -> outcome.err().toString());
        assertEquals(0, outcome.code());
    }

    /** The same for {@code sample-apps/hello}. */
    void assertRunsHello(Outcome outcome, String... words) {
        assertHandsOver(outcome, "sample-apps/hello", "gateway-sample-hello", words);
    }

    /** The same for the server alone. */
    void assertRunsServer(Outcome outcome, String... words) {
        assertHandsOver(outcome, "", "", words);
    }

    /** The contents of all copies of a jar. */
    List<String> copies(Path jar) throws IOException {
        List<String> contents = new ArrayList<>();
        try (var snapshots = Files.list(top.resolve("target/run"))) {
            for (Path snapshot : (Iterable<Path>) snapshots::iterator) {
                contents.add(Files.readString(snapshot.resolve(top.relativize(jar))));
            }
        }
        Collections.sort(contents);
        return contents;
    }

    Path jar(String module, String artifact) {
        return top.resolve(module).resolve("target").resolve(artifact + ".jar");
    }

    /** The modules named in each call of Maven. */
    List<String> built() throws IOException {
        Path log = folder.resolve("mvn.log");
        if (!Files.exists(log)) {
            return List.of();
        }
        return Files.readAllLines(log).stream()
                .peek(line -> assertFalse(line.contains("install"), line))
                .map(line -> line.replaceFirst(".* -pl (\\S+) -am package .*", "$1"))
                .toList();
    }

    /** Dates everything built into the past, so that a file changed now is newer on any clock. */
    void changeNow(String changed) throws IOException {
        FileTime before = FileTime.from(Instant.now().minusSeconds(3600));
        try (var files = Files.walk(top)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setLastModifiedTime(file, before);
            }
        }
        Files.setLastModifiedTime(top.resolve(changed), FileTime.from(Instant.now()));
    }

    void pom(String module, String artifact) throws IOException {
        Path source = Files.createDirectories(top.resolve(module).resolve("src/main"));
        Files.createFile(source.resolve("File.java"));
        Files.writeString(
                top.resolve(module).resolve("pom.xml"),
                """
                <project>
                  <parent>
                    <artifactId>other</artifactId>
                  </parent>
                  <artifactId>%s</artifactId>
                  <dependencies><dependency>
                    <artifactId>another</artifactId>
                  </dependency></dependencies>
                </project>
                """
                        .formatted(artifact));
    }

    /**
     * A JDK whose java prints the folder's name and its words, and stays if it is asked to. It
     * makes an archive of classes only where there is a file {@code archive}, fails to where there
     * is one {@code fall}, and not before there is none {@code hold}.
     */
    void jdk(String name, String version) throws IOException {
        program(
                name + "/bin/java",
                """
                for word; do
                    case $word in
                        -XX:AOTCacheOutput=*)
                            echo "$*" >>'%s'
                            while [ -e '%s' ]; do sleep 0.05; done
                            [ ! -e '%s' ] || exit 1
                            [ ! -e '%s' ] || echo classes >"${word#*=}"
                            exit
                            ;;
                    esac
                done
                printf '%%s\\n' %s "$@"
                if [ -e '%s' ]; then
                    echo staying >&2
                    exec sleep 600
                fi
                """
                        .formatted(
                                folder.resolve("rehearsals.log"),
                                folder.resolve("hold"),
                                folder.resolve("fall"),
                                folder.resolve("archive"),
                                name,
                                folder.resolve("stay")));
        Files.writeString(
                folder.resolve(name).resolve("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    void program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "#!/usr/bin/env bash\n" + script);
        assertTrue(file.toFile().setExecutable(true));
    }
}
