/** A chat room and an echo over WebSockets. */
module gateway.sample.chat {
    requires static org.jspecify;
    requires gateway.api;
    requires gateway.toolkit;

    provides gateway.api.Application with
            gateway.sample.chat.Chat;
}
