package gateway.server.cli;

import gateway.server.http.Phase;
import gateway.server.net.ClientAuth;
import gateway.server.net.TlsSettings;
import gateway.server.net.TlsVersion;
import gateway.server.tls.CertificateFiles;
import gateway.server.tls.ServedFiles;
import gateway.server.tls.TlsFileException;
import gateway.server.tls.TlsFiles;

import picocli.CommandLine.Model.CommandSpec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was said about endpoints under TLS.
 *
 * @param keys as many as there are certificates, or none where the certificates' files hold them
 * @param password the file whose first line decrypts them
 */
record TlsOptions(
        List<Path> certificates,
        List<Path> keys,
        Optional<Path> password,
        Optional<Path> clientAuthority,
        Optional<ClientAuth> clientAuth,
        TlsVersion oldest,
        int handshakes,
        Duration handshake) {
    private static final Option<Path> CERTIFICATES =
            Option.listed(
                    "--certificate",
                    "FILE",
                    Path::of,
                    "For --bind tls:…: a certificate in PEM, followed by those that lead to its root;"
                            + " may be repeated. Clients get the first one that has the name they ask"
                            + " for, else the first. Changed files are served without a restart.");

    private static final Option<Path> KEYS =
            Option.listed(
                    "--key",
                    "FILE",
                    Path::of,
                    "The private key of a certificate, in PEM; repeated in the order of --certificate."
                            + " Default: the keys are in the certificates' files.");

    private static final Option<Path> PASSWORD =
            Option.once(
                    "--key-password",
                    "FILE",
                    Path::of,
                    "A file whose first line decrypts those keys that are encrypted.");

    private static final Option<Path> CLIENT_AUTHORITY =
            Option.once(
                    "--client-ca",
                    "FILE",
                    Path::of,
                    "The authorities, in PEM, that certificates of clients must lead to.");

    private static final Option<ClientAuth> CLIENT_AUTH =
            Option.choice(
                    "--client-auth",
                    new Choice<>(
                            List.of("none", "wanted", "required"),
                            List.of(ClientAuth.NONE, ClientAuth.WANTED, ClientAuth.REQUIRED)),
                    "Whether clients show a certificate. Default: required with --client-ca,"
                            + " else none.");

    private static final Option<TlsVersion> OLDEST =
            Option.choice(
                    "--tls-minimum",
                    new Choice<>(
                            List.of("1.2", "1.3"), List.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)),
                    "The oldest version of TLS that is accepted. Default: 1.2.");

    private static final Option<Integer> HANDSHAKES =
            Option.once(
                    "--tls-handshakes",
                    "NUMBER",
                    TlsOptions::number,
                    "How many TLS handshakes compute at a time, at least 1; further ones wait for their"
                            + " turn. Default: the number of processors.");

    private static final Option<Duration> HANDSHAKE =
            Option.once(
                    "--tls-handshake-timeout",
                    "DURATION",
                    DurationText::parse,
                    "How long a TLS handshake may take, its turn included. 1ms to 24h. Default: 10s.");

    static Section section() {
        return Section.of(
                "TLS, at --bind tls:…",
                List.of(
                        CERTIFICATES,
                        KEYS,
                        PASSWORD,
                        CLIENT_AUTHORITY,
                        CLIENT_AUTH,
                        OLDEST,
                        HANDSHAKES,
                        HANDSHAKE));
    }

    static TlsOptions in(CommandSpec spec) {
        TlsSettings usual = TlsSettings.DEFAULT;
        return new TlsOptions(
                CERTIFICATES.allIn(spec),
                KEYS.allIn(spec),
                PASSWORD.in(spec),
                CLIENT_AUTHORITY.in(spec),
                CLIENT_AUTH.in(spec),
                OLDEST.in(spec).orElse(usual.oldest()),
                HANDSHAKES.in(spec).orElse(usual.handshakes()),
                HANDSHAKE.in(spec).orElse(usual.handshake()));
    }

    private static int number(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is not an int", e);
        }
    }

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
