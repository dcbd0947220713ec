package gateway.tck.http;

import java.util.List;

/** One thing that a client sees of a response, in the order in which it comes. */
public sealed interface Event {
    /** A 1xx response other than 101. */
    record Interim(int status, List<Field> fields) implements Event {}

    /** The head of the final response, or of a 101. */
    record Head(String statusLine, int status, String phrase, List<Field> fields)
            implements Event {}

    /** Octets of the body, without transfer coding; never none. */
    record Data(String octets) implements Event {}

    /** The trailer section, if it is not empty. */
    record Trailers(List<Field> fields) implements Event {}

    /** Nothing more comes of this response. */
    record End(Ending how) implements Event {}
}
