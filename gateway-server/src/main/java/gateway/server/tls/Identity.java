package gateway.server.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A certificate that is served, and its key.
 *
 * @param chain the server's own first
 * @param names DNS names of that one in lower case, perhaps with {@code *} as the first label
 */
record Identity(List<X509Certificate> chain, PrivateKey key, Set<String> names) {
    private static final int DNS_NAME = 2; // RFC 5280 section 4.2.1.6

    /**
     * Checks that they belong together.
     *
     * @throws TlsFileException if they do not
     */
    static Identity of(CertificateFiles files, List<X509Certificate> chain, PrivateKey key)
            throws TlsFileException {
        X509Certificate own = chain.getFirst();
        if (!belongTogether(files.key(), own.getPublicKey(), key)) {
            throw new TlsFileException(
                    files.key(), "is not the key of the certificate in " + files.certificate());
        }
        return new Identity(List.copyOf(chain), key, names(files.certificate(), own));
    }

    boolean hasExactly(String name) {
        return names.contains(name);
    }

    /** RFC 6125 section 6.4.3: the wildcard stands for one label. */
    boolean hasByWildcard(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && names.contains("*" + name.substring(dot));
    }

    private static Set<String> names(Path file, X509Certificate certificate)
            throws TlsFileException {
        Set<String> names = new HashSet<>();
        try {
            Collection<List<?>> found = certificate.getSubjectAlternativeNames();
            if (found != null) {
                for (List<?> name : found) {
                    if (name.get(0) instanceof Integer type
                            && type == DNS_NAME
                            && name.get(1) instanceof String text) {
                        names.add(text.toLowerCase(Locale.ROOT));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            throw new TlsFileException(file, "holds a certificate with damaged names", e);
        }
        return Set.copyOf(names);
    }

    /** What one signs the other must accept. */
    private static boolean belongTogether(Path file, PublicKey open, PrivateKey key)
            throws TlsFileException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
                    default ->
                            throw new TlsFileException(
                                    file,
                                    "is of kind "
                                            + key.getAlgorithm()
                                            + "; RSA, EC and EdDSA are supported");
                };
        byte[] text = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // Keys of two kinds, say.
        }
    }
}
