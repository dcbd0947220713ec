package gateway.server.tls;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The objects in a PEM file that has been read: RFC 7468, and OpenSSL's older forms of keys. */
final class PemFile {
    /** For decryption only, and not registered with the VM: keys are the JDK's. Takes its time. */
    private static final class Decryption {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }

    private final Path file;
    private final List<Object> objects = new ArrayList<>();

    PemFile(Path file, byte[] content) throws TlsFileException {
        this.file = file;
        String text = new String(content, StandardCharsets.ISO_8859_1);
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                objects.add(next);
            }
        } catch (IOException | RuntimeException e) {
            throw new TlsFileException(file, "is damaged, or not PEM", e);
        }
        if (objects.isEmpty()) {
            throw new TlsFileException(file, "is not PEM: there is no -----BEGIN line in it");
        }
    }

    /** At least one, in their order. */
    List<X509Certificate> certificates() throws TlsFileException {
        List<X509Certificate> certificates = new ArrayList<>();
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        for (Object object : objects) {
            if (object instanceof X509CertificateHolder holder) {
                try {
                    certificates.add(converter.getCertificate(holder));
                } catch (CertificateException e) {
                    throw new TlsFileException(file, "holds a certificate that is damaged", e);
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsFileException(file, "holds no certificate");
        }
        return certificates;
    }

    /** The first private key. */
    PrivateKey key(Optional<String> password) throws TlsFileException {
        for (Object object : objects) {
            try {
                Optional<PrivateKeyInfo> key = key(object, password);
                if (key.isPresent()) {
                    return new JcaPEMKeyConverter().getPrivateKey(key.get());
                }
            } catch (TlsFileException e) {
                throw e;
            } catch (PEMException e) {
                throw new TlsFileException(
                        file,
                        password.isPresent()
                                ? "holds a key that is damaged, or the password is wrong"
                                : "holds a key that is damaged, or of an unknown kind",
                        e);
            } catch (IOException | PKCSException | OperatorCreationException e) {
                throw new TlsFileException(
                        file, "cannot be decrypted: the password is wrong, or the key damaged", e);
            } catch (RuntimeException e) {
                throw new TlsFileException(file, "holds a key that is damaged", e);
            }
        }
        throw new TlsFileException(file, "holds no private key");
    }

    private Optional<PrivateKeyInfo> key(Object object, Optional<String> password)
            throws IOException, PKCSException, OperatorCreationException {
        return switch (object) {
            case PrivateKeyInfo plain -> Optional.of(plain);
            case PEMKeyPair pair -> Optional.of(pair.getPrivateKeyInfo());
            case PKCS8EncryptedPrivateKeyInfo encrypted ->
                    Optional.of(
                            encrypted.decryptPrivateKeyInfo(
                                    new JceOpenSSLPKCS8DecryptorProviderBuilder()
                                            .setProvider(Decryption.PROVIDER)
                                            .build(required(password))));
            case PEMEncryptedKeyPair encrypted ->
                    Optional.of(
                            encrypted
                                    .decryptKeyPair(
                                            new JcePEMDecryptorProviderBuilder()
                                                    .setProvider(Decryption.PROVIDER)
                                                    .build(required(password)))
                                    .getPrivateKeyInfo());
            default -> Optional.empty();
        };
    }

    private char[] required(Optional<String> password) throws TlsFileException {
        if (password.isEmpty()) {
            throw new TlsFileException(
                    file, "holds a key that is encrypted, and there is no password for it");
        }
        return password.get().toCharArray();
    }
}
