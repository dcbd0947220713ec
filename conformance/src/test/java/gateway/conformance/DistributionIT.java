package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The distribution as an operator uses it: unpacked into a folder with a space in its path, which
 * who runs it cannot write, and run from another folder.
 */
class DistributionIT {
    private static final String PREPARING = "Preparing quick starts …";
    private static final String NOBODY = "65534";

    @TempDir static Path folder;

    /** The installation. */
    private static Path home;

    /** The folder that it is unpacked into. */
    private static Path place;

    /** Where it is run, with an application. */
    private static Path elsewhere;

    @BeforeAll
    static void unpack() throws Exception {
        permit(folder, "rwxr-xr-x");
        place = Files.createDirectory(folder.resolve("an installation"));
        new Tool("tar").run("-xzf", archive(".tar.gz").toString(), "-C", place.toString());
        try (Stream<Path> entries = Files.list(place)) {
            home = entries.toList().getFirst();
        }
        elsewhere = Files.createDirectory(folder.resolve("else where"));
        permit(elsewhere, "rwxr-xr-x");
        Files.copy(Checkout.sampleJar("hello"), elsewhere.resolve("an app.jar"));
        for (Path each : folders()) {
            permit(each, "r-xr-xr-x");
        }
    }

    /** So that it can be deleted. */
    @AfterAll
    static void release() throws IOException {
        for (Path each : folders()) {
            permit(each, "rwxr-xr-x");
        }
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static Path archive(String end) throws IOException {
        try (Stream<Path> built = Files.list(Checkout.top().resolve("distribution/target"))) {
            List<Path> found =
                    built.filter(it -> it.getFileName().toString().startsWith("gateway-"))
                            .filter(it -> it.toString().endsWith(end))
                            .toList();
            assertEquals(1, found.size(), found::toString);
            return found.getFirst();
        }
    }

    private static List<Path> files(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    /** Runs bin/gateway, as nobody if that can be chosen, where nothing can be written but more. */
    private static Child gateway(Map<String, String> more, String... words) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_HOME", Checkout.jdk().toString());
        environment.put("HOME", "/nonexistent");
        environment.put("XDG_CACHE_HOME", "");
        environment.put("CACHE_DIRECTORY", "");
        environment.putAll(more);
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            new Tool("setpriv").require();
            command.addAll(
                    List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(home.resolve("bin/gateway").toString());
        command.addAll(List.of(words));
        return Child.start(elsewhere, environment, command);
    }

    private static Outcome end(String... words) throws Exception {
        try (Child child = gateway(Map.of(), words)) {
            return child.end();
        }
    }

    private static void assertServes(Server server) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.home()).build();
            assertEquals("Hello, World!\n", client.send(request, BodyHandlers.ofString()).body());
        }
    }

    @Test
    void servesAnApplicationFromAnotherFolderWithoutWritingAnything() throws Exception {
        Child child =
                gateway(Map.of(), "run", "--classpath", "an app.jar", "--bind", "127.0.0.1:0");
        try (Server server = Server.accepting(child)) {
            assertServes(server);
            Outcome outcome = server.terminate();
            assertEquals(0, outcome.code());
            assertFalse(outcome.err().contains(PREPARING), outcome::toString);
            assertTrue(
                    outcome.err().stream().anyMatch(it -> it.matches("\\d{4}-.* INFO \\w+ - .*")),
                    () -> "by logback: " + outcome);
            assertEquals("", outcome.out());
        }
    }

    @Test
    void makesAnArchiveOfClassesOnceAndUsesIt() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("a cache"));
        permit(cache, "rwxrwxrwx");
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", cache.toString());
        try (Child first = gateway(environment, "--version")) {
            assertEquals(List.of(PREPARING), first.end().err());
        }
        List<Path> made = files(cache);
        Path archive =
                made.stream()
                        .filter(it -> it.toString().endsWith(".aot"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(Files.size(archive) > 0, made::toString);
        assertEquals(2, made.size(), () -> "the archive and a log: " + made);
        String rehearsal = Files.readString(archive.resolveSibling("rehearsal.log"));
        assertFalse(rehearsal.contains("Old class"), "nothing is too old for it: " + rehearsal);
        Child second =
                gateway(environment, "run", "--classpath", "an app.jar", "--bind", "127.0.0.1:0");
        try (Server server = Server.accepting(second)) {
            assertServes(server);
            String mapped = Files.readString(Path.of("/proc/" + second.pid() + "/maps"));
            assertTrue(mapped.contains(archive.toString()), "Java has taken it");
        }
    }

    @Test
    void tellsItsVersion() throws Exception {
        Outcome outcome = end("--version");
        String version = home.getFileName().toString().replace("gateway-", "gateway ");
        assertEquals(0, outcome.code(), outcome::toString);
        assertEquals(version, outcome.out().lines().findFirst().orElseThrow());
    }

    @Test
    void itsCompletionIsWhatItPrintsAndBashReadsIt() throws Exception {
        Path file = home.resolve("share/bash-completion/completions/gateway");
        assertEquals(end("completion").out(), Files.readString(file));
        new Tool("bash").run("-n", file.toString());
        assertTrue(Files.readString(file).contains("--keep-alive"));
    }

    @Test
    void itsManualPageIsSound() throws Exception {
        Path page = home.resolve("share/man/man1/gateway.1");
        Outcome outcome =
                new Tool("groff")
                        .require()
                        .end(List.of("-man", "-ww", "-z", "-Tutf8", page.toString()));
        assertEquals(new Outcome(0, "", List.of()), outcome);
        assertTrue(Files.readString(page).startsWith(".TH GATEWAY 1 \"20"));
    }

    @Test
    void theZipHasTheSameContent() throws Exception {
        Map<String, Path> unpacked = new TreeMap<>();
        for (Path file : files(home)) {
            unpacked.put(place.relativize(file).toString(), file);
        }
        try (ZipFile zip = new ZipFile(archive(".zip").toFile())) {
            TreeSet<String> names = new TreeSet<>();
            for (ZipEntry entry : zip.stream().filter(it -> !it.isDirectory()).toList()) {
                names.add(entry.getName());
                try (InputStream stream = zip.getInputStream(entry)) {
                    Path file = unpacked.getOrDefault(entry.getName(), Path.of("/nonexistent"));
                    assertArrayEquals(
                            Files.readAllBytes(file), stream.readAllBytes(), entry.getName());
                }
            }
            assertEquals(unpacked.keySet(), names);
        }
        URI zip = URI.create("jar:" + archive(".zip").toUri());
        try (FileSystem files =
                FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"))) {
            Path command = files.getPath(place.relativize(home.resolve("bin/gateway")).toString());
            assertEquals(
                    "rwxr-xr-x",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(command)));
        }
    }

    @Test
    void startsWhereNoArchiveCanBeMade() throws Exception {
        Path cache = folder.resolve("a bad cache/gateway");
        Files.createDirectories(cache.resolve("rehearsal.log"));
        permit(cache, "rwxrwxrwx");
        Map<String, String> environment =
                Map.of("XDG_CACHE_HOME", folder.resolve("a bad cache").toString());
        try (Child child = gateway(environment, "--version")) {
            Outcome outcome = child.end();
            assertEquals(0, outcome.code());
            assertTrue(
                    outcome.err().getLast().startsWith("gateway: starts will be slower; "),
                    outcome::toString);
        }
    }

    @Test
    void whatIsOnlyAskedMakesNoArchive() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("an empty cache"));
        permit(cache, "rwxrwxrwx");
        try (Child child =
                gateway(Map.of("XDG_CACHE_HOME", cache.toString()), "run", "--print-config")) {
            assertEquals(0, child.end().code());
        }
        assertEquals(List.of(), files(cache));
    }

    @Test
    void javaIsToldWhatTheOperatorSays() throws Exception {
        Map<String, String> environment = Map.of("GATEWAY_JAVA_OPTS", "-XX:+UseSerialGC -Da=b");
        Child child =
                gateway(environment, "run", "--classpath", "an app.jar", "--bind", "127.0.0.1:0");
        try (Server server = Server.accepting(child)) {
            assertServes(server);
            String command = Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"));
            assertTrue(command.contains("\0-XX:+UseSerialGC\0-Da=b\0"), command);
            assertFalse(command.contains("ParallelGC"), command);
        }
    }

    @Test
    void twoVersionsInOneFolderAreRefused() throws Exception {
        Path both = folder.resolve("both");
        for (Path file : files(home)) {
            Path copy = both.resolve(home.relativize(file).toString());
            new Tool("install").run("-D", "-m755", file.toString(), copy.toString());
        }
        Files.createFile(both.resolve("lib/gateway-server-9.jar"));
        try (Child child =
                Child.start(
                        both,
                        Map.of(),
                        List.of(both.resolve("bin/gateway").toString(), "--version"))) {
            Outcome outcome = child.end();
            assertEquals(1, outcome.code());
            assertTrue(outcome.err().toString().contains("holds 2 versions"), outcome::toString);
        }
    }

    @Test
    void everyJarHasItsLicence() throws Exception {
        String licences = Files.readString(home.resolve("licenses/README.md"));
        List<String> covered =
                Pattern.compile("`([a-z0-9]+-)`")
                        .matcher(licences)
                        .results()
                        .map(it -> it.group(1))
                        .toList();
        for (Path jar : files(home.resolve("lib"))) {
            String name = jar.getFileName().toString();
            assertTrue(covered.stream().anyMatch(name::startsWith), name);
        }
        Matcher text = Pattern.compile("`([\\w./-]+\\.(md|txt)|\\.\\./LICENSE)`").matcher(licences);
        while (text.find()) {
            assertTrue(Files.exists(home.resolve("licenses").resolve(text.group(1))), text.group());
        }
        assertFalse(
                files(home.resolve("lib")).toString().contains("slf4j-simple"),
                "one provider of logging, with an MDC");
    }

    @Test
    void theBillOfMaterialsNamesEveryJar() throws Exception {
        Path bill = home.resolve("gateway.cdx.json");
        assumeTrue(
                Files.exists(bill) || "true".equals(System.getenv("CI")),
                "Maven was offline and has made none");
        String text = Files.readString(bill);
        assertTrue(text.contains("\"bomFormat\" : \"CycloneDX\""));
        for (Path jar : files(home.resolve("lib"))) {
            String name = jar.getFileName().toString().replaceFirst("-\\d.*", "");
            assertTrue(text.contains("\"name\" : \"" + name + "\""), name);
        }
    }

    @Test
    void itsUnitsAreSound() throws Exception {
        new Tool("systemd-analyze").require();
        Path units = Files.createDirectory(folder.resolve("units"));
        String unit = Files.readString(home.resolve("systemd/gateway.service"));
        String command = "/opt/gateway/bin/gateway run --config /etc/gateway.properties ";
        assertTrue(unit.contains("\nExecStart=" + command), unit);
        assertFalse(unit.contains("GATEWAY_BUILD"), unit);
        // Words of a unit end at spaces.
        Path program = Files.writeString(units.resolve("gateway"), "#!/bin/sh\n");
        permit(program, "rwxr-xr-x");
        Path service =
                Files.writeString(
                        units.resolve("gateway.service"),
                        unit.replace("/opt/gateway/bin/gateway", program.toString()));
        Path socket =
                Files.copy(home.resolve("systemd/gateway.socket"), units.resolve("gateway.socket"));
        assertEquals("", SystemdIT.complaints(service, socket));
    }

    /** What the manifest says in the environment is understood, and its times fit together. */
    @Test
    void theServerUnderstandsTheManifest() throws Exception {
        String manifest = Files.readString(home.resolve("kubernetes/gateway.yaml"), UTF_8);
        Map<String, String> environment = new HashMap<>();
        Matcher variable =
                Pattern.compile("- name: ([A-Z_]+)\n +value: \"(.*)\"").matcher(manifest);
        while (variable.find()) {
            environment.put(variable.group(1), variable.group(2));
        }
        assertEquals(6, environment.size(), environment::toString);
        try (Child child =
                gateway(environment, "run", "--classpath", "an app.jar", "--check-config")) {
            Outcome outcome = child.end();
            assertEquals(0, outcome.code(), outcome::toString);
        }
        int delay = seconds(environment.getOrDefault("GATEWAY_DRAIN_DELAY", ""));
        int probes =
                number(manifest, "readinessProbe:[^}]*?periodSeconds: (\\d+)")
                        * number(manifest, "readinessProbe:[^}]*?failureThreshold: (\\d+)");
        assertTrue(delay > probes, "the delay is longer than the probes need");
        int grace = seconds(environment.getOrDefault("GATEWAY_GRACE", ""));
        int end = number(manifest, "terminationGracePeriodSeconds: (\\d+)");
        assertTrue(end > delay + grace + 3, "nobody is killed within the grace");
    }

    private static int seconds(String duration) {
        return number(duration, "(\\d+)s");
    }

    private static int number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertTrue(matcher.find(), pattern);
        return Integer.parseInt(matcher.group(1));
    }
}
