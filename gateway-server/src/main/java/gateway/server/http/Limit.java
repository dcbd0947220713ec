package gateway.server.http;

import gateway.server.net.Range;

import java.util.Locale;

/**
 * How much of one thing a client may send: what it counts, from where to where it can be set, and
 * what becomes of a client that exceeds it. The connection is closed then.
 */
public enum Limit {
    TARGET(1, 1_000_000, 4_096, Unit.OCTETS, "of the request target; beyond it 414"),
    FIELD_LINE(16, 1_000_000, 8_000, Unit.OCTETS, "of one header field line; beyond it 431"),
    HEAD(
            65,
            10_000_000,
            16_384,
            Unit.OCTETS,
            "of a whole request head, at least 64 more than of its target; beyond it 431"),
    FIELDS(1, 10_000, 100, Unit.PIECES, "of header field lines; beyond it 431"),
    BODY(
            0,
            Long.MAX_VALUE,
            1L << 30,
            Unit.OCTETS,
            "of a request body without its transfer coding; beyond it 413"),
    CHUNK_LINE(
            16,
            65_536,
            256,
            Unit.OCTETS,
            "of a chunk-size line with its extensions; beyond it 400"),
    CHUNK_OVERHEAD(
            0,
            1 << 30,
            16_384,
            Unit.OCTETS,
            "by which the chunk-size lines of a body may exceed what its data explains; beyond it"
                    + " 400"),
    TRAILERS(2, 1_000_000, 4_096, Unit.OCTETS, "of a trailer section; beyond it 431"),
    DRAIN(
            0,
            10_000_000,
            262_144,
            Unit.OCTETS,
            "of an unread request body that are read and thrown away to keep the connection; beyond"
                    + " it the connection closes"),
    RATE(
            1,
            1 << 30,
            1_024,
            Unit.OCTETS,
            "per second that a client must send or take while a body moves; once it is behind by the"
                    + " timeout of the body or write, and the time of 4 KiB more (under TLS 20 KiB),"
                    + " 408, or a reset"),
    REQUESTS(
            1,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Unit.PIECES,
            "of requests on one connection; the last one is answered with Connection: close");

    /** What is counted. */
    public enum Unit {
        OCTETS,
        PIECES
    }

    private final long least;
    private final long most;
    private final long usual;
    private final Unit unit;
    private final String text;

    Limit(long least, long most, long usual, Unit unit, String text) {
        this.least = least;
        this.most = most;
        this.usual = usual;
        this.unit = unit;
        this.text = text;
    }

    /** From where to where it can be set; the largest value of BODY and REQUESTS is no limit. */
    public Range range() {
        return new Range(least, most, usual);
    }

    /** What it counts. */
    public Unit unit() {
        return unit;
    }

    /** What it is about, as the end of a sentence that begins with the unit. */
    public String text() {
        return text;
    }

    /** Whether it can be set so that there is none. */
    public boolean canBeUnlimited() {
        return this == BODY || this == REQUESTS;
    }

    /** Checks a value. */
    void require(long value) {
        range().require("limit " + name().toLowerCase(Locale.ROOT), value);
    }
}
