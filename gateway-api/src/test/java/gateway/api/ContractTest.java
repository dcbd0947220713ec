package gateway.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The shape of the contract as it is shipped: how much there is of it, and what it asks for. */
class ContractTest {
    private static final Set<Class<?>> FUNCTIONAL =
            Set.of(Application.class, Middleware.class, StartResponse.class, UpgradeHandler.class);

    private static ModuleReference module;
    private static List<Class<?>> classes;

    /**
     * Opens the module's own folder or jar: the tests' classes are patched into the same module.
     */
    @BeforeAll
    static void read() throws IOException, URISyntaxException {
        Path shipped =
                Path.of(
                        Application.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        module = ModuleFinder.of(shipped).find("gateway.api").orElseThrow();
        classes =
                classFiles().stream()
                        .filter(name -> !Set.of("module-info", "package-info").contains(base(name)))
                        .map(ContractTest::load)
                        .collect(Collectors.toUnmodifiableList());
    }

    @Test
    void requiresTheJdkAndAnnotationsThatNobodyInherits() {
        assertEquals(
                Map.of(
                        "java.base", Set.of(Requires.Modifier.MANDATED),
                        "org.jspecify", Set.of(Requires.Modifier.STATIC)),
                module.descriptor().requires().stream()
                        .collect(Collectors.toMap(Requires::name, Requires::modifiers)));
    }

    @Test
    void exportsOnePackageAndNothingElse() {
        ModuleDescriptor descriptor = module.descriptor();
        assertEquals(
                List.of("gateway.api"),
                descriptor.exports().stream().map(export -> export.toString()).toList());
        assertEquals(Set.of("gateway.api"), descriptor.packages());
        assertEquals(Set.of(), descriptor.opens());
        assertEquals(Set.of(), descriptor.uses());
        assertEquals(Set.of(), descriptor.provides());
    }

    @Test
    void hasAtMostTenTypesAllOfThemPublic() {
        Set<Class<?>> topLevel =
                classes.stream().map(ContractTest::outermost).collect(Collectors.toSet());
        assertFalse(topLevel.isEmpty());
        assertTrue(topLevel.size() <= 10, topLevel::toString);
        for (Class<?> type : topLevel) {
            assertTrue(Modifier.isPublic(type.getModifiers()), type::toString);
        }
    }

    @Test
    void hasNoPublicTypeInsideAnother() {
        for (Class<?> type : classes) {
            assertTrue(
                    type == outermost(type) || !Modifier.isPublic(type.getModifiers()),
                    type::toString);
        }
    }

    @Test
    void everyClassFileIsOfTheOnePackage() throws IOException {
        for (String name : classFiles()) {
            String folder = name.substring(0, name.length() - base(name).length());
            assertEquals(name.equals("module-info") ? "" : "gateway/api/", folder, name);
        }
    }

    @Test
    void whatAnApplicationWritesAsLambdaIsFunctional() {
        for (Class<?> type : FUNCTIONAL) {
            assertTrue(type.isAnnotationPresent(FunctionalInterface.class), type::toString);
        }
    }

    @Test
    void optionalCapabilitiesDoNothingAndReturnFalse() throws ReflectiveOperationException {
        StartResponse bare =
                (status, headers, error) -> {
                    throw new AssertionError("a capability called start");
                };
        List<Method> capabilities =
                Arrays.stream(StartResponse.class.getMethods())
                        .filter(method -> !method.getName().equals("start"))
                        .toList();
        assertFalse(capabilities.isEmpty());
        for (Method capability : capabilities) {
            assertTrue(capability.isDefault(), capability::toString);
            assertEquals(
                    false,
                    capability.invoke(bare, new Object[capability.getParameterCount()]),
                    capability::toString);
        }
    }

    /** What Maven resolves is the build's to check; this is about what the poms say. */
    @Test
    void pomsDeclareNoDependencyThatUsersInherit() throws IOException {
        Path pom = Path.of(System.getProperty("basedir", "")).resolve("pom.xml").toAbsolutePath();
        assertEquals(List.of(), inheritedDependencies(pom));
        assertEquals(
                List.of(), inheritedDependencies(pom.resolveSibling("../pom.xml").normalize()));
    }

    private static List<String> inheritedDependencies(Path pom) throws IOException {
        String text =
                Files.readString(pom)
                        .replaceAll("(?s)<!--.*?-->", "")
                        .replaceAll("(?s)<dependencyManagement>.*?</dependencyManagement>", "");
        assertTrue(text.contains("<modelVersion>"), pom::toString);
        Pattern harmless = Pattern.compile("<scope>\\s*(test|provided)\\s*</scope>");
        return Pattern.compile("(?s)<dependency>.*?</dependency>")
                .matcher(text)
                .results()
                .map(match -> match.group())
                .filter(dependency -> !harmless.matcher(dependency).find())
                .toList();
    }

    /** Names of the module's class files, such as {@code gateway/api/Header}. */
    private static List<String> classFiles() throws IOException {
        try (var reader = module.open();
                var names = reader.list()) {
            return names.filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
    }

    private static String base(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(
                    name.replace('/', '.'), false, ContractTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> outermost(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type : outermost(outer);
    }
}
