/** Shows what an application gets, and gives back what it is sent. */
module gateway.sample.environ {
    requires static org.jspecify;
    requires gateway.api;
    requires gateway.toolkit;

    provides gateway.api.Application with
            gateway.sample.environ.EnvironDemo;
}
