/** The reference container: serves applications over HTTP/1.1, a virtual thread per connection. */
@SuppressWarnings("requires-automatic") // Those of Prometheus have no descriptor.
module gateway.server {
    requires static org.jspecify;
    requires transitive gateway.api;
    // For the commands that bring an application of their own, gateway check, and what is put round
    // applications by option.
    requires gateway.toolkit;
    requires org.slf4j;
    requires info.picocli;
    // Certificates and keys in PEM.
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    // Metrics as text.
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires java.management;
    requires jdk.management;
    requires jdk.jfr;
    // Signals, through sun.misc.Signal.
    requires jdk.unsupported;

    exports gateway.server;
    exports gateway.server.call;
    exports gateway.server.http;
    exports gateway.server.net;
    exports gateway.server.ops;
    exports gateway.server.tls;

    uses gateway.api.Application;
}
