package gateway.conformance.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import gateway.conformance.Checkout;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The reader of spec.md refuses what is not in its form, and says where. */
@Tag("CONF-1")
class ClauseGeneratorTest {
    private static final String SPEC =
            """
            # A law

            | Version | 1.2 |

            The key words "MUST" and "MAY" mean what they mean.

            ## Introduction

            This chapter is not normative.

            It may say that somebody MUST do something.

            ## 1. Things (APP)

            *Why.*

            - **APP-1** (S, M): A server MUST, see `a. B`. It SHOULD say "no" and
              go on.
            - **APP-2** (all): Withdrawn in version 1.1: nobody needed it.

            ## 2. More (IN, ELOG)

            - **IN-1** (A): An application MAY. *Not testable: it is a permission.*

            - **ELOG-1** (V): It MUST.

            ## Index

            Nothing.
            """;

    @TempDir private static Path classes;
    private static ClauseGenerator generator;
    @TempDir private Path folder;

    @BeforeAll
    static void compile() throws Exception {
        generator = new ClauseGenerator(Checkout.top(), classes);
    }

    @Test
    void whatIsInFormIsWritten() throws Exception {
        String json =
                """
                {"version": "1.2", "clauses": [
                  {"id": "APP-1", "parties": ["S", "M"], "chapter": "1. Things", "line": 17, \
                "title": "A server MUST, see `a. B`.", \
                "text": "A server MUST, see `a. B`. It SHOULD say \\"no\\" and go on.", \
                "state": "testable"},
                  {"id": "APP-2", "parties": ["all"], "chapter": "1. Things", "line": 19, \
                "title": "Withdrawn in version 1.1: nobody needed it.", \
                "text": "Withdrawn in version 1.1: nobody needed it.", \
                "state": "withdrawn", "reason": "Withdrawn in version 1.1: nobody needed it."},
                  {"id": "IN-1", "parties": ["A"], "chapter": "2. More", "line": 23, \
                "title": "An application MAY.", \
                "text": "An application MAY. *Not testable: it is a permission.*", \
                "state": "not testable", "reason": "it is a permission"},
                  {"id": "ELOG-1", "parties": ["V"], "chapter": "2. More", "line": 25, \
                "title": "It MUST.", "text": "It MUST.", "state": "testable"}
                ]}
                """;
        assertEquals(new ClauseGenerator.Outcome(List.of(), json), run(SPEC));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        "- **APP-2**",
                        "- **APP-1**",
                        "19: APP-1 is defined twice, first in line 17"),
                arguments(
                        "- **APP-2**",
                        "- **APP-3**",
                        "19: APP-3 where number 2 is expected; a withdrawn clause stays in its place"),
                arguments(
                        "- **APP-1**",
                        "- **APP-" + "01**",
                        "17: APP-"
                                + "01 is bold but does not begin a clause: '- **APP-1** (S, A): text' is one"),
                arguments(
                        "(S, M)",
                        "(S,M)",
                        "17: APP-1 is bold but does not begin a clause: '- **APP-1** (S, A): text' is one"),
                arguments(
                        "(S, M)",
                        "(S, X)",
                        "17: APP-1 is bold but does not begin a clause: '- **APP-1** (S, A): text' is one"),
                arguments("(S, M)", "(S, S)", "17: APP-1 names a party twice"),
                arguments(
                        "  go on.",
                        "go on.",
                        "18: a clause ends with an empty line or the next clause"),
                arguments(
                        "  go on.",
                        "    go on.",
                        "18: a clause goes on with an indentation of two spaces"),
                arguments(
                        "  go on.",
                        "  go **APP-2** on.",
                        "18: APP-2 is bold but does not begin a clause: '- **APP-1** (S, A): text' is one"),
                arguments(
                        "go on.",
                        "go on",
                        "17: APP-1 ends neither with a full stop nor with '*Not testable: reason.*'"),
                arguments(
                        "ion.*",
                        "ion*",
                        "23: IN-1 ends neither with a full stop nor with '*Not testable: reason.*'"),
                arguments(
                        ": it is a permission",
                        "",
                        "23: IN-1 ends neither with a full stop nor with '*Not testable: reason.*'"),
                arguments(
                        "version 1.1: nobody needed it",
                        "good time",
                        "19: APP-2 is not 'Withdrawn in version x.y: reason.'"),
                arguments("It MUST.", "It must.", "25: ELOG-1 has no key word of BCP 14"),
                arguments("*Why.*", "They MUST NOT.", "15: MUST outside a clause"),
                arguments("Nothing.", "Nothing is REQUIRED.", "29: REQUIRED outside a clause"),
                arguments("\"MAY\"", "MAY", "5: MAY outside a clause"),
                arguments("(APP)", "(ENV)", "17: APP-1 stands outside the chapter of APP"),
                arguments(
                        "(IN, ELOG)",
                        "(ELOG, IN)",
                        "23: IN-1 is out of order, the chapter says [ELOG, IN]"),
                arguments("(IN, ELOG)", "(APP)", "21: APP belongs to an earlier chapter"),
                arguments(
                        "(IN, ELOG)",
                        "(IN, ELOG, SR)",
                        "27: chapter 2. More lacks clauses of [IN, ELOG, SR]"),
                arguments("## 2.", "## 3.", "21: chapter 2 expected"),
                arguments("Nothing.", "```\n", "30: a ``` block is left open"),
                arguments("| Version | 1.2 |", "", "1: no version in a row '| Version | x.y |'"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsNotInFormIsRefused(String right, String wrong, String message) throws Exception {
        assertEquals(1, SPEC.split(Pattern.quote(right), -1).length - 1, right);
        ClauseGenerator.Outcome outcome = run(SPEC.replace(right, wrong));
        assertEquals(folder.resolve("spec.md") + ":" + message, outcome.faults().getFirst());
        assertEquals("", outcome.json());
    }

    private ClauseGenerator.Outcome run(String text) throws Exception {
        return generator.run(Files.writeString(folder.resolve("spec.md"), text));
    }
}
