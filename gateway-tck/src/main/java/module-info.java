/**
 * The conformance kit: spec.md as executable cases, for any server, in process or over a socket.
 */
module gateway.tck {
    requires static org.jspecify;
    // For the one adapter, GatewayTck; the cases and the command do without it.
    requires static transitive org.junit.jupiter.api;
    requires transitive gateway.api;
    requires java.management;

    exports gateway.tck;
    exports gateway.tck.app;
    exports gateway.tck.cases;
    exports gateway.tck.http;
    exports gateway.tck.mock;
    exports gateway.tck.probe;
    exports gateway.tck.run;
    exports gateway.tck.subject;
}
