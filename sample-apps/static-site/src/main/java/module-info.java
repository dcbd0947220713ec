/** Plain text, then a page with a picture. */
module gateway.sample.staticsite {
    requires static org.jspecify;
    requires gateway.api;

    provides gateway.api.Application with
            gateway.sample.staticsite.Picture;
}
