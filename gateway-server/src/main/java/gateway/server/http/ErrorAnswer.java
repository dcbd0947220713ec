package gateway.server.http;

import gateway.api.Header;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's own answers: plain text that has nothing of the request or the application in it
 * (ERR-9).
 */
final class ErrorAnswer {
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

    static String text(int code) {
        return code + " " + StatusLine.reason(code) + "\n";
    }

    static String text(Rule rule) {
        return text(rule.status()) + rule + "\n";
    }

    static List<Header> headers(int code, boolean close) {
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

    /** Renders the whole answer to a request whose head was refused. */
    static void append(OutputBuffer output, Rule rule, boolean head) {
        String body = text(rule);
        output.append(StatusLine.of(rule.status(), ""));
        for (Header header : headers(rule.status(), true)) {
            output.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        output.append(DateField.line())
                .append("Content-Length: " + body.length() + "\r\n\r\n")
                .append(head ? new byte[0] : body.getBytes(StandardCharsets.US_ASCII));
    }
}
