package gateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.server.Gateway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

/** What becomes of clients that send too much: up to the limit 200, beyond it the rule's status. */
@Timeout(60)
class LimitsTest {
    private static final Application READS_ALL =
            (environ, startResponse) -> {
                byte[] body = Environ.input(environ).readAllBytes();
                startResponse.start("200 OK", List.of());
                return List.of(body);
            };

    private static String answerTo(String octets, Limits limits) throws Exception {
        try (Gateway gateway =
                        Gateway.serving(READS_ALL).on("127.0.0.1", 0).limits(limits).start();
                Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
            client.getOutputStream().write(octets.getBytes(ISO_8859_1));
            client.shutdownOutput();
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** {@code N} in the request is a string of as many octets. */
    private static String request(String form, int octets) {
        return form.replace("N", "0".repeat(octets)).replace("|", "\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "TARGET, 20, 'GET /N HTTP/1.0||', 19, 414",
        "FIELD_LINE, 20, 'GET / HTTP/1.0|A: N||', 17, 431",
        "HEAD, 4200, 'GET / HTTP/1.0|A: N||', 4177, 431",
        "TRAILERS, 20, 'POST / HTTP/1.1|Host: a|Connection: close|Transfer-Encoding: chunked||0|A:N||', 16, 431",
        "CHUNK_LINE, 20, 'POST / HTTP/1.1|Host: a|Connection: close|Transfer-Encoding: chunked||1;a=N|x|0||', 16, 400",
    })
    void oneOctetMoreIsTooMuch(Limit limit, int most, String form, int fill, int status)
            throws Exception {
        Limits limits = Limits.DEFAULT.with(limit, most);
        assertStatus(200, answerTo(request(form, fill), limits));
        assertStatus(status, answerTo(request(form, fill + 1), limits));
    }

    @Test
    void aBodyIsMeasuredWithoutItsCoding() throws Exception {
        Limits limits = Limits.DEFAULT.with(Limit.BODY, 5);
        String head = "POST / HTTP/1.0\r\nContent-Length: ";
        assertStatus(200, answerTo(head + "5\r\n\r\n12345", limits));
        assertStatus(413, answerTo(head + "6\r\n\r\n123456", limits));
        String chunked = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
        chunked += "Transfer-Encoding: chunked\r\n\r\n3\r\n123\r\n";
        assertStatus(200, answerTo(chunked + "2\r\n45\r\n0\r\n\r\n", limits));
        assertStatus(413, answerTo(chunked + "3\r\n456\r\n0\r\n\r\n", limits));
    }

    @Test
    void oneFieldMoreIsTooMuch() throws Exception {
        Limits limits = Limits.DEFAULT.with(Limit.FIELDS, 3);
        assertStatus(200, answerTo("GET / HTTP/1.0\r\n" + "A: b\r\n".repeat(3) + "\r\n", limits));
        assertStatus(431, answerTo("GET / HTTP/1.0\r\n" + "A: b\r\n".repeat(4) + "\r\n", limits));
    }

    @Test
    void chunksThatAreMostlyOverheadAreTooMuch() throws Exception {
        Limits limits = Limits.DEFAULT.with(Limit.CHUNK_OVERHEAD, 100);
        String head = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
        head += "Transfer-Encoding: chunked\r\n\r\n";
        String extended = "1;a=" + "0".repeat(20) + "\r\nx\r\n";
        assertStatus(200, answerTo(head + extended.repeat(2) + "0\r\n\r\n", limits));
        assertStatus(400, answerTo(head + extended.repeat(50) + "0\r\n\r\n", limits));
    }

    @Test
    void theLastRequestOfAConnectionIsToldSo() throws Exception {
        String get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        String answers = answerTo(get.repeat(5), Limits.DEFAULT.with(Limit.REQUESTS, 3));
        assertEquals(3, answers.split("HTTP/1\\.1 200 ", -1).length - 1, answers);
        assertEquals(1, answers.split("Connection: close", -1).length - 1, answers);
        assertTrue(answers.lastIndexOf("HTTP/1.1") < answers.indexOf("Connection: close"), answers);
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void isCheckedWhereItIsSet(Limit limit) {
        long least = limit.range().least();
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Limits.DEFAULT.with(limit, least - 1));
        assertTrue(refused.toString().contains(least + " to "), refused.toString());
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), status + ": " + answer);
    }
}
