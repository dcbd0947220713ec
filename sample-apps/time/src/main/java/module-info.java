/** A clock that streams server-sent events to a page. */
module gateway.sample.time {
    requires static org.jspecify;
    requires gateway.api;
    requires gateway.toolkit;

    provides gateway.api.Application with
            gateway.sample.time.TimeSignal;
}
