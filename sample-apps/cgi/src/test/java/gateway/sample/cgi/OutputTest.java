package gateway.sample.cgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gateway.api.Header;
import gateway.toolkit.testing.Answer;
import gateway.toolkit.testing.Client;
import gateway.toolkit.testing.Content;
import gateway.toolkit.testing.StreamedAnswer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the output of a program means: RFC 3875 section 6. */
class OutputTest {
    private @TempDir Path folder;
    private Programs programs;
    private Client client;

    @BeforeEach
    void start() {
        programs = new Programs(folder);
        client = programs.start();
    }

    @AfterEach
    void stop() {
        programs.close();
    }

    /** A program that prints this, with {@code \n} and the like. */
    private Answer output(String name, String octets) throws Exception {
        programs.write(name, "printf '%b' '" + octets + "'");
        return client.get("/" + name);
    }

    @ParameterizedTest
    @CsvSource({
        // Section 6.2.1, document response.
        "Content-Type: text/plain\\n\\nhi, 200 OK, Content-Type=text/plain, hi",
        "Content-Type: text/plain\\r\\n\\r\\nhi, 200 OK, Content-Type=text/plain, hi",
        "Content-Type:text/plain\\n\\n, 200 OK, Content-Type=text/plain, ''",
        "Status: 404 No Cheese\\nContent-Type: text/plain\\n\\nno, 404 No Cheese, Content-Type=text/plain, no",
        "status: 201\\ncontent-type: a/b\\n\\nx, 201, content-type=a/b, x",
        "Status: 204 No Content\\n\\n, 204 No Content, '', ''",
        "Status: 304 Not Modified\\nETag: \"x\"\\n\\n, 304 Not Modified, ETag=\"x\", ''",
        "Content-Type: a/b\\nX-A: 1\\nSet-Cookie: a=1\\nSet-Cookie: b=2\\n\\n, 200 OK, Content-Type=a/b X-A=1 Set-Cookie=a=1 Set-Cookie=b=2, ''",
        "Content-Type: a/b\\nContent-Length: 3\\n\\nabc, 200 OK, Content-Type=a/b Content-Length=3, abc",
        // A body that holds what looks like a head.
        "Content-Type: a/b\\n\\n\\nStatus: 500\\n\\n, 200 OK, Content-Type=a/b, '\\nStatus: 500\\n\\n'",
        // What is for the connection is not the program's to say.
        "'Content-Type: a/b\\nConnection: close, x-hop\\nX-Hop: 1\\nKeep-Alive: 5\\nUpgrade: x\\n\\n', 200 OK, Content-Type=a/b, ''",
        // Sections 6.2.3 and 6.2.4, client redirect, with and without document.
        "Location: http://example.com/x\\n\\n, 302 Found, Location=http://example.com/x, ''",
        "Location: http://a/\\nStatus: 301 Moved\\nContent-Type: a/b\\n\\nx, 301 Moved, Location=http://a/ Content-Type=a/b, x",
        "Location: /x\\nStatus: 303 See Other\\n\\n, 303 See Other, Location=/x, ''",
        "Location: other\\n\\n, 302 Found, Location=other, ''",
        "Location: /page#part\\n\\n, 302 Found, Location=/page#part, ''",
    })
    void isAnAnswer(String octets, String status, String headers, String body) throws Exception {
        Answer answer = output("x", octets);

        assertEquals(status, answer.status());
        assertEquals(headers, text(answer.headers()));
        assertEquals(body.replace("\\n", "\n"), answer.text());
        assertEquals("", answer.log());
    }

    @ParameterizedTest
    @CsvSource({
        "'', its output ended before an empty line",
        "Content-Type: text/plain\\n, its output ended before an empty line",
        "no head at all\\n\\n, a malformed field line",
        "\\nContent-Type: a/b\\n\\n, a malformed field line",
        "Content-Type : a/b\\n\\n, a malformed field line",
        "Content-Type: a/b\\n folded\\n\\n, a malformed field line",
        "Content-Type: a\\rSet-Cookie: x\\n\\n, a malformed field line",
        "Content-Type: a\\0000b\\n\\n, a malformed field line",
        ": a\\nContent-Type: a/b\\n\\n, a malformed field line",
        "HTTP/1.1 200 OK\\nContent-Type: a/b\\n\\n, a malformed field line",
        "X-A: 1\\n\\n, 'none of Content-Type, Location and Status'",
        "Status: 200\\nStatus: 404\\n\\n, Status more than once",
        "Location: /a\\nlocation: /b\\n\\n, Location more than once",
        "Content-Type: a/b\\nContent-Type: c/d\\n\\n, Content-Type more than once",
        "Content-Type: a/b\\nContent-Length: 1\\nContent-Length: 1\\n\\n, Content-Length more than once",
        "Content-Type: a/b\\nContent-Length: +1\\n\\nx, Content-Length is not a number",
        "Content-Type: a/b\\nTransfer-Encoding: chunked\\n\\n, Transfer-Encoding is for the server to choose",
        "Status: 100 Continue\\n\\n, Status is not a code from 200 to 599",
        "Status: 99\\n\\n, Status is not a code from 200 to 599",
        "Status: 600\\n\\n, Status is not a code from 200 to 599",
        "Status: OK\\n\\n, Status is not a code from 200 to 599",
        "Location: /a b\\n\\n, Location is not a path",
        "Location: /%zz\\n\\n, Location is not a path",
        "Location: /%00\\n\\n, Location is not a path",
    })
    void isNone(String octets, String reason) throws Exception {
        Answer answer = output("bad", octets);

        assertEquals(502, answer.code());
        assertTrue(answer.log().startsWith("/bad: " + reason), answer.log());
        assertTrue(!answer.text().contains(reason), "it is not for the client");
    }

    @Test
    void hasALimit() throws Exception {
        programs.write(
                "fields", "echo Content-Type: a/b; for i in $(seq 100); do echo A: $i; done; echo");
        programs.write("octets", "echo Content-Type: a/b; printf 'A: %070000d\\n\\n' 1");
        programs.write("endless", "yes A: 1");
        programs.write("line", "tr '\\0' x </dev/zero");
        programs.write(
                "many", "echo Content-Type: a/b; for i in $(seq 99); do echo A: $i; done; echo");

        assertEquals(200, client.get("/many").code());
        for (String name : List.of("fields", "octets", "endless", "line")) {
            assertEquals(502, client.get("/" + name).code(), name);
        }
    }

    @Test
    void mayBeAWholeResponse() throws Exception {
        Answer answer =
                output(
                        "nph-x",
                        "HTTP/1.1 404 No Cheese\\r\\nContent-Type: a/b\\r\\nLocation: /x\\r\\n\\r\\nno");

        assertEquals("404 No Cheese", answer.status());
        assertEquals("Content-Type=a/b Location=/x", text(answer.headers()));
        assertEquals("no", answer.text());
        assertEquals("200", output("nph-y", "HTTP/1.0 200\\n\\nhi").status());
        for (String line : List.of("Status: 200", "HTTP/2 200 OK", "HTTP/1.1 100 Continue", "x")) {
            assertEquals(502, output("nph-z", line + "\\nContent-Type: a/b\\n\\n").code(), line);
        }
    }

    @Test
    void mayBeAnsweredByAnotherProgram() throws Exception {
        Client mounted = Client.builder(programs.application()).base("http://localhost/m").build();
        programs.write(
                "from", "cat >/dev/null; echo Location: /m/to/%41?b=c; echo; echo never seen");
        programs.write(
                "to",
                "echo Content-Type: text/plain; echo;"
                        + " echo $REQUEST_METHOD $PATH_INFO $QUERY_STRING $CONTENT_LENGTH $REQUEST_URI");

        Answer answer = mounted.post("/from", Content.text("hello"));

        assertEquals("200 OK", answer.status());
        assertEquals("GET /A b=c /m/to/%41?b=c\n", answer.text());
    }

    @Test
    void mayRedirectOnlySoOftenAndNotOutOfTheMount() throws Exception {
        Client mounted = Client.builder(programs.application()).base("http://localhost/m").build();
        programs.write("loop", "echo Location: /m/loop; echo");
        programs.write("out", "echo Location: /elsewhere; echo");
        programs.write("beside", "echo Location: /mx/y; echo");

        Answer loop = mounted.get("/loop");

        assertEquals(502, loop.code());
        assertTrue(loop.log().contains("more than 10 local redirects"), loop.log());
        assertEquals("Location=/elsewhere", text(mounted.get("/out").headers()));
        assertEquals("302 Found", mounted.get("/beside").status());
    }

    @Test
    void isReadToItsEndBeforeALocalRedirectIsFollowed() throws Exception {
        programs.write("from", "echo Location: /to; echo; sleep 0.3 && echo done >done");
        programs.write("to", "echo Content-Type: a/b; echo; cat done");

        assertEquals("done\n", client.get("/from").text());
    }

    /** Section 4.3.3: nothing of a body is sent. */
    @Test
    void hasNoBodyForHead() throws Exception {
        programs.write(
                "x",
                "echo Content-Type: a/b; echo Content-Length: 3; echo; echo $REQUEST_METHOD >m; printf abc");

        Answer answer = client.head("/x");

        assertEquals("Content-Type=a/b Content-Length=3", text(answer.headers()));
        assertEquals("", answer.text());
        assertEquals("HEAD\n", Files.readString(folder.resolve("m")));
    }

    @Test
    void isCutWhereItIsLongerThanItSaysAndFailsWhereItIsShorter() throws Exception {
        Answer longer = output("long", "Content-Type: a/b\\nContent-Length: 2\\n\\nabc");
        assertEquals("ab", longer.text());
        assertTrue(longer.log().contains("longer than its Content-Length, 2"), longer.log());

        programs.write("short", "printf 'Content-Type: a/b\\nContent-Length: 4\\n\\nabc'");
        try (StreamedAnswer answer = client.stream(client.request("GET", "/short"))) {
            assertEquals("abc", new String(answer.body().readNBytes(3), US_ASCII));
            assertThrows(UncheckedIOException.class, () -> answer.body().read());
        }
    }

    @Test
    void isNotWaitedForBeyondItsLength() throws Exception {
        programs.write("x", "printf 'Content-Type: a/b\\nContent-Length: 2\\n\\n'; exec yes");

        assertEquals("y\n", client.get("/x").text());
    }

    @Test
    void isLoggedLineByLineWhereItIsForTheLog() throws Exception {
        programs.write(
                "x",
                "echo one >&2; echo 'two \u00c3\u00a9' >&2; echo Content-Type: a/b; echo; printf three >&2; exit 3");

        Answer answer = client.get("/x");

        assertEquals(200, answer.code());
        assertEquals("/x: one\n/x: two \u00e9\n/x: three\n/x: ended with status 3\n", answer.log());
    }

    @Test
    void isNoneWhereTheProgramFails() throws Exception {
        programs.write("x", "echo it hurts >&2; exit 7");
        Programs.executable(folder.resolve("y"), "#!/no/such/interpreter\n");

        Answer answer = client.get("/x");

        assertEquals(502, answer.code());
        assertTrue(answer.log().contains("/x: it hurts\n"), answer.log());
        assertTrue(answer.log().contains("/x: ended with status 7\n"), answer.log());
        assertThrows(IOException.class, () -> client.get("/y"));
        assertEquals(502, client.get("/x").code(), "the place is free again");
    }

    private static String text(List<Header> headers) {
        return String.join(
                " ", headers.stream().map(each -> each.name() + "=" + each.value()).toList());
    }
}
