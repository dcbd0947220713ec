package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Request;
import gateway.tck.http.SocketClient;
import gateway.tck.http.Version;
import gateway.tck.subject.Variant;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** Chapter 3, the keys that every request has: ENV-6 to ENV-19. */
final class RequestCases {
    private RequestCases() {}

    static List<Case> cases() {
        return List.of(
                shows("ENV-6", "any method arrives exactly as sent")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    List<String> methods =
                                            List.of("GET", "get", "PROPFIND", "M-SEARCH", "X!~9");
                                    for (String method : methods) {
                                        kit.send(200, kit.request(method, kit.mount() + "/"));
                                    }
                                    Expect.equal(
                                            methods,
                                            kit.notes().some("env.REQUEST_METHOD"),
                                            "methods");
                                }),
                shows("ENV-7", "SCRIPT_NAME is the mount")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, kit.get("/a/b"));
                                    Expect.equal(
                                            kit.mount(),
                                            kit.notes().one("env.SCRIPT_NAME"),
                                            "SCRIPT_NAME");
                                }),
                shows("ENV-7", "a path beside the mount is a 404 without a call")
                        .with(Variant.MOUNTED)
                        .then(
                                kit -> {
                                    for (String path :
                                            List.of("/", "/mx", "/M/x", "/n/m/", "/%6Dx", "//m/")) {
                                        kit.refused(404, kit.request("GET", path));
                                    }
                                }),
                shows("ENV-8", "PATH_INFO is the rest of the path")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, kit.get("/"));
                                    kit.send(200, kit.get("/a/b"));
                                    Expect.equal(
                                            List.of("/", "/a/b"),
                                            kit.notes().some("env.PATH_INFO"),
                                            "PATH_INFO");
                                }),
                shows("ENV-8", "PATH_INFO of the mount itself is empty")
                        .with(Variant.MOUNTED)
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, kit.get(""));
                                    kit.send(200, kit.get("?a"));
                                    Expect.equal(
                                            List.of("", ""),
                                            kit.notes().some("env.PATH_INFO"),
                                            "PATH_INFO");
                                }),
                shows("ENV-9", "QUERY_STRING is what was sent, and empty where there is none")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, kit.get("/"));
                                    kit.send(200, kit.get("/?"));
                                    kit.send(200, kit.get("/?a=%20b&c=+%zz?x/%C3%A9"));
                                    Expect.equal(
                                            List.of("", "", "a=%20b&c=+%zz?x/%C3%A9"),
                                            kit.notes().some("env.QUERY_STRING"),
                                            "QUERY_STRING");
                                }),
                shows("ENV-10", "REQUEST_URI is the target exactly as sent")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    List<String> targets =
                                            List.of(
                                                    kit.mount() + "/a%2fb//c/../d;e?f=%41",
                                                    kit.mount() + "/?",
                                                    "http://Other.example:80"
                                                            + kit.mount()
                                                            + "/x?y");
                                    for (String target : targets) {
                                        kit.send(200, kit.request("GET", target));
                                    }
                                    Expect.equal(
                                            targets,
                                            kit.notes().some("env.REQUEST_URI"),
                                            "REQUEST_URI");
                                }),
                shows("ENV-11", "SERVER_NAME and SERVER_PORT are not those of Host")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    Request other = kit.get().without("Host");
                                    kit.send(200, other.with("Host", "evil.example:4242"));
                                    Notes notes = kit.notes();
                                    String name = notes.one("env.SERVER_NAME");
                                    String port = notes.one("env.SERVER_PORT");
                                    Expect.that(!name.isEmpty(), "SERVER_NAME is empty");
                                    Expect.that(
                                            name.indexOf(':') < 0 || name.matches("\\[.+]"), name);
                                    Expect.that(!name.contains("evil"), "SERVER_NAME " + name);
                                    Expect.that(port.matches("[0-9]+"), "SERVER_PORT " + port);
                                    Expect.that(!port.equals("4242"), "SERVER_PORT " + port);
                                }),
                shows("ENV-12", "SERVER_PROTOCOL is the version of the request")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Expect.equal(
                                            kit.version().toString(),
                                            kit.notes().one("env.SERVER_PROTOCOL"),
                                            "SERVER_PROTOCOL");
                                }),
                shows("ENV-12", "HTTP/1.2 to HTTP/1.9 are HTTP/1.1")
                        .in(Version.HTTP_1_1)
                        .needing(Need.SOCKET)
                        .when(
                                call -> {
                                    call.noteEnviron();
                                    call.start("200 OK");
                                    return ProbeCall.stream("a", "b");
                                })
                        .then(
                                kit -> {
                                    for (int minor = 2; minor <= 9; minor++) {
                                        String line =
                                                "GET " + kit.mount() + "/ HTTP/1." + minor + "\r\n";
                                        var reply = kit.raw(line + kit.lines() + "\r\n");
                                        Expect.that(
                                                reply.statusLine().startsWith("HTTP/1.1 200"),
                                                reply.statusLine());
                                        Expect.equal("ab", reply.body(), "body");
                                    }
                                    Expect.equal(
                                            List.of("HTTP/1.1"),
                                            kit.notes().some("env.SERVER_PROTOCOL").stream()
                                                    .distinct()
                                                    .toList(),
                                            "SERVER_PROTOCOL");
                                }),
                shows("ENV-13", "CONTENT_TYPE is there exactly if it was sent, also empty")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, kit.get());
                                    Expect.equal(
                                            0, kit.notes().count("env.CONTENT_TYPE"), "presence");
                                    kit.send(200, kit.get().with("Content-Type", "text/x; y=z"));
                                    kit.send(200, kit.get().with("content-type", ""));
                                    Notes notes = kit.notes();
                                    Expect.equal(
                                            List.of("text/x; y=z", ""),
                                            notes.some("env.CONTENT_TYPE"),
                                            "CONTENT_TYPE");
                                    kit.send(200, kit.post().body("x"));
                                    notes = kit.notes();
                                    notes.one("env.CONTENT_LENGTH");
                                    Expect.equal(
                                            0, notes.count("env.HTTP_CONTENT_TYPE"), "HTTP_ twin");
                                    Expect.equal(
                                            0,
                                            notes.count("env.HTTP_CONTENT_LENGTH"),
                                            "HTTP_ twin");
                                }),
                length("without a body", null, "0"),
                length("of a declared length", "5", "5"),
                length("of length zero", "0", "0"),
                length("of a length with leading zeros", "007", "7"),
                shows("ENV-15", "the length of a chunked body is -1, or known of a buffered one")
                        .in(Version.HTTP_1_1)
                        .when(Answers::environAndInput)
                        .then(
                                kit -> {
                                    kit.send(200, kit.post().chunked(List.of("abc", "de")));
                                    Notes notes = kit.notes();
                                    Expect.equal("abcde", notes.one("read"), "what was read");
                                    boolean buffered = notes.count("env.CONTENT_LENGTH") > 0;
                                    Expect.equal(
                                            buffered ? "5" : "-1",
                                            notes.one("env.gateway.input_length"),
                                            "gateway.input_length");
                                    Expect.equal(
                                            "java.lang.Long",
                                            notes.one("type.gateway.input_length"),
                                            "its type");
                                    Expect.equal(
                                            buffered ? Map.of("", "5") : Map.of(),
                                            notes.map("env.CONTENT_LENGTH"),
                                            "CONTENT_LENGTH");
                                }),
                shows("ENV-16", "the peer is that of the connection")
                        .needing(Need.SOCKET)
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    try (SocketClient client = kit.socket()) {
                                        Kit.open(client, kit.get()).reply();
                                        var local = client.wire().localAddress();
                                        Notes notes = kit.notes();
                                        Expect.equal(
                                                Integer.toString(local.getPort()),
                                                notes.one("env.REMOTE_PORT"),
                                                "REMOTE_PORT");
                                        Expect.equal(
                                                local.getAddress().getHostAddress(),
                                                notes.one("env.REMOTE_ADDR"),
                                                "REMOTE_ADDR");
                                    }
                                }),
                shows("ENV-16", "no header makes a user or a peer")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(
                                            200,
                                            kit.get()
                                                    .with("Remote-User", "root")
                                                    .with("Remote-Addr", "192.0.2.7")
                                                    .with("Authorization", "Basic cm9vdDpyb290"));
                                    Map<String, String> environ = kit.notes().map("env.");
                                    Expect.that(
                                            environ.containsKey("HTTP_REMOTE_USER"), "HTTP_ key");
                                    Expect.that(
                                            !environ.containsKey("REMOTE_USER")
                                                    && !environ.containsKey("AUTH_TYPE"),
                                            "a user that the server has not authenticated");
                                    Expect.that(
                                            !"192.0.2.7".equals(environ.get("REMOTE_ADDR")),
                                            "REMOTE_ADDR from a header");
                                }),
                shows("ENV-17", "the version is an unmodifiable list of 1 and 0")
                        .when(
                                call -> {
                                    @SuppressWarnings("unchecked")
                                    List<Object> version = call.get("gateway.version", List.class);
                                    call.note("version", version);
                                    call.note("types", version.get(0) instanceof Integer);
                                    call.attempt("add", () -> version.add(1));
                                    call.attempt("set", () -> version.set(0, 2));
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Notes notes = kit.notes();
                                    Expect.equal("[1, 0]", notes.one("version"), "version");
                                    Expect.equal("true", notes.one("types"), "integers");
                                    Expect.that(!notes.one("add").equals("none"), "it grows");
                                    Expect.that(!notes.one("set").equals("none"), "it changes");
                                }),
                shows("ENV-18", "the scheme is that of the connection")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, kit.get().with("X-Forwarded-Proto", "https"));
                                    Expect.equal(
                                            "http",
                                            kit.notes().one("env.gateway.url_scheme"),
                                            "gateway.url_scheme");
                                }),
                shows("ENV-19", "the flags are Booleans and tell the truth")
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Notes notes = kit.notes();
                                    for (String flag :
                                            List.of("multithread", "multiprocess", "run_once")) {
                                        Expect.equal(
                                                "java.lang.Boolean",
                                                notes.one("type.gateway." + flag),
                                                flag);
                                    }
                                    Expect.equal(
                                            kit.options().parallel() > 1 ? "true" : "false",
                                            notes.one("env.gateway.multithread"),
                                            "gateway.multithread");
                                    Expect.equal(
                                            "false",
                                            notes.one("env.gateway.run_once"),
                                            "gateway.run_once of a server of many requests");
                                }));
    }

    private static Case length(String what, @Nullable String sent, String number) {
        return shows("ENV-14", "the length of a request " + what)
                .when(Answers::environAndInput)
                .then(
                        kit -> {
                            String body = "x".repeat(Integer.parseInt(number));
                            Request request = kit.post();
                            kit.send(
                                    200,
                                    sent == null
                                            ? request
                                            : new Request(
                                                    request.method(),
                                                    request.target(),
                                                    request.version(),
                                                    request.with("Content-Length", sent).fields(),
                                                    List.of(body),
                                                    List.of(),
                                                    true));
                            Notes notes = kit.notes();
                            Expect.equal(
                                    sent == null ? Map.of() : Map.of("", number),
                                    notes.map("env.CONTENT_LENGTH"),
                                    "CONTENT_LENGTH");
                            Expect.equal(
                                    number, notes.one("env.gateway.input_length"), "input_length");
                            Expect.equal(
                                    "java.lang.Long",
                                    notes.one("type.gateway.input_length"),
                                    "type of gateway.input_length");
                            Expect.equal(body, notes.one("read"), "what was read");
                        });
    }
}
