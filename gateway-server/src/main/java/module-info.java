/** The reference container: serves applications over HTTP/1.1, a virtual thread per connection. */
module gateway.server {
    requires static org.jspecify;
    requires transitive gateway.api;
    requires org.slf4j;
    requires info.picocli;
    // Signals, through sun.misc.Signal.
    requires jdk.unsupported;

    exports gateway.server;
    exports gateway.server.call;
    exports gateway.server.http;
    exports gateway.server.net;

    opens gateway.server.cli to
            info.picocli;

    uses gateway.api.Application;
}
