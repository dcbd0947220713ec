/** A web framework, and an application on it. Open, for templates and JSON look at its records. */
@SuppressWarnings("requires-automatic") // Pebble has no descriptor.
open module gateway.sample.flasklike {
    requires static org.jspecify;
    // For App.run alone; elsewhere another container may serve it.
    requires static gateway.server;
    requires transitive gateway.toolkit;
    requires io.pebbletemplates;
    requires tools.jackson.databind;

    exports gateway.sample.flasklike.framework;

    provides gateway.api.Application with
            gateway.sample.flasklike.Board;
}
