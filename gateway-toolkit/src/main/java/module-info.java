/** What applications and middleware are made of. */
module gateway.toolkit {
    requires static org.jspecify;
    requires transitive gateway.api;

    exports gateway.toolkit;
    exports gateway.toolkit.debug;
    exports gateway.toolkit.errors;
    exports gateway.toolkit.files;
    exports gateway.toolkit.forms;
    exports gateway.toolkit.http;
    exports gateway.toolkit.middleware;
    exports gateway.toolkit.proxy;
    exports gateway.toolkit.request;
    exports gateway.toolkit.response;
    exports gateway.toolkit.routing;
    exports gateway.toolkit.session;
    exports gateway.toolkit.testing;
    exports gateway.toolkit.validator;
}
