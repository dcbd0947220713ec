package gateway.server.http;

/**
 * How much of everything a client may send. Over a limit it gets the status named here, and a
 * closed connection.
 *
 * @param target octets of the request target, 1 to 1,000,000; 414 (default 4,096)
 * @param fieldLine octets of one header field line without its CRLF, 16 to 1,000,000; 431 (default
 *     8,000)
 * @param head octets of the whole request head, at least {@code target} + 64, at most 10,000,000;
 *     431 (default 16,384)
 * @param fields header field lines, 1 to 10,000; 431 (default 100)
 * @param body octets of a request body without transfer coding, 0 or more; 413 (default 1 GiB)
 * @param chunkLine octets of a chunk-size line with its extensions, 16 to 65,536; 400 (default 256)
 * @param chunkOverhead octets by which chunk-size lines may exceed what the data explains, over a
 *     whole body, 0 or more; 400 (default 16,384)
 * @param trailers octets of the trailer section, 2 to 1,000,000; 431 (default 4,096)
 * @param drain octets of an unread request body that are read and thrown away to keep the
 *     connection, 0 to 10,000,000 (default 262,144)
 * @param rate octets per second that a client must send or take while a body moves, once its grace
 *     is over, at least 1; 408, or a reset (default 1,024)
 * @param requests how many requests a connection may bring before it is closed with the last
 *     answer, 1 to 2,147,483,647, which is without a limit (default)
 */
public record Limits(
        int target,
        int fieldLine,
        int head,
        int fields,
        long body,
        int chunkLine,
        int chunkOverhead,
        int trailers,
        int drain,
        int rate,
        int requests) {
    /** The defaults. */
    public static final Limits DEFAULT =
            new Limits(
                    4_096,
                    8_000,
                    16_384,
                    100,
                    1L << 30,
                    256,
                    16_384,
                    4_096,
                    262_144,
                    1_024,
                    Integer.MAX_VALUE);

    /** Checks the ranges. */
    public Limits {
        within("target", target, 1, 1_000_000);
        within("fieldLine", fieldLine, 16, 1_000_000);
        within("head", head, target + 64L, 10_000_000);
        within("fields", fields, 1, 10_000);
        within("body", body, 0, Long.MAX_VALUE);
        within("chunkLine", chunkLine, 16, 65_536);
        within("chunkOverhead", chunkOverhead, 0, Integer.MAX_VALUE);
        within("trailers", trailers, 2, 1_000_000);
        within("drain", drain, 0, 10_000_000);
        within("rate", rate, 1, Integer.MAX_VALUE);
        within("requests", requests, 1, Integer.MAX_VALUE);
    }

    /** The same with another limit for bodies. */
    public Limits withBody(long octets) {
        return new Limits(
                target,
                fieldLine,
                head,
                fields,
                octets,
                chunkLine,
                chunkOverhead,
                trailers,
                drain,
                rate,
                requests);
    }

    /** The same with another limit for requests on one connection. */
    public Limits withRequests(int most) {
        return new Limits(
                target,
                fieldLine,
                head,
                fields,
                body,
                chunkLine,
                chunkOverhead,
                trailers,
                drain,
                rate,
                most);
    }

    private static void within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "limit " + name + " is " + value + ", not in " + least + " to " + most);
        }
    }
}
