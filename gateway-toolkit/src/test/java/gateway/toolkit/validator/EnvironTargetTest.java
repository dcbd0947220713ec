package gateway.toolkit.validator;

import static gateway.api.Environ.*;
import static gateway.toolkit.validator.Watched.answering;
import static gateway.toolkit.validator.Watched.ofServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** Paths and the request target that do not agree, and all that do (chapter 4). */
@SuppressWarnings("NullAway") // Nulls are one of the faults.
class EnvironTargetTest {
    private final Watched watched = new Watched();

    static Stream<Arguments> targets() {
        return Stream.of(
                Arguments.of(
                        "ENV-7",
                        "SCRIPT_NAME does not begin with /, or ends with it: \"/m/\"",
                        "GET",
                        "/m/a",
                        List.of("/m/", "a", "/m/", "a"),
                        "ENV-8 PATH_INFO does not begin with /: \"a\""),
                Arguments.of(
                        "ENV-7",
                        "SCRIPT_NAME does not begin with /, or ends with it: \"/\"",
                        "GET",
                        "/",
                        List.of("/", "", "/", ""),
                        ""),
                Arguments.of(
                        "ENV-8",
                        "SCRIPT_NAME and PATH_INFO are both empty",
                        "GET",
                        "/",
                        List.of("", "", "", ""),
                        "STR-5 gateway.raw_script_name and gateway.raw_path_info do not make the"
                                + " path of REQUEST_URI: \"\""),
                Arguments.of(
                        "STR-3",
                        "gateway.raw_path_info has a malformed escape, is not UTF-8 or has a"
                                + " control character: \"/%zz\"",
                        "GET",
                        "/%zz",
                        List.of("", "/%zz", "", "/%zz"),
                        ""),
                Arguments.of(
                        "STR-3",
                        "gateway.raw_path_info has a malformed escape, is not UTF-8 or has a"
                                + " control character: \"/%00\"",
                        "GET",
                        "/%00",
                        List.of("", "/\0", "", "/%00"),
                        ""),
                Arguments.of(
                        "STR-5",
                        "gateway.raw_path_info does not decode to PATH_INFO: \"/a%20b\" and"
                                + " \"/a%20b\"",
                        "GET",
                        "/a%20b",
                        List.of("", "/a%20b", "", "/a%20b"),
                        ""),
                Arguments.of(
                        "STR-5",
                        "gateway.raw_script_name and gateway.raw_path_info do not make the path of"
                                + " REQUEST_URI: \"/a\"",
                        "GET",
                        "//a",
                        List.of("", "/a", "", "/a"),
                        ""),
                Arguments.of(
                        "STR-9",
                        "PATH_INFO is * without the method OPTIONS and an empty SCRIPT_NAME:"
                                + " \"OPTIONS\" \"/m\"",
                        "OPTIONS",
                        "/m*",
                        List.of("/m", "*", "/m", "*"),
                        ""),
                Arguments.of(
                        "STR-9",
                        "the target * is not that of OPTIONS: \"GET\"",
                        "GET",
                        "*",
                        List.of("", "*", "", "*"),
                        "STR-9 PATH_INFO is * without the method OPTIONS and an empty SCRIPT_NAME:"
                                + " \"GET\" \"\""),
                Arguments.of(
                        "STR-10",
                        "REQUEST_URI has a fragment: \"/a#b\"",
                        "GET",
                        "/a#b",
                        List.of("", "/a#b", "", "/a#b"),
                        ""),
                Arguments.of(
                        "STR-10",
                        "REQUEST_URI is neither absolute nor * nor begins with /: \"a\"",
                        "GET",
                        "a",
                        List.of("", "/a", "", "/a"),
                        ""),
                Arguments.of(
                        "ENV-10",
                        "REQUEST_URI is no request target: \"/a b\"",
                        "GET",
                        "/a b",
                        List.of("", "/a b", "", "/a b"),
                        ""));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("targets")
    void comparesPathsWithTheTarget(
            String clause,
            String finding,
            String method,
            String target,
            List<String> paths,
            String second) {
        paths(new FakeServer(method, target), paths).serve(watched.one(answering("hello")));
        if (second.isEmpty()) {
            watched.assertFindings(ofServer(clause, finding));
        } else {
            watched.assertFindings(
                    ofServer(clause, finding),
                    ofServer(second.split(" ", 2)[0], second.substring(second.indexOf(' ') + 1)));
        }
    }

    static Stream<Arguments> rightTargets() {
        return Stream.of(
                Arguments.of("GET", "/a?x=%2F+y", List.of("", "/a", "", "/a")),
                Arguments.of("GET", "/m", List.of("/m", "", "/m", "")),
                Arguments.of("GET", "/m/a%2Fb", List.of("/m", "/a/b", "/m", "/a%2Fb")),
                Arguments.of("get", "/%E3%81%82", List.of("", "/あ", "", "/%E3%81%82")),
                Arguments.of("GET", "http://a/x?y", List.of("", "/x", "", "/x")),
                Arguments.of("GET", "http://a?x", List.of("", "/", "", "/")),
                Arguments.of("OPTIONS", "*", List.of("", "*", "", "*")),
                Arguments.of("OPTIONS", "http://a", List.of("", "*", "", "*")),
                Arguments.of(
                        "M-SEARCH", "//a/../b;c", List.of("", "//a/../b;c", "", "//a/../b;c")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rightTargets")
    void acceptsEveryForm(String method, String target, List<String> paths) {
        FakeServer server = paths(new FakeServer(method, target), paths);
        server.serve(watched.one(answering("hello")));
        watched.assertFindings();
    }

    private static FakeServer paths(FakeServer server, List<String> paths) {
        return server.put(SCRIPT_NAME, paths.get(0))
                .put(PATH_INFO, paths.get(1))
                .put(RAW_SCRIPT_NAME, paths.get(2))
                .put(RAW_PATH_INFO, paths.get(3));
    }
}
