/** The contract between web servers and web applications. */
module gateway.api {
    requires static org.jspecify;

    exports gateway.api;
}
