package gateway.server.wire;

import gateway.server.http.Rule;

import java.util.List;
import java.util.Optional;

/**
 * One row of the table: octets that a client sends, and what must come of them.
 *
 * @param place file and line, for messages
 * @param name unique in the table
 * @param source the section or the advisory that the verdict stands on
 * @param octets what the client sends, one char per octet
 * @param halfCloses whether the client ends its side after them
 * @param server how the server it is sent to is set
 * @param expectation statuses, and the connection's fate
 * @param rule the one that the last request breaks
 * @param sights lines of the probe's answers
 * @param answerFields what the head of the last answer must have: a field name, or {@code Name:
 *     value}
 */
record WireCase(
        String place,
        String name,
        String source,
        String octets,
        boolean halfCloses,
        ServerMood server,
        Expectation expectation,
        Optional<Rule> rule,
        List<Sight> sights,
        List<String> answerFields) {
    /** What a TLS handshake begins with, which under TLS is an octet like any other. */
    private static final String HANDSHAKE = "\u0016";

    /**
     * What the application saw.
     *
     * @param request whose answer shows it, from 1; 0 for the last one
     * @param line {@code KEY=value} as {@link Probe} shows it, or {@code no KEY}
     */
    record Sight(int request, String line) {}

    /** The same where connections are under TLS. */
    WireCase underTls() {
        List<Sight> seen =
                sights.stream()
                        .map(
                                sight ->
                                        sight.line().equals("gateway.url_scheme=http")
                                                ? new Sight(
                                                        sight.request(), "gateway.url_scheme=https")
                                                : sight)
                        .toList();
        return new WireCase(
                place,
                name,
                source,
                octets,
                halfCloses,
                server,
                expectation,
                rule.filter(broken -> !octets.startsWith(HANDSHAKE)),
                seen,
                answerFields);
    }
}
