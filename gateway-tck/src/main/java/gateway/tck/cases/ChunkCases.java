package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.http.Conversation;
import gateway.tck.http.Ending;
import gateway.tck.http.Reply;
import gateway.tck.http.SocketClient;
import gateway.tck.http.Version;

import java.util.ArrayList;
import java.util.List;

/** Chapter 15, chunked bodies whose framing is right or broken, as octets: SRV-1. */
final class ChunkCases {
    private ChunkCases() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(
                shows("SRV-1", "every form of chunk that RFC 9112 allows is accepted")
                        .in(Version.HTTP_1_1)
                        .needing(Need.SOCKET)
                        .when(Answers::environAndInput)
                        .then(
                                kit -> {
                                    List<String> bodies =
                                            List.of(
                                                    "3\r\nabc\r\n0\r\n\r\n",
                                                    "003\r\nabc\r\n00\r\n\r\n",
                                                    "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n",
                                                    "3;x\r\nabc\r\n0;y=z\r\n\r\n",
                                                    "3;x=\"a;b\\\"c\"\r\nabc\r\n0\r\n\r\n",
                                                    "3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n");
                                    for (String body : bodies) {
                                        Reply reply = kit.raw(chunked(kit) + body);
                                        Expect.equal(200, reply.status(), "status for " + body);
                                    }
                                    List<String> read = kit.notes().some("read");
                                    Expect.equal(bodies.size(), read.size(), "requests");
                                    for (String one : read) {
                                        Expect.equal("abc", one, "body");
                                    }
                                }));
        cases.add(
                broken(
                        "a size that is not hex digits",
                        "\r\nabc\r\n0\r\n\r\n",
                        "x\r\nabc\r\n0\r\n\r\n",
                        "+3\r\nabc\r\n0\r\n\r\n",
                        "-3\r\nabc\r\n0\r\n\r\n",
                        "0x3\r\nabc\r\n0\r\n\r\n",
                        "3.\r\nabc\r\n0\r\n\r\n"));
        cases.add(
                broken(
                        "a size that does not fit a long",
                        "8000000000000000\r\nabc\r\n0\r\n\r\n",
                        "10000000000000003\r\nabc\r\n0\r\n\r\n",
                        "fffffffffffffffff\r\nabc\r\n0\r\n\r\n"));
        cases.add(
                broken(
                        "white space in a chunk line",
                        " 3\r\nabc\r\n0\r\n\r\n",
                        "3 \r\nabc\r\n0\r\n\r\n",
                        "3\t\r\nabc\r\n0\r\n\r\n",
                        "3 ;x\r\nabc\r\n0\r\n\r\n"));
        cases.add(
                broken(
                        "an extension outside the grammar",
                        "3;\r\nabc\r\n0\r\n\r\n",
                        "3;a=\r\nabc\r\n0\r\n\r\n",
                        "3;a=\"b\r\nabc\r\n0\r\n\r\n",
                        "3;(\r\nabc\r\n0\r\n\r\n"));
        cases.add(
                broken(
                        "a bare CR or LF in a chunk line",
                        "3\nabc\r\n0\r\n\r\n",
                        "3\rabc\r\n0\r\n\r\n",
                        "3;a\nb\r\nabc\r\n0\r\n\r\n"));
        cases.add(
                broken(
                        "data that is not followed by CRLF",
                        "3\r\nabcd\r\n0\r\n\r\n",
                        "3\r\nabc\n0\r\n\r\n",
                        "3\r\nabc0\r\n\r\n\r\n",
                        "4\r\nabc\r\n0\r\n\r\n\r\n"));
        cases.add(
                broken(
                        "a last chunk without its final CRLF",
                        "3\r\nabc\r\n0\r\nX",
                        "3\r\nabc\r\n0\r\n"));
        cases.add(
                broken(
                        "a trailer that frames or routes",
                        "3\r\nabc\r\n0\r\nContent-Length: 3\r\n\r\n",
                        "3\r\nabc\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "3\r\nabc\r\n0\r\nHost: a\r\n\r\n"));
        cases.add(
                broken(
                        "a malformed trailer line",
                        "3\r\nabc\r\n0\r\nnonsense\r\n\r\n",
                        "3\r\nabc\r\n0\r\nX A: 1\r\n\r\n",
                        "3\r\nabc\r\n0\r\nX-A : 1\r\n\r\n",
                        "3\r\nabc\r\n0\r\nX-A: 1\nX-B: 2\r\n\r\n",
                        "3\r\nabc\r\n0\r\nX-A: 1\r\n folded\r\n\r\n"));
        return cases;
    }

    private static String chunked(Kit kit) {
        return "POST "
                + kit.mount()
                + "/ HTTP/1.1\r\n"
                + kit.lines()
                + "Connection: close\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n";
    }

    /**
     * The read fails, and no end is reported; unhandled, it earns a 400 and a closed connection.
     */
    private static Case broken(String what, String... bodies) {
        return shows("SRV-1", "broken framing is an IOException: " + what)
                .in(Version.HTTP_1_1)
                .needing(Need.SOCKET)
                .when(
                        call -> {
                            call.attempt("read", () -> call.note("ended", call.readAll()));
                            call.start("200 OK");
                            return List.of();
                        })
                .then(
                        kit -> {
                            for (String body : bodies) {
                                try (SocketClient client = kit.socket()) {
                                    Conversation talk =
                                            new Conversation(client.raw(chunked(kit) + body));
                                    talk.cut();
                                    Reply reply = talk.reply();
                                    boolean refused =
                                            reply.status() == 400 || reply.status() == 413;
                                    Expect.that(
                                            refused || reply.status() == 200,
                                            "status " + reply.status());
                                    client.rest();
                                    Expect.that(client.ended() != Ending.OPEN, "still open");
                                }
                            }
                            Notes notes = kit.notes();
                            Expect.equal(0, notes.count("ended"), "an end was reported");
                            // A server that buffers the body refuses before the call.
                            if (notes.count("called") > 0) {
                                for (String thrown : notes.some("read")) {
                                    Expect.that(thrown.endsWith("Exception"), thrown);
                                }
                            }
                        });
    }
}
