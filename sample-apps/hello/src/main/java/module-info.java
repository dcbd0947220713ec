/** The shortest application that is one. */
module gateway.sample.hello {
    requires static org.jspecify;
    requires gateway.api;

    provides gateway.api.Application with
            gateway.sample.hello.Hello;
}
