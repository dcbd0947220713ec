/** The endpoints that a load comparison asks every server for. */
module gateway.bench.app {
    requires static org.jspecify;
    requires gateway.api;

    provides gateway.api.Application with
            gateway.bench.app.Bench;
}
