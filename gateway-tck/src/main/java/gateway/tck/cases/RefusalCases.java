package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.tck.http.Version;

import java.util.ArrayList;
import java.util.List;

/** Chapter 12, what never reaches an application, as octets: ERR-6, SRV-1 and SRV-2. */
final class RefusalCases {
    private static final int HUGE = 256 * 1024;
    private static final int MANY = 10_000;

    private RefusalCases() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(
                lines(
                        "SRV-1",
                        "a malformed request line is a 400",
                        400,
                        "GET",
                        "GET /",
                        "GET  / HTTP/1.1",
                        "GET /  HTTP/1.1",
                        "GET\t/ HTTP/1.1",
                        "GET / HTTP/1.1 ",
                        " GET / HTTP/1.1",
                        "GET / /x HTTP/1.1",
                        "G(T / HTTP/1.1",
                        "G\u00cbT / HTTP/1.1"));
        cases.add(
                lines(
                        "SRV-1",
                        "a malformed version is a 400",
                        400,
                        "GET / HTTP/1",
                        "GET / HTTP/111",
                        "GET / HTTP/1.10",
                        "GET / FTP/1.1",
                        "GET / http/1.1",
                        "GET / HTTP/0.99",
                        "GET / HTTP/1.1.1",
                        "GET / HTTP/"));
        cases.add(
                lines(
                        "SRV-1",
                        "a major version other than 1 is a 505, whatever the target",
                        505,
                        "GET / HTTP/2.0",
                        "GET / HTTP/9.9",
                        "GET / HTTP/0.9",
                        "PRI * HTTP/2.0",
                        "GET # HTTP/3.0"));
        cases.add(head("SRV-1", "one empty line before a request is accepted", 200, "\r\n", ""));
        cases.add(head("SRV-1", "two empty lines before a request are a 400", 400, "\r\n\r\n", ""));
        cases.add(head("SRV-1", "a bare LF in a head is a 400", 400, "", "X-A: 1\nX-B: 2\r\n"));
        cases.add(head("SRV-1", "a bare CR in a head is a 400", 400, "", "X-A: 1\rX-B: 2\r\n"));
        cases.add(head("SRV-1", "a header line without a colon is a 400", 400, "", "nonsense\r\n"));
        cases.add(
                framed(
                        "Content-Length with Transfer-Encoding is a 400",
                        400,
                        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"));
        cases.add(
                framed(
                        "chunked twice, not last or with parameters is a 400",
                        400,
                        "Transfer-Encoding: chunked, chunked\r\n",
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                        "Transfer-Encoding: chunked, gzip\r\n",
                        "Transfer-Encoding: gzip\r\n",
                        "Transfer-Encoding: chunked;a=b\r\n"));
        cases.add(
                framed(
                        "an empty or malformed coding is a 400",
                        400,
                        "Transfer-Encoding: \r\n",
                        "Transfer-Encoding: ,chunked\r\n",
                        "Transfer-Encoding: chunked,\r\n",
                        "Transfer-Encoding: ch unked\r\n",
                        "Transfer-Encoding: \"chunked\"\r\n"));
        cases.add(
                framed(
                        "another coding before a final chunked is a 501, identity too",
                        501,
                        "Transfer-Encoding: gzip, chunked\r\n",
                        "Transfer-Encoding: x-tck, chunked\r\n",
                        "Transfer-Encoding: identity\r\n"));
        cases.add(
                shows("SRV-1", "Transfer-Encoding in HTTP/1.0 is a 400")
                        .in(Version.HTTP_1_0)
                        .needing(Need.SOCKET)
                        .then(
                                kit ->
                                        kit.refusedRaw(
                                                400,
                                                start(kit)
                                                        + "Transfer-Encoding: chunked\r\n\r\n"
                                                        + "0\r\n\r\n")));
        cases.add(
                shows("ERR-6", "TRACE is a 405 with Allow")
                        .then(
                                kit -> {
                                    var reply =
                                            kit.refused(
                                                    405, kit.request("TRACE", kit.mount() + "/"));
                                    Expect.equal(1, reply.values("Allow").size(), "lines of Allow");
                                }));
        cases.add(
                shows("ERR-6", "the answer to a refused HEAD has no body")
                        .then(
                                kit -> {
                                    var reply =
                                            kit.refused(
                                                    400, kit.request("HEAD", kit.mount() + "/%"));
                                    Expect.equal("", reply.body(), "body");
                                }));
        cases.add(
                shows("ERR-6", "a refusal that keeps the connection leaves it usable")
                        .in(Version.HTTP_1_1)
                        .then(
                                kit -> {
                                    for (var request :
                                            List.of(
                                                    kit.get("/%"),
                                                    kit.request("TRACE", kit.mount() + "/"),
                                                    kit.get().with("Expect", "nonsense"))) {
                                        try (var client = kit.connect()) {
                                            var reply = Kit.open(client, request).reply();
                                            Expect.that(reply.status() >= 400, "not refused");
                                            if (!reply.closes()) {
                                                kit.stillAnswers(client);
                                            }
                                        }
                                    }
                                    Expect.equal(0, kit.notes().count("called"), "calls");
                                }));
        cases.add(
                shows("ERR-6", "what follows a refusal that closes is not taken for a request")
                        .needing(Need.SOCKET)
                        .then(
                                kit ->
                                        kit.refusedRaw(
                                                400,
                                                start(kit)
                                                        + "X A: 1\r\n\r\n"
                                                        + start(kit)
                                                        + "\r\n")));
        cases.addAll(limits());
        return cases;
    }

    private static List<Case> limits() {
        return List.of(
                shows("SRV-2", "a target that is too long is a 414")
                        .needing(Need.SOCKET)
                        .then(
                                kit ->
                                        over(
                                                kit,
                                                List.of(414),
                                                "GET "
                                                        + kit.mount()
                                                        + "/"
                                                        + "a".repeat(HUGE)
                                                        + " "
                                                        + kit.version()
                                                        + "\r\n"
                                                        + kit.lines()
                                                        + "\r\n")),
                shows("SRV-2", "a header line that is too long is a 431")
                        .needing(Need.SOCKET)
                        .then(
                                kit ->
                                        over(
                                                kit,
                                                List.of(431),
                                                start(kit)
                                                        + "X-A: "
                                                        + "a".repeat(HUGE)
                                                        + "\r\n\r\n")),
                shows("SRV-2", "too many header lines are a 431")
                        .needing(Need.SOCKET)
                        .then(
                                kit ->
                                        over(
                                                kit,
                                                List.of(431),
                                                start(kit) + "A: 1\r\n".repeat(MANY) + "\r\n")),
                shows("SRV-2", "a method that is too long is a 501")
                        .needing(Need.SOCKET)
                        .then(
                                kit ->
                                        over(
                                                kit,
                                                List.of(501),
                                                "M".repeat(HUGE)
                                                        + " / "
                                                        + kit.version()
                                                        + "\r\n"
                                                        + kit.lines()
                                                        + "\r\n")));
    }

    private static void over(Kit kit, List<Integer> statuses, String octets) throws Exception {
        int status = kit.raw(octets).status();
        Expect.that(statuses.contains(status), "status " + status + ", not of " + statuses);
        Expect.equal(0, kit.notes().count("called"), "calls of the application");
    }

    private static String start(Kit kit) {
        return "GET " + kit.mount() + "/ " + kit.version() + "\r\n" + kit.lines();
    }

    private static Case lines(String clause, String title, int status, String... lines) {
        return shows(clause, title)
                .once()
                .needing(Need.SOCKET)
                .then(
                        kit -> {
                            for (String line : lines) {
                                kit.refusedRaw(status, line + "\r\n" + kit.lines() + "\r\n");
                            }
                        });
    }

    private static Case head(String clause, String title, int status, String before, String after) {
        return shows(clause, title)
                .needing(Need.SOCKET)
                .then(
                        kit -> {
                            String octets = before + start(kit) + after + "\r\n";
                            if (status == 200) {
                                Expect.equal(200, kit.raw(octets).status(), "status");
                                kit.notes().one("called");
                            } else {
                                kit.refusedRaw(status, octets);
                            }
                        });
    }

    private static Case framed(String title, int status, String... framings) {
        return shows("SRV-1", title)
                .in(Version.HTTP_1_1)
                .needing(Need.SOCKET)
                .then(
                        kit -> {
                            for (String framing : framings) {
                                kit.refusedRaw(status, start(kit) + framing + "\r\n0\r\n\r\n");
                            }
                        });
    }
}
