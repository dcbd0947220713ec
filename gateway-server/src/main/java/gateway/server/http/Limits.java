package gateway.server.http;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much of everything a client may send. What becomes of a client that exceeds one is told by
 * its {@link Limit}.
 *
 * @param target octets of the request target, 1 to 1,000,000 (default 4,096)
 * @param fieldLine octets of a header field line without its CRLF, 16 to 1,000,000 (default 8,000)
 * @param head octets of the whole request head, 65 to 10,000,000 (default 16,384), and at least
 *     {@code target} + 64
 * @param fields number of header field lines, 1 to 10,000 (default 100)
 * @param body octets of a request body without transfer coding, 0 to {@link Long#MAX_VALUE}, which
 *     is no limit (default 1,073,741,824)
 * @param chunkLine octets of a chunk-size line with its extensions, 16 to 65,536 (default 256)
 * @param chunkOverhead octets by which chunk-size lines may exceed what the data explains, over a
 *     whole body, 0 to 1,073,741,824 (default 16,384)
 * @param trailers octets of the trailer section, 2 to 1,000,000 (default 4,096)
 * @param drain octets of an unread request body that are thrown away to keep the connection, 0 to
 *     10,000,000 (default 262,144)
 * @param rate octets per second that a client must send or take while a body moves, 1 to
 *     1,073,741,824 (default 1,024); by {@link gateway.server.net.Pace}
 * @param requests number of requests on one connection, 1 to {@link Integer#MAX_VALUE}, which is no
 *     limit (default {@link Integer#MAX_VALUE})
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
    /** By how much {@link #head} is more than {@link #target}: the rest of a short head. */
    public static final int HEAD_REST = 64;

    /** The defaults. */
    public static final Limits DEFAULT = of(Map.of());

    /** Checks the ranges. */
    public Limits {
        Limit.TARGET.require(target);
        Limit.FIELD_LINE.require(fieldLine);
        Limit.HEAD.require(head);
        Limit.FIELDS.require(fields);
        Limit.BODY.require(body);
        Limit.CHUNK_LINE.require(chunkLine);
        Limit.CHUNK_OVERHEAD.require(chunkOverhead);
        Limit.TRAILERS.require(trailers);
        Limit.DRAIN.require(drain);
        Limit.RATE.require(rate);
        Limit.REQUESTS.require(requests);
        if (head < target + HEAD_REST) {
            throw new IllegalArgumentException(
                    "limit head is "
                            + head
                            + ", not at least the limit of the target, "
                            + target
                            + ", and "
                            + HEAD_REST);
        }
    }

    /**
     * Those that are chosen, and the defaults of the others.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public static Limits of(Map<Limit, Long> chosen) {
        return new Limits(
                number(chosen, Limit.TARGET),
                number(chosen, Limit.FIELD_LINE),
                number(chosen, Limit.HEAD),
                number(chosen, Limit.FIELDS),
                chosen.getOrDefault(Limit.BODY, Limit.BODY.range().usual()),
                number(chosen, Limit.CHUNK_LINE),
                number(chosen, Limit.CHUNK_OVERHEAD),
                number(chosen, Limit.TRAILERS),
                number(chosen, Limit.DRAIN),
                number(chosen, Limit.RATE),
                number(chosen, Limit.REQUESTS));
    }

    private static int number(Map<Limit, Long> chosen, Limit limit) {
        long value = chosen.getOrDefault(limit, limit.range().usual());
        limit.require(value);
        return (int) value;
    }

    /**
     * The same but for one.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public Limits with(Limit limit, long value) {
        Map<Limit, Long> all = new EnumMap<>(Limit.class);
        for (Limit each : Limit.values()) {
            all.put(each, value(each));
        }
        all.put(limit, value);
        return of(all);
    }

    /** One of them. */
    public long value(Limit limit) {
        return switch (limit) {
            case TARGET -> target;
            case FIELD_LINE -> fieldLine;
            case HEAD -> head;
            case FIELDS -> fields;
            case BODY -> body;
            case CHUNK_LINE -> chunkLine;
            case CHUNK_OVERHEAD -> chunkOverhead;
            case TRAILERS -> trailers;
            case DRAIN -> drain;
            case RATE -> rate;
            case REQUESTS -> requests;
        };
    }
}
