package gateway.server.wire;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Issues certificates for a test, which last for a day, and makes clients that trust them. */
public final class Authority {
    private static final Duration DAY = Duration.ofDays(1);

    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    /** With a name of its own. */
    public Authority(String name) throws Exception {
        this.name = name;
        this.keys = keys("EC");
        X509v3CertificateBuilder builder = builder(name, keys, Instant.now().plus(DAY));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        this.certificate = signed(builder);
    }

    /** For DNS names, the first of which names the subject, and for 127.0.0.1; with an EC key. */
    public Issued issue(String... names) throws Exception {
        return issue("EC", Instant.now().plus(DAY), names);
    }

    /**
     * As {@link #issue(String...)}.
     *
     * @param kind of key: EC, RSA, Ed25519
     * @param end of validity
     */
    public Issued issue(String kind, Instant end, String... names) throws Exception {
        KeyPair own = keys(kind);
        X509v3CertificateBuilder builder = builder(names[0], own, end);
        List<GeneralName> alternatives = new ArrayList<>();
        for (String each : names) {
            alternatives.add(new GeneralName(GeneralName.dNSName, each));
        }
        alternatives.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(alternatives.toArray(GeneralName[]::new)));
        return new Issued(signed(builder), own.getPrivate());
    }

    /** Its own certificate in PEM. */
    public Path write(Path folder) throws Exception {
        return Files.writeString(
                folder.resolve("authority.pem"),
                Issued.pem("CERTIFICATE", certificate.getEncoded()));
    }

    /** For clients that trust it and have no certificate of their own. */
    public SSLContext clients() throws Exception {
        return clients(Optional.empty());
    }

    /** For clients that trust it. */
    public SSLContext clients(Optional<Issued> own) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", certificate);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                own.isPresent() ? own.get().keyManagers() : new KeyManager[0],
                trust.getTrustManagers(),
                null);
        return context;
    }

    /** A client's layer that asks for a server by name. */
    public static RawClient.Layer asking(SSLContext context, String server, String... protocols) {
        return raw -> {
            SSLSocket socket = above(context, raw, server);
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            socket.startHandshake();
            return socket;
        };
    }

    /** Before its handshake. */
    public static SSLSocket above(SSLContext context, Socket raw, String server)
            throws IOException {
        return (SSLSocket)
                context.getSocketFactory().createSocket(raw, server, raw.getPort(), true);
    }

    private X509v3CertificateBuilder builder(String subject, KeyPair own, Instant end) {
        return new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + name),
                new BigInteger(64, new SecureRandom()),
                Date.from(end.minus(DAY.multipliedBy(2))),
                Date.from(end),
                new X500Name("CN=" + subject),
                own.getPublic());
    }

    private X509Certificate signed(X509v3CertificateBuilder builder) throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate())));
    }

    private static KeyPair keys(String kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        switch (kind) {
            case "EC" -> generator.initialize(256);
            case "RSA" -> generator.initialize(2048);
            default -> {}
        }
        return generator.generateKeyPair();
    }
}
