package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** When and what the launcher builds. */
class LauncherBuildIT extends EmptyCheckout {
    @Test
    void buildsWhatIsMissingOnce() throws Exception {
        Outcome first = launch("run", "hello", "--bind", "a:1");

        assertEquals(
                List.of(
                        "Building gateway-api, gateway-toolkit, gateway-server,"
                                + " sample-apps/hello …",
                        PREPARING),
                first.err());
        assertEquals(List.of(ALL + ",sample-apps/hello"), built());
        assertRunsHello(first, "run", "--bind", "a:1");

        Outcome second = launch("run", "hello", "--bind", "a:1");

        assertEquals(List.of(), second.err());
        assertEquals(1, built().size());
        assertRunsHello(second, "run", "--bind", "a:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sample-apps/hello/src/main/File.java",
                "sample-apps/hello/src/main",
                "sample-apps/hello/pom.xml",
                "sample-apps/pom.xml"
            })
    void buildsWhatIsOlderThanItsSourcesOnce(String changed) throws Exception {
        launch("run", "hello");
        changeNow(changed);

        assertEquals(
                List.of("Building sample-apps/hello …"), launch("run", "hello").err(), changed);
        // The jar was not written again, but counts as built.
        assertEquals(List.of(), launch("run", "hello").err());
        assertEquals(List.of(ALL + ",sample-apps/hello", "sample-apps/hello"), built());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "gateway-api/src/main/File.java",
                "gateway-toolkit/src/main/File.java"
            })
    void buildsEverythingAfterAChangeThatEverythingIsMadeOf(String changed) throws Exception {
        launch("run", "hello");
        changeNow(changed);

        launch("run", "hello");

        assertEquals(List.of(ALL + ",sample-apps/hello", ALL + ",sample-apps/hello"), built());
    }

    @Test
    void datesJarsByTheStartOfTheirBuild() throws Exception {
        launch("--help");

        assertEquals(
                Files.getLastModifiedTime(top.resolve("target/launcher.lock")),
                Files.getLastModifiedTime(jar("gateway-server", "gateway-server")),
                "what is saved during a build would pass for built");
    }

    @Test
    void showsWhatMavenSaysWhenItFails() throws Exception {
        Files.createFile(folder.resolve("fail"));

        Outcome failed = launch("--help");

        assertEquals(1, failed.code());
        assertEquals(
                List.of(
                        "Building gateway-api, gateway-toolkit, gateway-server …",
                        "[ERROR] it does not compile",
                        "gateway: the build failed"),
                failed.err());
        assertEquals("", failed.out());

        Files.delete(folder.resolve("fail"));
        // The jars that the failed build has left are not used.
        assertEquals(0, launch("--help").code());
        assertEquals(List.of(ALL, ALL), built());
    }

    @Test
    void buildsOnceWhereTwoStartAtOnce() throws Exception {
        Path flock = Path.of("/usr/bin/flock");
        Assumptions.assumeTrue(Files.exists(flock), "without flock there is no lock");
        Path locks = folder.resolve("locks");
        Files.createFile(locks);
        // Neither gets the lock before both want it: both have found everything missing.
        program(
                "bin/flock",
                """
                echo wanted >>'%s'
                until [ "$(wc -l <'%s')" -ge 2 ]; do :; done
                exec %s "$@"
                """
                        .formatted(locks, locks, flock));

        try (Child one = start("--help");
                Child other = start("--help")) {
            Set<List<String>> said = Set.of(one.end().err(), other.end().err());
            assertEquals(
                    Set.of(
                            List.of(
                                    "Building gateway-api, gateway-toolkit, gateway-server …",
                                    PREPARING),
                            List.of("Waiting for another build of this checkout …")),
                    said);
        }

        assertEquals(List.of(ALL), built());
    }

    @Test
    void saysWhichJarIsMissingWhereItMayNotBuild() throws Exception {
        environment.put("GATEWAY_BUILD", "never");

        Outcome outcome = launch("run", "hello");

        assertEquals(1, outcome.code());
        assertEquals(
                List.of(
                        "gateway: "
                                + jar("gateway-server", "gateway-server")
                                + " is missing, and GATEWAY_BUILD=never"),
                outcome.err());
        assertEquals(List.of(), built());
    }

    @Test
    void doesNotLookAtSourcesWhereItMayNotBuild() throws Exception {
        launch("run", "hello");
        changeNow("pom.xml");
        environment.put("GATEWAY_BUILD", "never");

        assertEquals(
                JAVA
                        + "-cp\n"
                        + jar("gateway-server", "gateway-server")
                        + ":"
                        + jar("gateway-toolkit", "gateway-toolkit")
                        + ":"
                        + jar("sample-apps/hello", "gateway-sample-hello")
                        + ":"
                        + top.resolve("sample-apps/hello/target/lib/*")
                        + "\ngateway.server.cli.Main\nrun\n",
                launch("run", "hello").out());
        assertEquals(1, built().size());
    }
}
