package gateway.server.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.StartResponse;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Answers POST with its body, anything else with what it knows of the connection. */
final class Echo implements Application {
    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws IOException {
        byte[] body = Environ.input(environ).readAllBytes();
        startResponse.start("200 OK", List.of());
        return List.of(
                Environ.method(environ).equals("POST") ? body : seen(environ).getBytes(ISO_8859_1));
    }

    /** Such as {@code https TLSv1.3 anonymous}. */
    private static String seen(Map<String, Object> environ) {
        Optional<SSLSession> session = Environ.sslSession(environ);
        return environ.get(Environ.URL_SCHEME)
                + " "
                + session.map(s -> s.getProtocol() + " " + peer(s)).orElse("no session");
    }

    private static String peer(SSLSession session) {
        try {
            return session.getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException e) {
            return "anonymous";
        }
    }
}
