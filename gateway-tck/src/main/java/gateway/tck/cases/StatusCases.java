package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Ending;
import gateway.tck.http.Reply;

import java.util.ArrayList;
import java.util.List;

/** Chapter 8, what is accepted and what is refused: RESP-1 to RESP-7, RESP-9. */
final class StatusCases {
    private static final String LETTERS = "!#$%&'*+-.^_`|~0123456789azAZ";

    private StatusCases() {}

    static List<Case> cases() {
        return List.of(
                acceptsStatus(
                        "RESP-1",
                        "a code with a phrase, with an empty one and without one is accepted",
                        "200",
                        "200 OK",
                        "404 ",
                        "299 Gr\u00fcn",
                        "200 a \t b",
                        "222  ",
                        "200 \u0080\u009f"),
                refusesStatus(
                        "RESP-1",
                        "what is not a code and a phrase is refused",
                        "",
                        "2",
                        "20",
                        "2000",
                        "200OK",
                        " 200",
                        "200\tOK",
                        "200 a\r\nb",
                        "200 a\nX: 1",
                        "200 \u007f",
                        "200 \u0000",
                        "200 \u0100",
                        "-20 OK",
                        "\u0662\u0660\u0660 OK"),
                acceptsStatus(
                        "RESP-2",
                        "200 to 599 are accepted",
                        "200",
                        "206",
                        "299",
                        "300",
                        "418",
                        "599"),
                refusesStatus(
                        "RESP-2",
                        "codes that are not final are refused",
                        "000",
                        "099",
                        "100 Continue",
                        "101",
                        "103",
                        "199",
                        "600",
                        "999 x"),
                shows("RESP-3", "the status line has its space, with a phrase or without one")
                        .needing(Need.SOCKET)
                        .when(StatusCases::asAsked)
                        .then(
                                kit -> {
                                    for (String status : List.of("299", "299 ", "299 x")) {
                                        Reply reply = kit.send(299, kit.get("/?" + hex(status)));
                                        Expect.that(
                                                reply.statusLine().matches("HTTP/1\\.[01] 299 .*"),
                                                reply.statusLine());
                                    }
                                }),
                shows("RESP-4", "order and duplicates of headers are kept")
                        .when(
                                call -> {
                                    call.start(
                                            "200 OK",
                                            "Set-Cookie",
                                            "a=1",
                                            "X-B",
                                            "1",
                                            "Set-Cookie",
                                            "b=2",
                                            "X-A",
                                            "1",
                                            "X-B",
                                            "2",
                                            "x-b",
                                            "2");
                                    return ProbeCall.arrays("ok");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    List<String> lines = new ArrayList<>();
                                    reply.fields().stream()
                                            .filter(
                                                    f ->
                                                            f.is("Set-Cookie")
                                                                    || f.name().matches("[Xx]-.*"))
                                            .forEach(f -> lines.add(f.name() + ": " + f.value()));
                                    Expect.equal(
                                            List.of(
                                                    "Set-Cookie: a=1",
                                                    "X-B: 1",
                                                    "Set-Cookie: b=2",
                                                    "X-A: 1",
                                                    "X-B: 2",
                                                    "x-b: 2"),
                                            lines,
                                            "header lines");
                                }),
                shows("RESP-5", "a name may be any token, in any case")
                        .when(
                                call -> {
                                    call.start("200 OK", LETTERS, "1", "cONTENT-lENGTH", "2");
                                    return ProbeCall.stream("ok");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    Expect.equal(List.of("1"), reply.values(LETTERS), LETTERS);
                                    Expect.equal(
                                            List.of("2"),
                                            reply.values("Content-Length"),
                                            "Content-Length");
                                    Expect.equal(
                                            List.of(),
                                            reply.values("Transfer-Encoding"),
                                            "Transfer-Encoding");
                                }),
                shows("RESP-6", "every octet that a value may have arrives")
                        .when(
                                call -> {
                                    call.start("200 OK", "X-Octets", octets(), "X-Empty", "");
                                    return ProbeCall.arrays("ok");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    Expect.equal(
                                            List.of(octets()),
                                            reply.values("X-Octets"),
                                            "X-Octets");
                                    Expect.equal(List.of(""), reply.values("X-Empty"), "X-Empty");
                                }),
                refusesHeaders(
                        "RESP-7",
                        "names that are the server's are refused",
                        List.of("Status", "200"),
                        List.of("keep-alive", "timeout=5"),
                        List.of("Proxy-Connection", "close"),
                        List.of("te", "trailers"),
                        List.of("Transfer-Encoding", "chunked"),
                        List.of("TRANSFER-ENCODING", "identity"),
                        List.of("Upgrade", "websocket")),
                refusesHeaders(
                        "RESP-7",
                        "a Connection other than close is refused",
                        List.of("Connection", "keep-alive"),
                        List.of("connection", "Upgrade"),
                        List.of("Connection", "close, X-A"),
                        List.of("Connection", "")),
                shows("RESP-7", "Connection: close is sent, and the connection closed")
                        .when(
                                call -> {
                                    call.start("200 OK", "connection", "Close");
                                    return ProbeCall.arrays("ok");
                                })
                        .then(
                                kit -> {
                                    try (var client = kit.connect()) {
                                        Reply reply = Kit.open(client, kit.get()).reply();
                                        Expect.equal("ok", reply.body(), "body");
                                        Expect.that(reply.closes(), "no Connection: close");
                                        Expect.equal(
                                                1,
                                                reply.values("Connection").size(),
                                                "lines of it");
                                        Expect.equal(
                                                "", client.rest(), "octets after the response");
                                        Expect.equal(
                                                Ending.COMPLETE,
                                                client.ended(),
                                                "end of the connection");
                                    }
                                }),
                refusesHeaders(
                        "RESP-9",
                        "a Content-Length that is not digits of a long is refused",
                        List.of("Content-Length", "+5"),
                        List.of("Content-Length", "-1"),
                        List.of("content-length", "5, 5"),
                        List.of("Content-Length", ""),
                        List.of("Content-Length", "0x5"),
                        List.of("Content-Length", "5.0"),
                        List.of("Content-Length", "9223372036854775808"),
                        List.of("Content-Length", "\u00b2")),
                refusesHeaders(
                        "RESP-9",
                        "a second Content-Length is refused",
                        List.of("Content-Length", "5", "Content-Length", "5"),
                        List.of("Content-Length", "5", "content-length", "6")),
                shows("RESP-9", "a Content-Length as large as a long is accepted")
                        .when(
                                call -> {
                                    call.start("200 OK", "Content-Length", "9223372036854775807");
                                    return List.of();
                                })
                        .then(
                                kit -> {
                                    Reply reply =
                                            kit.send(200, kit.request("HEAD", kit.mount() + "/"));
                                    Expect.equal(
                                            List.of("9223372036854775807"),
                                            reply.values("Content-Length"),
                                            "Content-Length");
                                }),
                shows("RESP-9", "leading zeros of a Content-Length are accepted")
                        .when(
                                call -> {
                                    call.start(
                                            "200 OK", "Content-Length", "000000000000000000000002");
                                    return ProbeCall.arrays("ok");
                                })
                        .then(kit -> kit.send(200, "ok")));
    }

    /** Starts with the status that the query names in hexadecimal digits per char. */
    private static Iterable<byte[]> asAsked(ProbeCall call) {
        String query = call.get("QUERY_STRING", String.class);
        StringBuilder status = new StringBuilder();
        for (int i = 0; i < query.length(); i += 4) {
            status.append((char) Integer.parseInt(query.substring(i, i + 4), 16));
        }
        call.attempt("start", () -> call.start(status.toString()));
        call.attempt("still", () -> call.start("200 OK"));
        return ProbeCall.arrays("ok");
    }

    private static String hex(String status) {
        StringBuilder hex = new StringBuilder();
        status.chars().forEach(c -> hex.append(String.format("%04x", c)));
        return hex.toString();
    }

    private static Case acceptsStatus(String clause, String title, String... statuses) {
        return shows(clause, title)
                .when(StatusCases::asAsked)
                .then(
                        kit -> {
                            for (String status : statuses) {
                                Reply reply =
                                        kit.send(
                                                Integer.parseInt(status.substring(0, 3)),
                                                kit.get("/?" + hex(status)));
                                Expect.equal("ok", reply.body(), "body");
                            }
                            for (String thrown : kit.notes().some("start")) {
                                Expect.equal("none", thrown, "thrown");
                            }
                        });
    }

    private static Case refusesStatus(String clause, String title, String... statuses) {
        return shows(clause, title)
                .when(StatusCases::asAsked)
                .then(
                        kit -> {
                            for (String status : statuses) {
                                kit.send(200, kit.get("/?" + hex(status)));
                            }
                            Notes notes = kit.notes();
                            for (int i = 0; i < statuses.length; i++) {
                                Expect.equal(
                                        "IllegalArgumentException",
                                        notes.some("start").get(i),
                                        "for " + hex(statuses[i]));
                            }
                            named(clause, notes);
                        });
    }

    @SafeVarargs
    private static Case refusesHeaders(String clause, String title, List<String>... lists) {
        return shows(clause, title)
                .when(
                        call -> {
                            for (List<String> list : lists) {
                                call.attempt(
                                        "start",
                                        () -> call.start("200 OK", list.toArray(String[]::new)));
                            }
                            return call.ok("ok");
                        })
                .then(
                        kit -> {
                            kit.send(200, "ok");
                            Notes notes = kit.notes();
                            for (int i = 0; i < lists.length; i++) {
                                Expect.equal(
                                        "IllegalArgumentException",
                                        notes.some("start").get(i),
                                        "for " + lists[i]);
                            }
                            named(clause, notes);
                        });
    }

    /** SR-1: the message of an IAE names the clause. */
    private static void named(String clause, Notes notes) {
        for (String message : notes.some("start.message")) {
            Expect.that(message.contains(clause), "the message does not name it: " + message);
        }
    }

    private static String octets() {
        StringBuilder octets = new StringBuilder("x\t");
        for (char c = ' '; c <= 0xFF; c++) {
            if (c != 0x7F) {
                octets.append(c);
            }
        }
        return octets.append('x').toString();
    }
}
