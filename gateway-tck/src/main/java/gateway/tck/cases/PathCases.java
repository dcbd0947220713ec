package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.subject.Variant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Chapter 4, strings and paths: STR-1 to STR-6. */
final class PathCases {
    /** The same paths in each run. */
    private static final long SEED = 20_261_121;

    private static final int PATHS = 100;
    private static final String SEGMENT_CHARS = "abzAZ09-._~!$&'()*+,;=:@/";
    private static final String HEX = "0123456789abcdefABCDEF";

    private PathCases() {}

    static List<Case> cases() {
        return List.of(
                shows("STR-1", "text from the wire is one char per octet")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    StringBuilder octets = new StringBuilder("x");
                                    for (char c = 0x80; c <= 0xFF; c++) {
                                        octets.append(c);
                                    }
                                    kit.send(200, kit.get().with("X-Octets", octets + "x"));
                                    Expect.equal(
                                            octets + "x",
                                            kit.notes().one("env.HTTP_X_OCTETS"),
                                            "HTTP_X_OCTETS");
                                }),
                decodes("escapes", Map.of("/a%2cb", "/a,b", "/%41%7e", "/A~", "/a%20b", "/a b")),
                decodes("once only", Map.of("/%252c", "/%2c", "/%25", "/%")),
                decodes(
                        "as UTF-8",
                        Map.of(
                                "/%E3%81%82",
                                "/\u3042", "/%C3%A9", "/\u00e9", "/%F0%9F%8E%88", "/\ud83c\udf88")),
                decodes("a plus as a plus", Map.of("/a+b%2Bc", "/a+b+c")),
                malformed(
                        "a malformed escape", "/%", "/%4", "/%zz", "/a%2", "/%%41", "/%+1", "/%-1"),
                malformed(
                        "a path that is not UTF-8",
                        "/%80",
                        "/%C0%AF",
                        "/%ED%A0%80",
                        "/%E3%81",
                        "/%E3%81/%82",
                        "/%F4%90%80%80",
                        "/%FF"),
                malformed(
                        "a decoded control character",
                        "/%00",
                        "/a%0Ab",
                        "/%0d",
                        "/%1F",
                        "/%7F",
                        "/%09"),
                shows("STR-4", "the path is not normalised")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    List<String> paths =
                                            List.of(
                                                    "/a/../b",
                                                    "/./a/.",
                                                    "/..",
                                                    "//foo///bar",
                                                    "/a;x=1/b;y",
                                                    "/A/b/",
                                                    "/a//");
                                    for (String path : paths) {
                                        kit.send(200, kit.get(path));
                                    }
                                    kit.send(200, kit.get("/e%CC%81"));
                                    List<String> expected = new ArrayList<>(paths);
                                    expected.add("/e\u0301");
                                    Expect.equal(
                                            expected,
                                            kit.notes().some("env.PATH_INFO"),
                                            "PATH_INFO");
                                }),
                shows("STR-5", "the raw twins decode to the others, and are the path together")
                        .when(Answers::environ)
                        .then(PathCases::random),
                shows("STR-5", "a mount is found in a path however that is written")
                        .with(Variant.MOUNTED)
                        .when(Answers::environ)
                        .then(PathCases::mounts),
                shows("STR-6", "encoded slashes and backslashes are decoded")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, kit.get("/a%2Fb%2f%5C%5cc"));
                                    Notes notes = kit.notes();
                                    Expect.equal(
                                            "/a/b/\\\\c", notes.one("env.PATH_INFO"), "PATH_INFO");
                                    Expect.equal(
                                            "/a%2Fb%2f%5C%5cc",
                                            notes.one("env.gateway.raw_path_info"),
                                            "gateway.raw_path_info");
                                }),
                shows("STR-6", "an option refuses encoded slashes and backslashes")
                        .with(Variant.REFUSING_ENCODED_SLASHES)
                        .then(
                                kit -> {
                                    for (String path :
                                            List.of("/a%2Fb", "/%2f", "/a%5C", "/%5cb")) {
                                        kit.refused(400, kit.get(path));
                                    }
                                    kit.send(200, kit.get("/a%20/b?%2F"));
                                }));
    }

    private static Case decodes(String what, Map<String, String> paths) {
        return shows("STR-2", "PATH_INFO decodes " + what)
                .when(Answers::environ)
                .then(
                        kit -> {
                            List<String> expected = new ArrayList<>();
                            for (Map.Entry<String, String> path : paths.entrySet()) {
                                kit.send(200, kit.get(path.getKey()));
                                expected.add(path.getValue());
                            }
                            Expect.equal(expected, kit.notes().some("env.PATH_INFO"), "PATH_INFO");
                        });
    }

    private static Case malformed(String what, String... paths) {
        return shows("STR-3", "a 400 without a call for " + what)
                .then(
                        kit -> {
                            for (String path : paths) {
                                kit.refused(400, kit.get(path));
                            }
                        });
    }

    private static void random(Kit kit) throws Exception {
        Random random = new Random(SEED);
        List<String> raw = new ArrayList<>();
        for (int i = 0; i < PATHS; i++) {
            String path = path(random);
            raw.add(path);
            kit.send(200, kit.get(path + (random.nextBoolean() ? "?q/%zz" : "")));
        }
        Notes notes = kit.notes();
        List<String> scripts = notes.some("env.gateway.raw_script_name");
        List<String> infos = notes.some("env.gateway.raw_path_info");
        List<String> decoded = notes.some("env.PATH_INFO");
        Expect.equal(PATHS, infos.size(), "requests");
        for (int i = 0; i < PATHS; i++) {
            Expect.equal(kit.mount() + raw.get(i), scripts.get(i) + infos.get(i), "raw path");
            Expect.equal(decode(infos.get(i)), decoded.get(i), "PATH_INFO of " + infos.get(i));
        }
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder("/");
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(3) > 0) {
                path.append(SEGMENT_CHARS.charAt(random.nextInt(SEGMENT_CHARS.length())));
            } else {
                escape(path, random);
            }
        }
        return path.toString();
    }

    private static void escape(StringBuilder path, Random random) {
        int[] ranges = {' ', '~', 0x80, 0x7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF};
        int range = random.nextInt(ranges.length / 2) * 2;
        int point = ranges[range] + random.nextInt(ranges[range + 1] - ranges[range] + 1);
        byte[] octets = Character.toString(point).getBytes(StandardCharsets.UTF_8);
        for (byte octet : octets) {
            String hex = String.format(random.nextBoolean() ? "%%%02x" : "%%%02X", octet);
            path.append(hex);
        }
    }

    private static String decode(String raw) {
        StringBuilder octets = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            boolean escaped = raw.charAt(i) == '%' && HEX.indexOf(raw.charAt(i + 1)) >= 0;
            octets.append(
                    escaped
                            ? (char) Integer.parseInt(raw.substring(i + 1, i + 3), 16)
                            : raw.charAt(i));
            i += escaped ? 2 : 0;
        }
        return new String(
                octets.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static void mounts(Kit kit) throws Exception {
        String[][] rows = {
            {"/m", "/m", "", "/m", ""},
            {"/m/", "/m", "/", "/m", "/"},
            {"/m//x%20y", "/m", "//x y", "/m", "//x%20y"},
            {"/%6D/x", "/m", "/x", "/%6D", "/x"},
            {"/%6d", "/m", "", "/%6d", ""},
            {"/m%2Fx", "/m", "/x", "/m", "%2Fx"},
            {"/m/m/x", "/m", "/m/x", "/m", "/m/x"},
            {"/m/../x", "/m", "/../x", "/m", "/../x"},
        };
        List<List<String>> expected = new ArrayList<>();
        for (String[] row : rows) {
            kit.send(200, kit.request("GET", row[0]));
            expected.add(List.of(row).subList(1, row.length));
        }
        Notes notes = kit.notes();
        List<List<String>> seen = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            seen.add(
                    List.of(
                            notes.some("env.SCRIPT_NAME").get(i),
                            notes.some("env.PATH_INFO").get(i),
                            notes.some("env.gateway.raw_script_name").get(i),
                            notes.some("env.gateway.raw_path_info").get(i)));
        }
        Expect.equal(expected, seen, "script name, path, and both raw");
    }
}
