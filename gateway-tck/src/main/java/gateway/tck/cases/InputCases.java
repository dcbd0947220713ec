package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.Notes;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.Conversation;
import gateway.tck.http.Ending;
import gateway.tck.http.Reply;
import gateway.tck.http.Request;
import gateway.tck.http.SocketClient;
import gateway.tck.http.Version;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chapter 6, what the input gives: IN-1 to IN-7. */
final class InputCases {
    private static final int BIG = 96_000;

    private InputCases() {}

    static List<Case> cases() {
        return List.of(
                shows("IN-1", "a request without a body has an input, at its end")
                        .when(
                                call -> {
                                    call.note(
                                            "stream",
                                            call.get("gateway.input", InputStream.class)
                                                    .available());
                                    call.note("read", call.input().read());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    Expect.equal(
                                            "0", kit.notes().one("stream"), "available octets");
                                    Expect.equal("-1", kit.notes().one("read"), "first read");
                                }),
                shows("IN-2", "a body of known length ends, and stays at its end")
                        .when(InputCases::readBeyond)
                        .then(kit -> readBeyond(kit, kit.post().body("abc"))),
                shows("IN-2", "a chunked body ends, and stays at its end")
                        .in(Version.HTTP_1_1)
                        .when(InputCases::readBeyond)
                        .then(kit -> readBeyond(kit, kit.post().chunked(List.of("a", "bc")))),
                shows("IN-2", "octets of the next request are not delivered")
                        .in(Version.HTTP_1_1)
                        .needing(Need.SOCKET)
                        .when(InputCases::readBeyond)
                        .then(InputCases::pipelined),
                shows("IN-3", "transfer codings are removed, however the octets come")
                        .in(Version.HTTP_1_1)
                        .needing(Need.SOCKET)
                        .when(Answers::environAndInput)
                        .then(
                                kit -> {
                                    String octets =
                                            "POST "
                                                    + kit.mount()
                                                    + "/ HTTP/1.1\r\n"
                                                    + kit.lines()
                                                    + "Connection: close\r\n"
                                                    + "Transfer-Encoding: Chunked\r\n\r\n"
                                                    + "00003;a=\"b;\\\"\";c\r\nabc\r\n"
                                                    + "A\r\n0123456789\r\n000\r\nX-T: 1\r\n\r\n";
                                    try (SocketClient client = kit.socket()) {
                                        Conversation talk = new Conversation(client.raw(""));
                                        for (int i = 0; i < octets.length(); i++) {
                                            client.wire().send(octets.substring(i, i + 1));
                                        }
                                        Expect.equal(200, talk.reply().status(), "status");
                                    }
                                    Expect.equal("abc0123456789", kit.notes().one("read"), "body");
                                }),
                shows("IN-3", "content codings are not touched")
                        .when(Answers::environAndInput)
                        .then(
                                kit -> {
                                    String octets = "\u001f\u008b\b\u0000\u0000\u00ff not gzip";
                                    kit.send(
                                            200,
                                            kit.post()
                                                    .with("Content-Encoding", "gzip")
                                                    .body(octets));
                                    Notes notes = kit.notes();
                                    Expect.equal(octets, notes.one("read"), "body");
                                    Expect.equal(
                                            "gzip",
                                            notes.one("env.HTTP_CONTENT_ENCODING"),
                                            "coding");
                                }),
                shows("IN-4", "a body that ends early is an IOException, again and again")
                        .when(InputCases::readBroken)
                        .then(kit -> broken(kit, kit.post().partOf(10, "abc"))),
                shows("IN-4", "a chunked body that ends early is an IOException")
                        .in(Version.HTTP_1_1)
                        .when(InputCases::readBroken)
                        .then(kit -> broken(kit, kit.post().partOfChunked("abc"))),
                shows("IN-5", "every octet is read as it is")
                        .when(
                                call -> {
                                    StringBuilder read = new StringBuilder();
                                    int octet = call.input().read();
                                    while (octet >= 0) {
                                        read.append((char) octet);
                                        octet = call.input().read();
                                    }
                                    call.note("read", read);
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    StringBuilder octets = new StringBuilder();
                                    for (char c = 0; c <= 0xFF; c++) {
                                        octets.append(c);
                                    }
                                    kit.send(200, kit.post().body(octets.toString()));
                                    Expect.equal(
                                            octets.toString(), kit.notes().one("read"), "body");
                                }),
                shows("IN-5", "a large body arrives whole")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return List.of(call.input().readAllBytes());
                                })
                        .then(
                                kit -> {
                                    String octets = "0123456789abcde\n".repeat(BIG / 16);
                                    Reply reply = kit.send(200, kit.post().body(octets));
                                    Expect.that(reply.body().equals(octets), "the echo differs");
                                }),
                shows("IN-5", "a read returns as soon as there is an octet")
                        .when(
                                call -> {
                                    byte[] block = new byte[10];
                                    int first = call.input().read(block);
                                    call.note(
                                            "first",
                                            new String(
                                                    block, 0, first, StandardCharsets.ISO_8859_1));
                                    int second = call.input().read(block, 2, 8);
                                    call.note(
                                            "second",
                                            new String(
                                                    block, 2, second, StandardCharsets.ISO_8859_1));
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    try (var client = kit.connect()) {
                                        Conversation talk =
                                                Kit.open(client, kit.post().partOf(5, "abc"));
                                        kit.await("first");
                                        talk.send("de");
                                        Expect.equal(200, talk.reply().status(), "status");
                                    }
                                    Notes notes = kit.notes();
                                    Expect.equal("abc", notes.one("first"), "first read");
                                    Expect.equal("de", notes.one("second"), "second read");
                                }),
                shows("IN-5", "available does not wait for the client")
                        .when(
                                call -> {
                                    call.note("available", call.input().available());
                                    call.note("read", call.readAll());
                                    call.note("after", call.input().available());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    try (var client = kit.connect()) {
                                        Conversation talk =
                                                Kit.open(client, kit.post().partOf(3, ""));
                                        kit.await("available");
                                        talk.send("abc");
                                        Expect.equal(200, talk.reply().status(), "status");
                                    }
                                    Notes notes = kit.notes();
                                    Expect.equal("0", notes.one("available"), "before octets came");
                                    Expect.equal("abc", notes.one("read"), "body");
                                    Expect.equal("0", notes.one("after"), "at the end");
                                }),
                shows("IN-5", "the methods keep the contract of InputStream")
                        .when(InputCases::contract)
                        .then(
                                kit -> {
                                    kit.send(200, kit.post().body("0123456789"));
                                    Notes notes = kit.notes();
                                    List<String> expected = new ArrayList<>();
                                    for (String name :
                                            List.of(
                                                    "null",
                                                    "negative",
                                                    "beyond",
                                                    "empty",
                                                    "skip")) {
                                        expected.add(notes.one(name));
                                    }
                                    Expect.equal(
                                            List.of(
                                                    "NullPointerException",
                                                    "IndexOutOfBoundsException",
                                                    "IndexOutOfBoundsException",
                                                    "0",
                                                    "3"),
                                            expected,
                                            "null array, negative offset, too long, length 0, skip");
                                    Expect.equal("34", notes.one("nBytes"), "readNBytes");
                                    Expect.equal("56789", notes.one("transferTo"), "transferTo");
                                    Expect.equal(
                                            "0", notes.one("emptyAtEnd"), "length 0 at the end");
                                }),
                shows("IN-6", "markSupported tells the truth")
                        .when(
                                call -> {
                                    InputStream in = call.input();
                                    boolean supported = in.markSupported();
                                    in.mark(10);
                                    call.note("before", (char) in.read());
                                    call.attempt("reset", in::reset);
                                    call.note("supported", supported);
                                    call.note("after", (char) in.read());
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    kit.send(200, kit.post().body("ab"));
                                    Notes notes = kit.notes();
                                    boolean supported = notes.one("supported").equals("true");
                                    Expect.equal(
                                            supported ? "none" : "IOException",
                                            notes.one("reset"),
                                            "reset");
                                    Expect.equal(
                                            supported ? "a" : "b", notes.one("after"), "next read");
                                }),
                shows("IN-7", "closing the input ends neither the response nor anything else")
                        .when(
                                call -> {
                                    call.input().read();
                                    call.attempt("close", () -> call.input().close());
                                    call.attempt("again", () -> call.input().close());
                                    call.attempt("read", () -> call.input().read());
                                    call.attempt("block", () -> call.input().read(new byte[1]));
                                    return call.ok("ok");
                                })
                        .then(
                                kit -> {
                                    try (var client = kit.connect()) {
                                        Reply reply =
                                                Kit.open(client, kit.post().body("abc")).reply();
                                        Expect.equal("ok", reply.body(), "body");
                                        if (kit.is11() && !reply.closes()) {
                                            kit.stillAnswers(client);
                                        }
                                    }
                                    Notes notes = kit.notes();
                                    Expect.equal("none", notes.one("close"), "close");
                                    Expect.equal("none", notes.one("again"), "second close");
                                    Expect.equal("IOException", notes.one("read"), "read after it");
                                    Expect.equal(
                                            "IOException", notes.one("block"), "read after it");
                                }));
    }

    private static List<byte[]> readBeyond(ProbeCall call) throws IOException {
        call.note("read", call.readAll());
        InputStream in = call.input();
        call.note("end", in.read());
        call.note("end", in.read(new byte[3]));
        call.note("end", in.read(new byte[3], 1, 2));
        return call.ok("ok");
    }

    private static void readBeyond(Kit kit, Request request) throws IOException {
        kit.send(200, request);
        Notes notes = kit.notes();
        Expect.equal("abc", notes.one("read"), "body");
        Expect.equal(List.of("-1", "-1", "-1"), notes.some("end"), "reads at the end");
    }

    private static void pipelined(Kit kit) throws IOException {
        String octets =
                SocketClient.head(kit.post().with("Content-Length", "3"))
                        + "abc"
                        + SocketClient.head(kit.post().with("Transfer-Encoding", "chunked"))
                        + "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n"
                        + SocketClient.head(kit.get());
        try (SocketClient client = kit.socket()) {
            client.wire().send(octets);
            for (int i = 0; i < 3; i++) {
                Reply reply = new Conversation(client.raw("")).reply();
                Expect.equal("ok", reply.body(), "answer " + i);
            }
        }
        Notes notes = kit.notes();
        Expect.equal(List.of("abc", "abc", ""), notes.some("read"), "bodies");
        Expect.equal(9, notes.count("end"), "reads at the end");
        Expect.that(notes.some("end").stream().allMatch("-1"::equals), "more than the body");
    }

    private static List<byte[]> readBroken(ProbeCall call) {
        call.attempt("readAll", call::readAll);
        call.attempt("again", () -> call.note("got", call.input().read()));
        call.attempt("block", () -> call.note("got", call.input().read(new byte[9])));
        return call.ok("ok");
    }

    private static void broken(Kit kit, Request request) throws IOException {
        try (var client = kit.connect()) {
            Conversation talk = Kit.open(client, request).cut();
            Reply reply = talk.reply();
            Expect.equal(200, reply.status(), "status");
            Expect.equal("", client.rest(), "octets after the response");
            Expect.that(client.ended() != Ending.OPEN, "the connection is open");
        }
        Notes notes = kit.notes();
        Expect.equal(0, notes.count("got"), "an end was reported");
        for (String read : Arrays.asList("readAll", "again", "block")) {
            Expect.that(notes.one(read).endsWith("Exception"), read + " did not fail");
            Expect.that(!notes.one(read).contains("Runtime"), read + ": " + notes.one(read));
        }
    }

    private static List<byte[]> contract(ProbeCall call) throws IOException {
        InputStream in = call.input();
        call.attempt("null", () -> in.read(nothing(), 0, 1));
        call.attempt("negative", () -> in.read(new byte[4], -1, 2));
        call.attempt("beyond", () -> in.read(new byte[4], 3, 2));
        call.note("empty", in.read(new byte[4], 2, 0));
        long skipped = in.skip(3);
        while (skipped < 3) {
            skipped += in.skip(3 - skipped);
        }
        call.note("skip", skipped);
        call.note("nBytes", call.read(2));
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        in.transferTo(rest);
        call.note("transferTo", rest.toString(StandardCharsets.ISO_8859_1));
        call.note("emptyAtEnd", in.read(new byte[0]));
        return call.ok("ok");
    }

    @SuppressWarnings("NullAway") // What the case is about.
    private static byte[] nothing() {
        return null;
    }
}
