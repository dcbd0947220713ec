package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Environ;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Version;
import gateway.tck.subject.Variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Chapter 4, request targets: STR-7 to STR-10. */
final class TargetCases {
    private TargetCases() {}

    static List<Case> cases() {
        return List.of(
                shows("STR-7", "the environ gives the request URL back, octet by octet")
                        .when(TargetCases::url)
                        .then(
                                kit -> {
                                    List<String> expected = new ArrayList<>();
                                    for (String path :
                                            List.of(
                                                    "/",
                                                    "/foo/bar%20baz%73?x=a",
                                                    "/a?",
                                                    "//a/%2f/..;p?a?b",
                                                    "/%E3%81%82?%zz")) {
                                        kit.send(200, kit.get(path));
                                        expected.add("http://tck.example" + kit.mount() + path);
                                    }
                                    String absolute =
                                            "http://Other.example:81" + kit.mount() + "/x?";
                                    kit.send(200, kit.request("GET", absolute));
                                    expected.add(absolute);
                                    Expect.equal(expected, kit.notes().some("url"), "URLs");
                                }),
                shows("STR-7", "without Host the URL names the local end")
                        .in(Version.HTTP_1_0)
                        .when(
                                call -> {
                                    call.noteEnviron();
                                    return url(call);
                                })
                        .then(
                                kit -> {
                                    kit.send(200, kit.get("/a?b").without("Host"));
                                    Notes notes = kit.notes();
                                    String port = notes.one("env.SERVER_PORT");
                                    Expect.equal(
                                            "http://"
                                                    + notes.one("env.SERVER_NAME")
                                                    + (port.equals("80") ? "" : ":" + port)
                                                    + kit.mount()
                                                    + "/a?b",
                                            notes.one("url"),
                                            "URL");
                                }),
                shows("STR-8", "the authority of an absolute-form target beats Host")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(
                                            200,
                                            kit.request(
                                                    "GET",
                                                    "http://other.example:81"
                                                            + kit.mount()
                                                            + "/x?y"));
                                    Notes notes = kit.notes();
                                    Expect.equal(
                                            List.of("other.example:81", "/x", "y"),
                                            List.of(
                                                    notes.one("env.HTTP_HOST"),
                                                    notes.one("env.PATH_INFO"),
                                                    notes.one("env.QUERY_STRING")),
                                            "HTTP_HOST, PATH_INFO and QUERY_STRING");
                                }),
                shows("STR-8", "the scheme of a target is http or https, and changes nothing")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    for (String scheme : List.of("HTTP", "https", "hTTpS")) {
                                        kit.send(
                                                200,
                                                kit.request(
                                                        "GET",
                                                        scheme + "://a" + kit.mount() + "/"));
                                    }
                                    Expect.equal(
                                            List.of("http", "http", "http"),
                                            kit.notes().some("env.gateway.url_scheme"),
                                            "gateway.url_scheme");
                                }),
                shows("STR-8", "an absolute-form target without a path is that of /")
                        .with(Variant.PLAIN)
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, kit.request("GET", "http://a"));
                                    kit.send(200, kit.request("GET", "http://a?x"));
                                    kit.send(200, kit.request("OPTIONS", "http://a?x"));
                                    Notes notes = kit.notes();
                                    Expect.equal(
                                            List.of("/", "/", "/"),
                                            notes.some("env.PATH_INFO"),
                                            "PATH_INFO");
                                    Expect.equal(
                                            List.of("", "x", "x"),
                                            notes.some("env.QUERY_STRING"),
                                            "QUERY_STRING");
                                }),
                refused(
                        "STR-8",
                        "another scheme, user information or an invalid host is a 400",
                        "ftp://a/",
                        "ws://a/",
                        "http:/a",
                        "http:///a",
                        "http://user@a/",
                        "http://user:pass@a/",
                        "http://:80/",
                        "http://a:b/",
                        "http://a%zz@/",
                        "http://[::1/",
                        "mailto:a"),
                shows("STR-9", "OPTIONS * is the root mount's")
                        .with(Variant.PLAIN)
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, kit.request("OPTIONS", "*"));
                                    kit.send(200, kit.request("OPTIONS", "http://a"));
                                    Notes notes = kit.notes();
                                    for (Map.Entry<String, String> expected :
                                            Map.of(
                                                            "SCRIPT_NAME", "",
                                                            "PATH_INFO", "*",
                                                            "gateway.raw_script_name", "",
                                                            "gateway.raw_path_info", "*")
                                                    .entrySet()) {
                                        Expect.equal(
                                                List.of(expected.getValue(), expected.getValue()),
                                                notes.some("env." + expected.getKey()),
                                                expected.getKey());
                                    }
                                }),
                shows("STR-9", "* with another method is a 400")
                        .then(
                                kit -> {
                                    for (String method :
                                            List.of("GET", "HEAD", "POST", "options")) {
                                        kit.refused(400, kit.request(method, "*"));
                                    }
                                }),
                refused(
                        "STR-10",
                        "a target that begins with something else is a 400",
                        "a",
                        "a/b",
                        "?a",
                        "tck.example:80",
                        "**",
                        "*/"),
                shows("STR-10", "a fragment or an octet that is not visible ASCII is a 400")
                        .then(
                                kit -> {
                                    for (String target :
                                            List.of(
                                                    "/a#b",
                                                    "/#",
                                                    "/\u00e9",
                                                    "/?\u0080",
                                                    "/a\u007fb")) {
                                        kit.refused(400, kit.get(target));
                                    }
                                }),
                shows("STR-10", "CONNECT is a 501, whatever its target")
                        .then(
                                kit -> {
                                    for (String target :
                                            List.of(
                                                    "tck.example:443",
                                                    kit.mount() + "/",
                                                    "http://a/")) {
                                        kit.refused(501, kit.request("CONNECT", target));
                                    }
                                }));
    }

    private static Case refused(String clause, String title, String... targets) {
        return shows(clause, title)
                .then(
                        kit -> {
                            for (String target : targets) {
                                kit.refused(400, kit.request("GET", target));
                            }
                        });
    }

    /** As STR-7 says it. */
    private static List<byte[]> url(ProbeCall call) {
        Map<String, Object> environ = call.environ();
        Object scheme = environ.get(Environ.URL_SCHEME);
        Object host = environ.get("HTTP_HOST");
        if (host == null) {
            Object port = environ.get(Environ.SERVER_PORT);
            boolean usual = "80".equals(port);
            host = environ.get(Environ.SERVER_NAME) + (usual ? "" : ":" + port);
        }
        boolean query = String.valueOf(environ.get(Environ.REQUEST_URI)).indexOf('?') >= 0;
        call.note(
                "url",
                scheme
                        + "://"
                        + host
                        + environ.get(Environ.RAW_SCRIPT_NAME)
                        + environ.get(Environ.RAW_PATH_INFO)
                        + (query ? "?" + environ.get(Environ.QUERY_STRING) : ""));
        return call.ok("ok");
    }
}
