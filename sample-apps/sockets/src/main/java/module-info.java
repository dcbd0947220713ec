/** Servers without HTTP: on bare sockets, on a selector, and on {@code gateway.server.net}. */
module gateway.sample.sockets {
    requires static org.jspecify;
    requires gateway.server;
    requires org.newsclub.net.unix;
}
