package gateway.tck.cases;

import static gateway.tck.cases.Case.shows;

import gateway.api.Environ;
import gateway.tck.app.Notes;
import gateway.tck.app.ProbeCall;
import gateway.tck.http.SocketClient;
import gateway.tck.subject.Variant;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLSession;

/** What shows of a listener that has IPv6 or TLS: ENV-11, ENV-16, ENV-18 and EXT-10. */
final class ListenerCases {
    private ListenerCases() {}

    static List<Case> cases() {
        return List.of(
                shows("ENV-11", "an address of IPv6 is in brackets as SERVER_NAME")
                        .with(Variant.IPV6)
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, "ok");
                                    String name = kit.notes().one("env.SERVER_NAME");
                                    Expect.that(
                                            name.indexOf(':') < 0 || name.matches("\\[[^]]+]"),
                                            name);
                                }),
                shows("ENV-16", "an address of IPv6 is without brackets as REMOTE_ADDR")
                        .with(Variant.IPV6)
                        .needing(Need.SOCKET)
                        .when(Answers::environ)
                        .then(ListenerCases::peer),
                shows("ENV-18", "the scheme is https under TLS")
                        .with(Variant.SECURE)
                        .when(Answers::environ)
                        .then(
                                kit -> {
                                    kit.send(200, kit.get().with("X-Forwarded-Proto", "http"));
                                    Expect.equal(
                                            "https",
                                            kit.notes().one("env.gateway.url_scheme"),
                                            "gateway.url_scheme");
                                }),
                shows("EXT-10", "the session under TLS is that of the connection")
                        .with(Variant.SECURE)
                        .when(ListenerCases::session)
                        .then(ListenerCases::sameSession));
    }

    private static void peer(Kit kit) throws IOException {
        try (SocketClient client = kit.socket()) {
            Kit.open(client, kit.get()).reply();
            String address = kit.notes().one("env.REMOTE_ADDR");
            Expect.that(address.matches("[0-9A-Fa-f:.]+(%.+)?"), "REMOTE_ADDR " + address);
            Expect.equal(
                    client.wire().localAddress().getAddress(),
                    InetAddress.getByName(address),
                    "REMOTE_ADDR");
        }
    }

    private static Iterable<byte[]> session(ProbeCall call) {
        Object session = call.environ().get(Environ.SSL_SESSION);
        call.note("session", session instanceof SSLSession);
        if (session instanceof SSLSession tls) {
            call.note("agreed", tls.getProtocol() + " " + tls.getCipherSuite());
        }
        return call.ok("ok");
    }

    private static void sameSession(Kit kit) throws IOException {
        try (var client = kit.connect()) {
            Expect.equal("ok", Kit.open(client, kit.get()).reply().body(), "body");
            Notes notes = kit.notes();
            Expect.equal("true", notes.one("session"), "it is an SSLSession");
            Optional<SSLSession> own =
                    client instanceof SocketClient over ? over.wire().session() : Optional.empty();
            if (own.isPresent()) {
                Expect.equal(
                        own.get().getProtocol() + " " + own.get().getCipherSuite(),
                        notes.one("agreed"),
                        "what was agreed upon");
            }
        }
    }
}
