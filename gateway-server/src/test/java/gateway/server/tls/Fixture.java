package gateway.server.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.server.Gateway;
import gateway.server.net.Tls;
import gateway.server.wire.Authority;
import gateway.server.wire.RawClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.Principal;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** What the tests of TLS have in common. */
final class Fixture {
    static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    static final String GET_LAST = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private Fixture() {}

    static Gateway serve(Application application, Tls tls) throws Exception {
        return Gateway.serving(application).onTls("127.0.0.1", 0, tls).start();
    }

    static Socket connect(Gateway gateway) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort());
        socket.setSoTimeout(RawClient.PATIENCE_MILLIS);
        return socket;
    }

    /** The body of one answer, to a client that asks for {@code name}. */
    static String get(Gateway gateway, SSLContext context, String name) throws IOException {
        try (RawClient client = new RawClient(gateway.uri(), Authority.asking(context, name))) {
            client.send(GET);
            return client.response().body();
        }
    }

    /** The subject of the certificate that a client gets that asks for {@code name}. */
    static Principal subject(Gateway gateway, SSLContext context, String name) throws IOException {
        try (Socket raw = connect(gateway);
                SSLSocket socket = Authority.above(context, raw, name)) {
            socket.startHandshake();
            Principal subject = socket.getSession().getPeerPrincipal();
            socket.getOutputStream().write(GET_LAST.getBytes(ISO_8859_1));
            socket.getInputStream().readAllBytes();
            return subject;
        }
    }
}
