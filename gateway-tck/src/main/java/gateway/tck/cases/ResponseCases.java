package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.app.ProbeCall;
import gateway.tck.http.Field;
import gateway.tck.http.Reply;
import gateway.tck.http.SocketClient;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Chapter 8, what the server adds and what it leaves alone: RESP-8 and RESP-10. */
final class ResponseCases {
    /** RFC 9110 section 5.6.7. */
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private ResponseCases() {}

    static List<Case> cases() {
        return List.of(
                shows("RESP-8", "Date is added once, in the fixed form")
                        .then(
                                kit -> {
                                    List<String> dates = kit.send(200, "ok").values("Date");
                                    Expect.equal(1, dates.size(), "lines of Date");
                                    String date = dates.get(0);
                                    // Throws if it is not one; what it says is the machine's clock.
                                    IMF_FIXDATE.parse(date);
                                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
                                }),
                shows("RESP-8", "Date and Server of the application are not replaced")
                        .when(
                                call -> {
                                    call.start(
                                            "200 OK",
                                            "date",
                                            "Sun, 06 Nov 1994 08:49:37 GMT",
                                            "server",
                                            "mine");
                                    return ProbeCall.arrays("ok");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    Expect.equal(
                                            List.of("Sun, 06 Nov 1994 08:49:37 GMT"),
                                            reply.values("Date"),
                                            "Date");
                                    Expect.equal(List.of("mine"), reply.values("Server"), "Server");
                                }),
                shows("RESP-8", "no Content-Type is added, and Server at most once")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return ProbeCall.arrays("<html>");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "<html>");
                                    Expect.equal(
                                            List.of(),
                                            reply.values("Content-Type"),
                                            "Content-Type");
                                    Expect.that(reply.values("Server").size() <= 1, "Server twice");
                                }),
                shows("RESP-10", "nothing but what the law names is added to the head")
                        .when(
                                call -> {
                                    call.start("200 OK", "X-B", "1", "ETag", "\"a\"", "X-A", "2");
                                    return ProbeCall.arrays("ok");
                                })
                        .then(
                                kit -> {
                                    Reply reply = kit.send(200, "ok");
                                    List<String> ours =
                                            reply.fields().stream()
                                                    .map(Field::name)
                                                    .filter(
                                                            name ->
                                                                    !name.matches(
                                                                            "(?i)date|server|connection"
                                                                                    + "|keep-alive"
                                                                                    + "|content-length"))
                                                    .toList();
                                    Expect.equal(
                                            List.of("X-B", "ETag", "X-A"), ours, "header lines");
                                    Expect.equal(List.of("1"), reply.values("X-B"), "X-B");
                                    Expect.equal(List.of("\"a\""), reply.values("ETag"), "ETag");
                                }),
                shows("RESP-10", "the octets of a response are exactly these")
                        .needing(Need.SOCKET)
                        .when(
                                call -> {
                                    call.start("200 OK", "X-B", "1", "x-a", "2");
                                    return ProbeCall.arrays("ok");
                                })
                        .then(
                                kit -> {
                                    try (SocketClient client = kit.socket()) {
                                        Kit.open(client, kit.get()).reply();
                                        String ours =
                                                client.wire()
                                                        .received()
                                                        .replaceAll(
                                                                "(?i)(Date|Server|Connection|Keep-Alive): "
                                                                        + "[^\r]*\r\n",
                                                                "")
                                                        .replaceFirst("HTTP/1\\.[01]", "HTTP/1.x")
                                                        .replaceFirst("200 [^\r]*", "200 OK");
                                        Expect.equal(
                                                "HTTP/1.x 200 OK\r\nX-B: 1\r\nx-a: 2\r\n"
                                                        + "Content-Length: 2\r\n\r\nok",
                                                ours.replace("content-length", "Content-Length"),
                                                "octets");
                                    }
                                }),
                shows("RESP-10", "a body that looks like a head stays a body")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return ProbeCall.arrays(
                                            "HTTP/1.1 404 Not Found\r\n",
                                            "X-A: 1\r\n\r\n",
                                            "0\r\n\r\n");
                                })
                        .then(
                                kit -> {
                                    Reply reply =
                                            kit.send(
                                                    200,
                                                    "HTTP/1.1 404 Not Found\r\nX-A: 1\r\n\r\n0\r\n\r\n");
                                    Expect.equal(List.of(), reply.values("X-A"), "X-A");
                                }),
                shows("RESP-10", "no octet of the body is changed")
                        .when(
                                call -> {
                                    call.start("200 OK");
                                    return ProbeCall.stream(everyOctet(), "a\nb\rc\r\n");
                                })
                        .then(kit -> kit.send(200, everyOctet() + "a\nb\rc\r\n")));
    }

    private static String everyOctet() {
        StringBuilder octets = new StringBuilder();
        for (char c = 0; c <= 0xFF; c++) {
            octets.append(c);
        }
        return octets.toString();
    }
}
