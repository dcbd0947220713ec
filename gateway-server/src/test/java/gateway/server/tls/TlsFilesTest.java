package gateway.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gateway.server.Log;
import gateway.server.wire.Authority;
import gateway.server.wire.Issued;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Files in all their forms, and what is wrong with those that cannot be used. */
class TlsFilesTest {
    private static final String PASSWORD = "correct horse";
    private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

    @TempDir private Path folder;

    private final Authority authority;

    TlsFilesTest() throws Exception {
        authority = new Authority("Authority");
    }

    private static void open(CertificateFiles files) throws TlsFileException {
        new TlsFiles(List.of(files), Optional.empty()).open();
    }

    /** Asserts that they are refused for {@code file}, which is named first, and why. */
    private static void assertRefused(Path file, String reason, CertificateFiles files) {
        TlsFileException refused = assertThrows(TlsFileException.class, () -> open(files));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith(file + ": "), message);
        assertTrue(message.contains(reason), message);
        assertFalse(message.contains("\n"), message);
        assertEquals(file, refused.file());
    }

    private static CertificateFiles with(CertificateFiles files, Path password) {
        return new CertificateFiles(files.certificate(), files.key(), Optional.of(password));
    }

    private Path password(String text) throws Exception {
        return Files.writeString(folder.resolve("password"), text + "\nnot part of it\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keysOfEachKind(String kind) throws Exception {
        open(authority.issue(kind, tomorrow, "a.example").write(folder, "a"));
    }

    @Test
    void anRsaKeyInPkcs1() throws Exception {
        Issued issued = authority.issue("RSA", tomorrow, "a.example");
        CertificateFiles files = issued.write(folder, "a");
        Files.writeString(files.key(), pem(issued.key()));
        assertTrue(Files.readString(files.key()).startsWith("-----BEGIN RSA PRIVATE KEY-----"));
        open(files);
    }

    /** As {@code openssl ecparam -genkey} writes it, with the curve ahead. */
    @Test
    void anEcKeyInSec1() throws Exception {
        Issued issued = authority.issue("a.example");
        CertificateFiles files = issued.write(folder, "a");
        ECPrivateKey key = (ECPrivateKey) issued.key();
        ASN1ObjectIdentifier curve = SECObjectIdentifiers.secp256r1;
        byte[] octets =
                new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), curve).getEncoded();
        Files.writeString(
                files.key(),
                Issued.pem("EC PARAMETERS", curve.getEncoded())
                        + Issued.pem("EC PRIVATE KEY", octets));
        open(files);
    }

    @Test
    void bothInOneFile() throws Exception {
        Issued issued = authority.issue("a.example");
        CertificateFiles files = issued.write(folder, "a");
        Path both = folder.resolve("both.pem");
        Files.writeString(both, Files.readString(files.key()) + issued.certificatePem());
        open(new CertificateFiles(both, both, Optional.empty()));
    }

    @Test
    void encryptedKeys() throws Exception {
        Issued issued = authority.issue("RSA", tomorrow, "a.example");
        CertificateFiles files = issued.write(folder, "a");
        for (String encrypted : List.of(pkcs8(issued.key()), oldForm(issued.key()))) {
            Files.writeString(files.key(), encrypted);
            open(with(files, password(PASSWORD)));
            assertRefused(files.key(), "there is no password", files);
            assertRefused(files.key(), "password is wrong", with(files, password("wrong")));
            assertRefused(files.key(), "password is wrong", with(files, password("")));
        }
        Path missing = folder.resolve("missing");
        assertRefused(missing, "no such file", with(files, missing));
    }

    @Test
    void whatIsWrong() throws Exception {
        CertificateFiles good = authority.issue("a.example").write(folder, "a");
        CertificateFiles other = authority.issue("a.example").write(folder, "b");
        CertificateFiles rsa = authority.issue("RSA", tomorrow, "a.example").write(folder, "c");
        Path certificate = good.certificate();
        Path key = good.key();
        Path missing = folder.resolve("missing");
        Path text = Files.writeString(folder.resolve("text"), "not a certificate\n");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path cut =
                Files.writeString(
                        folder.resolve("cut"), Files.readString(certificate).substring(0, 200));
        Path nonsense =
                Files.writeString(
                        folder.resolve("nonsense"), Issued.pem("CERTIFICATE", new byte[50]));
        Path noKey =
                Files.writeString(
                        folder.resolve("no-key"), Issued.pem("PRIVATE KEY", new byte[50]));
        assertRefused(missing, "no such file", pair(missing, key));
        assertRefused(missing, "no such file", pair(certificate, missing));
        assertRefused(folder, "cannot be read", pair(folder, key));
        assertRefused(text, "not PEM", pair(text, key));
        assertRefused(empty, "not PEM", pair(certificate, empty));
        assertRefused(cut, "damaged", pair(cut, key));
        assertRefused(nonsense, "damaged", pair(nonsense, key));
        assertRefused(noKey, "damaged", pair(certificate, noKey));
        assertRefused(key, "no certificate", pair(key, key));
        assertRefused(certificate, "no private key", pair(certificate, certificate));
        assertRefused(other.key(), "is not the key of", pair(certificate, other.key()));
        assertRefused(rsa.key(), "is not the key of", pair(certificate, rsa.key()));
        TlsFileException authorityRefused =
                assertThrows(
                        TlsFileException.class,
                        () -> TlsFiles.of(certificate, key).trusting(text).open());
        assertEquals(text, authorityRefused.file());
    }

    private static CertificateFiles pair(Path certificate, Path key) {
        return new CertificateFiles(certificate, key, Optional.empty());
    }

    @Test
    void anExpiredCertificateIsServedWithAWarning() throws Exception {
        try (Log log = new Log()) {
            Instant yesterday = Instant.now().minus(Duration.ofDays(1));
            CertificateFiles files =
                    authority.issue("EC", yesterday, "a.example").write(folder, "a");
            open(files);
            assertEquals(1, log.lines(files.certificate() + ": ").size());
            assertEquals(1, log.lines("has expired").size());
            open(authority.issue("a.example").write(folder, "b"));
            // Refusals of earlier tests are told by a thread that goes on.
            assertEquals(
                    1,
                    log.lines("").stream().filter(it -> !it.contains("gateway.refusals")).count(),
                    () -> log.lines("").toString());
        }
    }

    @Test
    void thereIsACertificate() {
        assertThrows(
                IllegalArgumentException.class, () -> new TlsFiles(List.of(), Optional.empty()));
    }

    private static String pem(PrivateKey key) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(key);
        }
        return text.toString();
    }

    private static String oldForm(PrivateKey key) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    key,
                    new JcePEMEncryptorBuilder("AES-256-CBC")
                            .setProvider(new BouncyCastleProvider())
                            .build(PASSWORD.toCharArray()));
        }
        return text.toString();
    }

    private static String pkcs8(PrivateKey key) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    new JcaPKCS8Generator(
                            key,
                            new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                    .setProvider(new BouncyCastleProvider())
                                    .setPassword(PASSWORD.toCharArray())
                                    .build()));
        }
        return text.toString();
    }
}
