package gateway.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates for a test, made by openssl in a folder of its own; they last for a day. */
final class Certificates {
    private final Tool openssl = new Tool("openssl");
    private final Path folder;

    /** Makes an authority; the test is skipped where there is no openssl. */
    Certificates(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        new Tool("openssl").require();
        openssl.run(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "1",
                "-subj",
                "/CN=Authority",
                "-keyout",
                file("authority.key"),
                "-out",
                file("authority.pem"));
    }

    /** Issues NAME.pem and NAME.key for a DNS name and 127.0.0.1, in place of what is there. */
    void issue(String name, String host) throws IOException, InterruptedException {
        openssl.run(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=" + host,
                "-keyout",
                file(name + ".key"),
                "-out",
                file("request"));
        Path names =
                Files.writeString(
                        folder.resolve("names"), "subjectAltName=DNS:" + host + ",IP:127.0.0.1\n");
        openssl.run(
                "x509",
                "-req",
                "-in",
                file("request"),
                "-CA",
                file("authority.pem"),
                "-CAkey",
                file("authority.key"),
                "-CAcreateserial",
                "-days",
                "1",
                "-extfile",
                names.toString(),
                "-out",
                file(name + ".pem"));
    }

    /** Trusts what the authority has issued. */
    SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(folder.resolve("authority.pem"))) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** The path of a file in the folder. */
    String file(String name) {
        return folder.resolve(name).toString();
    }

    /** That of the authority's certificate. */
    String authority() {
        return file("authority.pem");
    }
}
