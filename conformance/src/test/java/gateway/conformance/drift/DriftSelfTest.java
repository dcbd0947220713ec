package gateway.conformance.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Each kind of drift is found and named; a small checkout without drift is changed a little. */
@Tag("CONF-2")
class DriftSelfTest {
    /** Not in the specification; composed, for this file is a part of the checkout too. */
    private static final String INVENTED = "APP-" + 999;

    private static final String UNCOVERED =
            "spec.md:11: APP-1 is covered by no case of the kit, and does not say that it is not testable";

    private static final String JSON =
            """
            {"version": "1.0", "clauses": [
              {"id": "APP-1", "parties": ["S", "M"], "line": 11, "text": "One.", "state": "testable"},
              {"id": "APP-2", "parties": ["A"], "line": 12, "text": "Two.", "state": "testable"},
              {"id": "APP-3", "parties": ["A"], "line": 13, "text": "3.", "state": "not testable"},
              {"id": "APP-4", "parties": ["S"], "line": 14, "text": "Four.", "state": "withdrawn"},
              {"id": "STR-1", "parties": ["S"], "line": 15, "text": "Five.", "state": "testable"}
            ]}
            """;
    private static final String TOOLKIT_TEST = "gateway-toolkit/src/test/java/ATest.java";

    @TempDir private Path top;
    private final List<Named> cases = new ArrayList<>();

    @BeforeEach
    void layWithoutDrift() throws IOException {
        cases.add(new Named("APP-" + 1, "case 'greets'"));
        cases.add(new Named("STR-" + 1, "case 'decodes'"));
        write("spec.md", "- **APP-1** (S, M): One, unlike APP-4.\n");
        write("docs/a.md", "See APP-1, JSR-305, CHECK-STR-7, and **APP-2** (once).\n");
        write("target/b.md", INVENTED);
        write(TOOLKIT_TEST, "class ATest { @Test @Tag(\"APP-2\") void a() {} }");
        assertFaults();
    }

    @Test
    void aCaseThatIsRemovedLeavesItsClauseUncovered() throws IOException {
        cases.remove(0);
        assertFaults(UNCOVERED);
    }

    @Test
    void whatIsNoCaseDoesNotCoverServers() throws IOException {
        cases.remove(0);
        write(TOOLKIT_TEST, "class ATest { @Test @Tag(\"APP-2\") @Tag(\"APP-1\") void a() {} }");
        write("server/src/test/resources/a.wire", "case: a\nsource: RFC 9112 3; APP-1\n");
        assertFaults(UNCOVERED);
    }

    @Test
    void aTestThatDoesNotAlwaysRunDoesNotCount() throws IOException {
        String uncovered =
                "spec.md:12: APP-2 is covered by no test, and does not say that it is not testable";
        write(TOOLKIT_TEST, "class ATest { @Test void a() {} }");
        assertFaults(uncovered);
        write(TOOLKIT_TEST, "class ATest { @Test @Disabled @Tag(\"APP-2\") void a() {} }");
        assertFaults(uncovered);
        write(TOOLKIT_TEST, "@Disabled @Tag(\"APP-2\") class ATest { @Test void a() {} }");
        assertFaults(uncovered);
        write(TOOLKIT_TEST, "class ATest { @Test @EnabledOnOs(MAC) @Tag(\"APP-2\") void a() {} }");
        assertFaults(uncovered);
        write(TOOLKIT_TEST, "class ATest { @Test void a() { /* \"APP-2\" */ b(\"APP-2 \"); } }");
        assertFaults(uncovered);
    }

    @Test
    void aTagAtWhatIsNoTestIsMisplaced() throws IOException {
        write(
                TOOLKIT_TEST,
                """
                class ATest {
                    @Test @Tag("APP-2") void a() {}
                    @Tag("APP-2") void b() {}
                }
                @Tag("APP-2") class B {}
                """);
        assertFaults(
                TOOLKIT_TEST + ":3: APP-2 is the tag of something that is no test",
                TOOLKIT_TEST + ":5: APP-2 is the tag of something that is no test");
    }

    @Test
    void aRowOfATestCounts() throws IOException {
        write(
                TOOLKIT_TEST,
                """
                @Tag("slow")
                class ATest {
                    static Object rows() { return of("APP-2", "x"); }
                    @Nested class B { @ParameterizedTest void a(String id) {} }
                }
                """);
        assertFaults();
    }

    @Test
    void aRunOfTheKitCounts() throws IOException {
        write(TOOLKIT_TEST, "@Tag(\"APP-2\") class ATck extends GatewayTck {}");
        assertFaults();
    }

    @Test
    void whatIsNotTestableIsNotTested() throws IOException {
        write("a/src/test/java/BTest.java", "class BTest {\n @Test @Tag(\"APP-3\") void a() {}\n}");
        assertFaults(
                "spec.md:13: APP-3 says that it is not testable, but is tested at a/src/test/java/BTest.java:2");
    }

    @Test
    void anInventedIdIsFoundWhereverItStands() throws IOException {
        for (String file :
                List.of(
                        "a/src/main/java/A.java",
                        "a/src/test/java/A.java",
                        "a/src/test/resources/b.wire",
                        "docs/b.md",
                        "gateway")) {
            write(file, "/* fine: APP-1\n   (" + INVENTED + ").\n*/");
            assertFaults(file + ":2: " + INVENTED + " is not defined in spec.md");
            Files.delete(top.resolve(file));
        }
    }

    @Test
    void anInventedFamilyIsFound() throws IOException {
        String id = "ABC" + "-3";
        String file = "a/src/main/java/A.java";
        for (String named : List.of("f(\"" + id + "\")", "g(\"" + id + ": what is wrong\")")) {
            write(file, "/* fine: " + id + ", \"UTF-8\" */\n" + named);
            assertFaults(file + ":2: " + id + " is not defined in spec.md");
        }
    }

    @Test
    void anInventedIdOfACaseIsFound() throws IOException {
        cases.add(new Named(INVENTED, "case 'greets twice'"));
        assertFaults("case 'greets twice': " + INVENTED + " is not defined in spec.md");
    }

    @Test
    void aWithdrawnIdIsKnownToTheSpecificationOnly() throws IOException {
        write("docs/b.md", "\nAPP-4");
        assertFaults("docs/b.md:2: APP-4 is not defined in spec.md");
    }

    @Test
    void aSecondTextIsFound() throws IOException {
        write("docs/b.md", "# B\n\n- **APP-2** (A): Another text.\n");
        assertFaults("docs/b.md:3: APP-2 is given a second text; its own is in spec.md:12");
    }

    private void assertFaults(String... faults) throws IOException {
        Drift drift = new Drift(new SourceTree(top), ClauseIndex.read(JSON), cases);
        assertEquals(List.of(faults), drift.faults());
    }

    private void write(String file, String text) throws IOException {
        Path path = top.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
