/** A web framework in one file: a map from path to function. */
module gateway.sample.urlpatterns {
    requires static org.jspecify;
    requires gateway.api;

    provides gateway.api.Application with
            gateway.sample.urlpatterns.Site;
}
