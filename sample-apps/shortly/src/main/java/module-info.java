/** Makes long URLs short, and counts how often they are followed. */
// Pebble and Jedis are modules by a name in their manifest only.
@SuppressWarnings("requires-automatic")
module gateway.sample.shortly {
    requires static org.jspecify;
    requires gateway.api;
    requires gateway.toolkit;
    requires com.h2database;
    requires io.pebbletemplates;
    requires java.naming; // For the classes of H2.
    requires java.sql;
    requires org.apache.commons.pool2;
    requires redis.clients.jedis;

    provides gateway.api.Application with
            gateway.sample.shortly.Shortly;
}
