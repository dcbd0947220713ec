package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.http.Request;
import gateway.tck.http.Version;
import gateway.tck.subject.Variant;

import java.util.List;
import java.util.Map;

/** Chapter 5: request headers. */
final class HeaderCases {
    private HeaderCases() {}

    static List<Case> cases() {
        return List.of(
                sees(
                        "HDR-1",
                        "a header is HTTP_ and its name",
                        "HTTP_FOO_BAR",
                        "Baz",
                        "Foo-bar: Baz"),
                sees("HDR-1", "an empty header is there and empty", "HTTP_FOO", "", "foo: "),
                sees(
                        "HDR-1",
                        "a long value arrives whole",
                        "HTTP_X_LONG",
                        "0123456789".repeat(400),
                        "X-Long: " + "0123456789".repeat(400)),
                shows("HDR-1", "a header is there exactly if sent, and under no other key")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    Request request =
                                            kit.get().with("Cookie", "a=1").with("Foo", "");
                                    kit.send(200, request);
                                    Map<String, String> environ = kit.notes().map("env.");
                                    environ.keySet().removeIf(key -> key.contains("."));
                                    for (String key : environ.keySet()) {
                                        String name =
                                                key.replaceFirst("^HTTP_", "").replace('_', '-');
                                        boolean sent =
                                                request.with("Connection", "").fields().stream()
                                                        .anyMatch(field -> field.is(name));
                                        Expect.equal(key.startsWith("HTTP_"), sent, key);
                                    }
                                    Expect.that(environ.containsKey("HTTP_COOKIE"), "HTTP_COOKIE");
                                    Expect.that(environ.containsKey("HTTP_FOO"), "HTTP_FOO");
                                }),
                shows("HDR-2", "odd names are dropped and not merged with their twins")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(
                                            200,
                                            kit.get()
                                                    .with("X_A", "evil")
                                                    .with("X-A", "1")
                                                    .with("X.A", "evil")
                                                    .with("x_a", "evil")
                                                    .with("X_B", "evil")
                                                    .with("X!C", "evil")
                                                    .with("Content_Type", "evil"));
                                    Map<String, String> environ = kit.notes().map("env.");
                                    Expect.equal("1", environ.get("HTTP_X_A"), "HTTP_X_A");
                                    environ.remove("gateway.raw_headers");
                                    Expect.that(
                                            environ.values().stream().noneMatch("evil"::equals),
                                            "an odd header came through: " + environ);
                                }),
                refused(
                        "HDR-2",
                        "a name that is no token is a 400",
                        400,
                        List.of("X A: 1"),
                        List.of("X-A : 1"),
                        List.of("X-A\t: 1"),
                        List.of("X(A): 1"),
                        List.of("\u00c4: 1"),
                        List.of(": 1")),
                shows("HDR-2", "an option refuses odd names")
                        .with(Variant.REFUSING_ODD_NAMES)
                        .then(
                                kit -> {
                                    kit.refused(400, kit.get().with("X_A", "1"));
                                    kit.refused(400, kit.get().with("X.A", "1"));
                                    kit.send(200, kit.get().with("X-A", "1"));
                                }),
                sees(
                        "HDR-3",
                        "several lines are joined in order with comma and space",
                        "HTTP_X_A",
                        "1, 2, , 3",
                        "X-A: 1",
                        "x-a: 2",
                        "X-B: 0",
                        "X-a: ",
                        "X-A: 3"),
                sees(
                        "HDR-3",
                        "several lines of Cookie are joined with semicolon and space",
                        "HTTP_COOKIE",
                        "a=1; b=2; c=3; d=4",
                        "Cookie: a=1; b=2",
                        "cookie: c=3",
                        "Cookie: d=4"),
                refused("HDR-4", "a second Host is a 400", 400, List.of("Host: tck.example")),
                refused(
                        "HDR-4",
                        "a second Content-Type is a 400",
                        400,
                        List.of("Content-Type: text/plain", "Content-Type: text/plain")),
                refused(
                        "HDR-4",
                        "a second Content-Length is a 400",
                        400,
                        List.of("Content-Length: 0", "Content-Length: 0"),
                        List.of("Content-Length: 1", "Content-Length: 2")),
                refused(
                        "HDR-4",
                        "a Content-Length that is not digits is a 400",
                        400,
                        List.of("Content-Length: +5"),
                        List.of("Content-Length: -1"),
                        List.of("Content-Length: 0, 0"),
                        List.of("Content-Length: 0x5"),
                        List.of("Content-Length: 1 0"),
                        List.of("Content-Length: "),
                        List.of("Content-Length: 1.0")),
                refused(
                        "HDR-4",
                        "a Content-Length beyond a long is a 413",
                        413,
                        List.of("Content-Length: 9223372036854775808"),
                        List.of("Content-Length: 99999999999999999999999999")),
                sees(
                        "HDR-5",
                        "white space around a value is removed, that inside kept",
                        "HTTP_X_A",
                        "a \t b",
                        "X-A: \t  a \t b \t "),
                refused(
                        "HDR-5",
                        "a control character in a value is a 400",
                        400,
                        List.of("X-A: a\u0000b"),
                        List.of("X-A: a\u0001"),
                        List.of("X-A: \u001f"),
                        List.of("X-A: a\u007f")),
                shows("HDR-5", "a folded line is a 400")
                        .needing(Need.SOCKET)
                        .then(
                                kit -> {
                                    String head =
                                            "GET " + kit.mount() + "/ " + kit.version() + "\r\n";
                                    kit.refusedRaw(
                                            400, head + kit.lines() + "X-A: a\r\n b\r\n\r\n");
                                    kit.refusedRaw(
                                            400, head + kit.lines() + "X-A: a\r\n\tb\r\n\r\n");
                                    kit.refusedRaw(
                                            400, head + " X-A: a\r\n" + kit.lines() + "\r\n");
                                }),
                shows("HDR-6", "HTTP_HOST is Host")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    List<String> hosts =
                                            List.of(
                                                    "A.example:8080",
                                                    "[::1]:80",
                                                    "192.0.2.1",
                                                    "a_b");
                                    for (String host : hosts) {
                                        kit.send(200, kit.get().without("Host").with("Host", host));
                                    }
                                    Expect.equal(
                                            hosts, kit.notes().some("env.HTTP_HOST"), "HTTP_HOST");
                                }),
                shows("HDR-6", "HTTP/1.1 without Host is a 400")
                        .in(Version.HTTP_1_1)
                        .then(kit -> kit.refused(400, kit.get().without("Host"))),
                shows("HDR-6", "HTTP/1.0 without Host is accepted")
                        .in(Version.HTTP_1_0)
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, kit.get().without("Host"));
                                    Notes notes = kit.notes();
                                    notes.one("environ");
                                    Expect.equal(0, notes.count("env.HTTP_HOST"), "HTTP_HOST");
                                }),
                shows("HDR-6", "an empty or invalid Host is a 400")
                        .then(
                                kit -> {
                                    for (String host :
                                            List.of(
                                                    "",
                                                    "a b",
                                                    "a/b",
                                                    "user@a",
                                                    "a:b",
                                                    "a:80:80",
                                                    ":80",
                                                    "[::1",
                                                    "a\u00e9",
                                                    "a#",
                                                    "http://a")) {
                                        kit.refused(
                                                400, kit.get().without("Host").with("Host", host));
                                    }
                                }),
                shows("HDR-7", "the transfer coding is gone")
                        .in(Version.HTTP_1_1)
                        .when(Answers::environAndInput)
                        .then(
                                kit -> {
                                    kit.send(200, kit.post().chunked(List.of("a", "b")));
                                    Notes notes = kit.notes();
                                    Expect.equal("ab", notes.one("read"), "body");
                                    Expect.equal(
                                            0,
                                            notes.count("env.HTTP_TRANSFER_ENCODING"),
                                            "HTTP_TRANSFER_ENCODING");
                                }),
                sees(
                        "HDR-8",
                        "Authorization is passed on",
                        "HTTP_AUTHORIZATION",
                        "Bearer a.b.c",
                        "Authorization: Bearer a.b.c"),
                shows("HDR-8", "Proxy is dropped")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, kit.get().with("Proxy", "http://evil.example"));
                                    Notes notes = kit.notes();
                                    notes.one("environ");
                                    Expect.equal(0, notes.count("env.HTTP_PROXY"), "HTTP_PROXY");
                                }));
    }

    private static Case sees(
            String clause, String title, String key, String value, String... lines) {
        return shows(clause, title)
                .when(Answers::environ)
                .then(
                        kit -> {
                            kit.send(200, with(kit.get(), List.of(lines)));
                            Expect.equal(value, kit.notes().one("env." + key), key);
                        });
    }

    /** Each list of lines is refused. */
    @SafeVarargs
    private static Case refused(String clause, String title, int status, List<String>... requests) {
        return shows(clause, title)
                .then(
                        kit -> {
                            for (List<String> lines : requests) {
                                kit.refused(status, with(kit.get(), lines));
                            }
                        });
    }

    private static Request with(Request request, List<String> lines) {
        Request more = request;
        for (String line : lines) {
            int colon = line.indexOf(':', line.startsWith(":") ? 0 : 1);
            String value = line.substring(colon + 1);
            more =
                    more.with(
                            line.substring(0, colon),
                            value.startsWith(" ") ? value.substring(1) : value);
        }
        return more;
    }
}
