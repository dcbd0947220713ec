package gateway.bench.parts;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A request as some kind of client sends it. */
public enum Sample {
    /** What load generators send. */
    GET(
            """
            GET /plaintext HTTP/1.1
            Host: 127.0.0.1:8080

            """),

    /** A page as a browser asks for it, with twelve fields. */
    BROWSER(
            """
            GET /bytes/100?page=2&order=name HTTP/1.1
            Host: www.example.org
            Connection: keep-alive
            Cache-Control: max-age=0
            Upgrade-Insecure-Requests: 1
            User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
            Sec-Fetch-Site: same-origin
            Sec-Fetch-Mode: navigate
            Referer: https://www.example.org/list?page=1&order=name
            Accept-Encoding: gzip, deflate, br, zstd
            Accept-Language: en-GB,en;q=0.7,de;q=0.3
            Cookie: session=6d1f0c9ab3e94f7c8a52e0b7714d3c66; theme=dark; seen=1

            """),

    /** An object of 32 octets for some service. */
    POST(
            """
            POST /echo HTTP/1.1
            Host: 127.0.0.1:8080
            User-Agent: client/2.4
            Accept: application/json
            Content-Type: application/json
            Content-Length: 32

            """,
            "{\"name\":\"abcdefghij\",\"count\":12}");

    private final String head;
    private final String body;

    Sample(String head) {
        this(head, "");
    }

    Sample(String head, String body) {
        this.head = head.replace("\n", "\r\n");
        this.body = body;
    }

    /** The octets of the head with its blank line. */
    public byte[] head() {
        return head.getBytes(US_ASCII);
    }

    /** The octets of {@code count} whole requests, one behind the other. */
    public byte[] requests(int count) {
        return (head + body).repeat(count).getBytes(US_ASCII);
    }
}
