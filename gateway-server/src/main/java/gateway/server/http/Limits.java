package gateway.server.http;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much of everything a client may send. Each value is in the range of its {@link Limit}, which
 * tells its default and what becomes of a client that exceeds it.
 *
 * @param target octets of the request target: {@link Limit#TARGET}
 * @param fieldLine octets of a header field line without its CRLF: {@link Limit#FIELD_LINE}
 * @param head octets of the request head, at least {@code target} + 64: {@link Limit#HEAD}
 * @param fields header field lines: {@link Limit#FIELDS}
 * @param body octets of a request body without transfer coding: {@link Limit#BODY}
 * @param chunkLine octets of a chunk-size line with its extensions: {@link Limit#CHUNK_LINE}
 * @param chunkOverhead octets by which chunk-size lines may exceed what the data explains, over a
 *     whole body: {@link Limit#CHUNK_OVERHEAD}
 * @param trailers octets of the trailer section: {@link Limit#TRAILERS}
 * @param drain octets of an unread request body that are thrown away: {@link Limit#DRAIN}
 * @param rate octets per second while a body moves, once its grace is over: {@link Limit#RATE}
 * @param requests requests on one connection: {@link Limit#REQUESTS}
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
