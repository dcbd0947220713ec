package gateway.toolkit.proxy;

import static gateway.toolkit.proxy.HttpProxyMiddlewareTest.PAGES;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.toolkit.middleware.Exchange;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An upstream whose certificate is signed by its own key, for 127.0.0.1 and no name. */
@Timeout(60)
class HttpProxyTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private Path folder;
    private KeyStore keys;

    @BeforeEach
    void makeTheCertificate() throws Exception {
        Path store = folder.resolve("store.p12");
        Process tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keystore",
                                store.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD),
                                "-alias",
                                "upstream",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=upstream",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-validity",
                                "2")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, tool.waitFor(), said);
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
    }

    private SSLContext having() throws Exception {
        KeyManagerFactory own =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    private SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("upstream", keys.getCertificate("upstream"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String answer(Upstream upstream) {
        Exchange exchange =
                Exchange.get("/p")
                        .through(HttpProxyMiddleware.builder().forward("/p", upstream), PAGES);
        return exchange.code() + " " + exchange.body().split("\n", 2)[0];
    }

    @Test
    void isTrustedByTheContextThatTrustsIt() throws Exception {
        try (ScriptedUpstream server =
                new ScriptedUpstream(
                        having().getServerSocketFactory(),
                        (head, in, out) ->
                                out.write(
                                        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"
                                                .getBytes(ISO_8859_1)))) {
            Upstream upstream = Upstream.at(server.url());
            assertEquals("502 502 Bad Gateway", answer(upstream));
            Upstream trusted = upstream.withTls(trusting());
            assertEquals("200 secret", answer(trusted));
            assertEquals("200 secret", answer(trusted.removingPrefix().keepingHost()));
            // The name of the host is checked all the same.
            String named = server.url().replace("127.0.0.1", "localhost");
            assertEquals("502 502 Bad Gateway", answer(Upstream.at(named).withTls(trusting())));
        }
    }

    @Test
    void isNothingForAnUpstreamWithoutTls() throws Exception {
        SSLContext context = SSLContext.getDefault();
        assertThrows(IllegalStateException.class, () -> Upstream.at("http://u").withTls(context));
    }
}
