/** Request, page and database: a small page over JDBC. */
module gateway.sample.guestbook {
    requires static org.jspecify;
    requires com.zaxxer.hikari;
    requires gateway.api;
    requires gateway.toolkit;
    requires java.sql;

    provides gateway.api.Application with
            gateway.sample.guestbook.Guestbook;
}
