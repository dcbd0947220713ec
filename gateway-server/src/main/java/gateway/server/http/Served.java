package gateway.server.http;

import gateway.api.Header;
import gateway.server.net.Ends;

import java.util.List;
import java.util.Optional;

/**
 * A request, and what became of it.
 *
 * @param head empty where it was refused
 * @param refused the rule that the head or the body has broken
 * @param ends of its connection
 * @param id what it is called in logs; {@code ""} for nothing
 * @param startMillis when its head was read, in milliseconds since 1970 in UTC
 * @param nanos from then to the end of its answer
 * @param status that was sent; 0 for none
 * @param headers of the answer, as the application gave them
 * @param body octets of its answer's body that the system has taken, without transfer coding; in
 *     one that was cut off within a chunk, without that chunk
 * @param sent all octets of its answer that the system has taken, before TLS
 * @param ending how the answer ended
 */
public record Served(
        Optional<RequestHead> head,
        Optional<Rule> refused,
        Ends ends,
        String id,
        long startMillis,
        long nanos,
        int status,
        List<Header> headers,
        long body,
        long sent,
        Ending ending) {}
