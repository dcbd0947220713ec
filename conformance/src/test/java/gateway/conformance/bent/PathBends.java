package gateway.conformance.bent;

import static gateway.api.Environ.*;
import static gateway.conformance.bent.EnvironBends.change;

import gateway.api.Header;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults of chapter 4: strings, paths and request targets. */
final class PathBends {
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

    private PathBends() {}

    static List<Bend> all() {
        return List.of(
                Bend.environ(
                        "STR-1", "header values are read as UTF-8", PathBends::readHeadersAsUtf8),
                change("STR-2", "paths are decoded twice", PATH_INFO, PathBends::decode),
                change("STR-2", "a + is a space", PATH_INFO, path -> path.replace('+', ' ')),
                change(
                        "STR-2",
                        "paths are wire strings",
                        PATH_INFO,
                        path ->
                                new String(
                                        path.getBytes(StandardCharsets.UTF_8),
                                        StandardCharsets.ISO_8859_1)),
                wire(
                        "STR-3",
                        "malformed escapes are dropped",
                        "^(\\S+ /[^ ?]*)%(?![0-9A-Fa-f]{2})",
                        "$1"),
                wire("STR-3", "overlong sequences are let in", "^(\\S+ /[^ ?]*)%C0%AF", "$1%2F"),
                wire("STR-3", "control characters are let in", "^(\\S+ /[^ ?]*)%00", "$1x"),
                Bend.environ(
                        "STR-4", "slashes are merged", environ -> inBothPaths(environ, "//+", "/")),
                Bend.environ(
                        "STR-4",
                        "dot segments are removed",
                        environ -> inBothPaths(environ, "/[^/]+/\\.\\.(?=/)|/\\.(?=/)", "")),
                Bend.environ(
                        "STR-4",
                        "parameters are stripped",
                        environ -> inBothPaths(environ, ";[^/]*", "")),
                change("STR-5", "the raw path is decoded", RAW_PATH_INFO, PathBends::decode),
                Bend.environ(
                        "STR-5",
                        "the raw mount is absent where it is empty",
                        environ -> environ.remove(RAW_SCRIPT_NAME, "")),
                refusingEncodedSlashes(),
                Bend.environ(
                        "STR-7",
                        "the host is shown without its port",
                        environ ->
                                environ.computeIfPresent(
                                        "HTTP_HOST",
                                        (k, v) -> v.toString().replaceFirst(":\\d+$", ""))),
                wire(
                        "STR-8",
                        "Host wins against an absolute-form target",
                        "^(\\S+) [Hh][Tt][Tt][Pp]s?://[^/? ]+(/[^ ]*)",
                        "$1 $2"),
                wire(
                        "STR-8",
                        "user information is let in",
                        "^(\\S+ [Hh][Tt][Tt][Pp]://)[^@/ ]*@",
                        "$1"),
                Bend.environ(
                        "STR-9",
                        "OPTIONS * is about /",
                        environ -> {
                            environ.replace(PATH_INFO, "*", "/");
                            environ.replace(RAW_PATH_INFO, "*", "/");
                        }),
                wire("STR-9", "* is let in with any method", "^((?!OPTIONS)\\S+) \\* ", "$1 / "),
                wire("STR-10", "fragments are cut off", "^(\\S+ [^ #]*)#[^ ]*", "$1"),
                wire("STR-10", "CONNECT is let in", "^CONNECT \\S+", "CONNECTED /"));
    }

    /** A lenient server: what it would let in is made right before the strict one gets it. */
    static Bend wire(String clause, String fault, String pattern, String replacement) {
        Pattern found = Pattern.compile(pattern);
        return Bend.wire(
                clause,
                fault,
                new WireFault() {
                    @Override
                    public String request(String piece) {
                        return found.matcher(piece).replaceFirst(replacement);
                    }
                });
    }

    private static Bend refusingEncodedSlashes() {
        return Bend.between(
                "STR-6",
                "encoded slashes are always refused",
                inner ->
                        (environ, startResponse) -> {
                            if (String.valueOf(environ.get(RAW_PATH_INFO))
                                    .matches("(?i).*%(2f|5c).*")) {
                                startResponse.start("400", List.<Header>of());
                                return List.of();
                            }
                            return inner.call(environ, startResponse);
                        });
    }

    private static void readHeadersAsUtf8(Map<String, Object> environ) {
        environ.replaceAll(
                (key, value) ->
                        key.startsWith("HTTP_")
                                ? new String(
                                        value.toString().getBytes(StandardCharsets.ISO_8859_1),
                                        StandardCharsets.UTF_8)
                                : value);
    }

    private static void inBothPaths(Map<String, Object> environ, String pattern, String other) {
        for (String key : List.of(PATH_INFO, RAW_PATH_INFO)) {
            environ.computeIfPresent(key, (k, v) -> v.toString().replaceAll(pattern, other));
        }
    }

    private static String decode(String path) {
        Matcher escape = ESCAPE.matcher(path);
        return escape.replaceAll(
                match ->
                        Matcher.quoteReplacement(
                                Character.toString(Integer.parseInt(match.group(1), 16))));
    }
}
