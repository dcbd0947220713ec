package gateway.server.cli;

import gateway.server.http.Phase;
import gateway.server.net.ClientAuth;
import gateway.server.net.TlsSettings;
import gateway.server.net.TlsVersion;
import gateway.server.tls.CertificateFiles;
import gateway.server.tls.ServedFiles;
import gateway.server.tls.TlsFileException;
import gateway.server.tls.TlsFiles;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options for endpoints under TLS. */
final class TlsOptions {
    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            split = ",",
            description =
                    "For --bind tls:…: a certificate in PEM, followed by those that lead to its root; may"
                            + " be repeated. Clients get the first one that has the name they ask for,"
                            + " else the first. Changed files are served without a restart.")
    private List<Path> certificates = new ArrayList<>();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            split = ",",
            description =
                    "The private key of a certificate, in PEM; repeated in the order of --certificate."
                            + " Default: the keys are in the certificates' files.")
    private List<Path> keys = new ArrayList<>();

    @Option(
            names = "--key-password",
            paramLabel = "FILE",
            description = "A file whose first line decrypts those keys that are encrypted.")
    private Optional<Path> password = Optional.empty();

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description = "The authorities, in PEM, that certificates of clients must lead to.")
    private Optional<Path> clientAuthority = Optional.empty();

    @Option(
            names = "--client-auth",
            paramLabel = "none|wanted|required",
            converter = ClientAuthConverter.class,
            description =
                    "Whether clients show a certificate. Default: required with --client-ca, else none.")
    private Optional<ClientAuth> clientAuth = Optional.empty();

    @Option(
            names = "--tls-minimum",
            paramLabel = "1.2|1.3",
            converter = TlsVersionConverter.class,
            description = "The oldest version of TLS that is accepted. Default: 1.2.")
    private TlsVersion oldest = TlsSettings.DEFAULT.oldest();

    @Option(
            names = "--tls-handshakes",
            paramLabel = "NUMBER",
            description =
                    "How many TLS handshakes compute at a time, at least 1; further ones wait for their"
                            + " turn. Default: the number of processors.")
    private int handshakes = TlsSettings.DEFAULT.handshakes();

    @Option(
            names = "--tls-handshake-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "How long a TLS handshake may take, its turn included. 1ms to 24h. Default: 10s.")
    private Duration handshake = TlsSettings.DEFAULT.handshake();

    /** Whether any of them names a file. */
    boolean nameFiles() {
        return !certificates.isEmpty()
                || !keys.isEmpty()
                || password.isPresent()
                || clientAuthority.isPresent();
    }

    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException if the options do not go together
     * @throws TlsFileException if a file cannot be used
     */
    ServedFiles open() throws TlsFileException {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("TLS needs a --certificate");
        }
        if (!keys.isEmpty() && keys.size() != certificates.size()) {
            throw new IllegalArgumentException(
                    "there are "
                            + certificates.size()
                            + " --certificate and "
                            + keys.size()
                            + " --key: each has one, or all keys are in the certificates' files");
        }
        settings();
        List<CertificateFiles> pairs = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            Path certificate = certificates.get(i);
            Path key = keys.isEmpty() ? certificate : keys.get(i);
            pairs.add(new CertificateFiles(certificate, key, password));
        }
        return new TlsFiles(pairs, clientAuthority).open();
    }

    /**
     * How TLS is spoken.
     *
     * @throws IllegalArgumentException if the options do not go together, or one is out of range
     */
    TlsSettings settings() {
        ClientAuth auth =
                clientAuth.orElse(
                        clientAuthority.isPresent() ? ClientAuth.REQUIRED : ClientAuth.NONE);
        if (auth == ClientAuth.NONE && clientAuthority.isPresent()) {
            throw new IllegalArgumentException("--client-ca is of no use with --client-auth none");
        }
        if (auth != ClientAuth.NONE && clientAuthority.isEmpty()) {
            throw new IllegalArgumentException("--client-auth needs a --client-ca");
        }
        if (handshakes < 1) {
            throw new IllegalArgumentException(
                    "--tls-handshakes " + handshakes + " is not at least 1");
        }
        if (!handshake.isPositive() || handshake.compareTo(Phase.MOST) > 0) {
            throw new IllegalArgumentException(
                    "--tls-handshake-timeout "
                            + DurationText.of(handshake)
                            + " is not in 1ms to "
                            + DurationText.of(Phase.MOST));
        }
        return new TlsSettings(oldest, auth, handshakes, handshake);
    }

    /** The option that named the file which cannot be used. */
    String naming(Path file) {
        if (clientAuthority.equals(Optional.of(file))) {
            return "--client-ca";
        }
        if (password.equals(Optional.of(file))) {
            return "--key-password";
        }
        return keys.contains(file) ? "--key" : "--certificate";
    }
}
