package gateway.server.http;

import gateway.api.Header;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's own answers: plain text that has nothing of the request or the application in it
 * (ERR-9).
 */
public final class ErrorAnswer {
    private static final Header TEXT = new Header("Content-Type", "text/plain; charset=utf-8");
    private static final Header CLOSE = new Header("Connection", "close");
    private static final Header ALLOW =
            new Header("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");

    /** What a connection that is one too many gets (RFC 9110 section 15.6.4). */
    static final byte[] OVERLOADED =
            """
            HTTP/1.1 503 Service Unavailable\r
            Retry-After: 1\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Length: 24\r
            Connection: close\r
            \r
            503 Service Unavailable
            """
                    .getBytes(StandardCharsets.US_ASCII);

    private ErrorAnswer() {}

    /** Answers a request that broke a rule (ERR-6), after which the connection is closed. */
    public static void refuse(ResponseWriter response, Rule rule) throws IOException {
        send(response, rule.status(), text(rule), true);
    }

    /**
     * Answers instead of the application; of what that gave nothing is sent (ERR-1).
     *
     * @param code 400 to 599
     */
    public static void fail(ResponseWriter response, int code) throws IOException {
        send(response, code, text(code), false);
    }

    private static void send(ResponseWriter response, int code, String text, boolean thenClose)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.US_ASCII);
        response.begin(code, "", headers(code, thenClose), body.length);
        response.write(body, true);
        response.finish(List.of(), false);
    }

    private static String text(int code) {
        return code + " " + StatusLine.reason(code) + "\n";
    }

    private static String text(Rule rule) {
        return text(rule.status()) + rule + "\n";
    }

    private static List<Header> headers(int code, boolean close) {
        List<Header> headers = new ArrayList<>(3);
        headers.add(TEXT);
        if (code == 405) {
            headers.add(ALLOW);
        }
        if (close) {
            headers.add(CLOSE);
        }
        return headers;
    }

    /**
     * Renders the whole answer to a request whose head was refused.
     *
     * @return how many octets its body has
     */
    static int append(OutputBuffer output, Rule rule, boolean head) {
        String body = text(rule);
        output.append(StatusLine.of(rule.status(), ""));
        for (Header header : headers(rule.status(), true)) {
            output.append(header);
        }
        output.append(DateField.line())
                .append("Content-Length: " + body.length() + "\r\n\r\n")
                .append(head ? "" : body);
        return head ? 0 : body.length();
    }
}
