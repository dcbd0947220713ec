package gateway.tck.subject;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for servers under TLS, for localhost and its addresses, signed by its own key. It
 * is made when first asked for, with the JDK's own tool, and is deleted with this process.
 */
public final class Certificate {
    private static final String ALIAS = "tck";
    private static final String PASSWORD = "gateway-tck";

    private record Made(Path file, Path key, SSLContext trusting) {}

    private Optional<Made> made = Optional.empty();

    /** One that is not made yet. */
    public Certificate() {}

    /**
     * {@return the certificate in PEM}
     *
     * @throws IOException if it cannot be made
     */
    public Path file() throws IOException {
        return made().file();
    }

    /**
     * {@return its key in PEM, PKCS #8, not encrypted}
     *
     * @throws IOException if it cannot be made
     */
    public Path key() throws IOException {
        return made().key();
    }

    /**
     * {@return what trusts this certificate and no other}
     *
     * @throws IOException if it cannot be made
     */
    public SSLContext trusting() throws IOException {
        return made().trusting();
    }

    private Made made() throws IOException {
        if (made.isEmpty()) {
            try {
                made = Optional.of(make());
            } catch (GeneralSecurityException e) {
                throw new IOException("the certificate for TLS could not be made", e);
            }
        }
        return made.get();
    }

    private static Made make() throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("gateway-tck-tls");
        folder.toFile().deleteOnExit();
        Path store = folder.resolve("store.p12");
        generate(store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Files.delete(store);
        java.security.cert.Certificate certificate = keys.getCertificate(ALIAS);
        byte[] key = keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        return new Made(
                pem(folder.resolve("certificate.pem"), "CERTIFICATE", certificate.getEncoded()),
                pem(folder.resolve("key.pem"), "PRIVATE KEY", key),
                trusting(certificate));
    }

    private static void generate(Path store) throws IOException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> words =
                List.of(
                        tool.toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "30");
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static SSLContext trusting(java.security.cert.Certificate certificate)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Path pem(Path file, String what, byte[] octets) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
        Files.writeString(
                file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
        file.toFile().deleteOnExit();
        return file;
    }
}
