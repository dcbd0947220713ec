/** Runs programs that speak the Common Gateway Interface (RFC 3875). */
module gateway.sample.cgi {
    requires static org.jspecify;
    requires gateway.toolkit;

    provides gateway.api.Application with
            gateway.sample.cgi.Cgi;
}
