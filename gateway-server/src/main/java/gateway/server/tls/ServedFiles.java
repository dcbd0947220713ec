package gateway.server.tls;

import gateway.server.net.ClientAuth;
import gateway.server.net.Tls;
import gateway.server.net.TlsSettings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The context of files as they are, or as they last were when they could be used.
 *
 * <p>Looks at their content, not at their times, which can hide a change and report one that is
 * none. At most once a second a handshake does so; those beside it go on with what there is. What
 * has changed is served once two looks have found the same, as a file may be half written.
 * Connections keep what they began with, and a session of before is not resumed.
 */
public final class ServedFiles implements Supplier<SSLContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ServedFiles.class);

    private static final long INTERVAL_NANOS = 1_000_000_000;

    /** No certificate is larger; a device that never ends must not be read. */
    private static final int MOST_OCTETS = 1 << 20;

    private final List<CertificateFiles> certificates;
    private final Optional<Path> clientAuthority;
    private final LongSupplier clock;
    private final ReentrantLock looking = new ReentrantLock();
    private Map<Path, byte[]> seen;
    private Map<Path, byte[]> changing = Map.of(); // Seen once; perhaps half written.
    private boolean broken; // Those that were seen, not those that are served.
    private String complaint = "";
    private long nextLook;
    private volatile SSLContext current;

    /**
     * Reads them.
     *
     * @param clock nanoseconds since whenever
     */
    ServedFiles(
            List<CertificateFiles> certificates, Optional<Path> clientAuthority, LongSupplier clock)
            throws TlsFileException {
        this.clock = clock;
        this.certificates = certificates;
        this.clientAuthority = clientAuthority;
        this.seen = read();
        this.current = context(seen);
        this.nextLook = clock.getAsLong() + INTERVAL_NANOS;
    }

    /**
     * Serves them.
     *
     * @throws IllegalArgumentException if clients are to show certificates and there is no
     *     authority to judge them by, or the reverse
     */
    public Tls tls(TlsSettings settings) {
        boolean none = settings.clientAuth() == ClientAuth.NONE;
        if (none && clientAuthority.isPresent()) {
            throw new IllegalArgumentException(
                    "there is an authority for certificates of clients, but none are asked for");
        }
        if (!none && clientAuthority.isEmpty()) {
            throw new IllegalArgumentException(
                    "certificates of clients are asked for, but there is no authority to judge"
                            + " them by");
        }
        return new Tls(this, settings);
    }

    /** The present context. */
    @Override
    public SSLContext get() {
        if (looking.tryLock()) {
            try {
                if (clock.getAsLong() - nextLook >= 0) {
                    look(false);
                    nextLook = clock.getAsLong() + INTERVAL_NANOS;
                }
            } finally {
                looking.unlock();
            }
        }
        return current;
    }

    /** Looks now, and says in any case what came of it. */
    public void reload() {
        looking.lock();
        try {
            complaint = "";
            if (broken) {
                seen = Map.of();
            }
            if (!look(true)) {
                LOG.info("the TLS files have not changed");
            }
        } finally {
            looking.unlock();
        }
    }

    /**
     * Returns whether there was something to say.
     *
     * @param sure whether what has changed is known to be whole
     */
    private boolean look(boolean sure) {
        try {
            Map<Path, byte[]> now = read();
            complaint = "";
            if (same(now, seen)) {
                return false;
            }
            if (!sure && !same(now, changing)) {
                changing = now;
                return false;
            }
            seen = now;
            broken = true;
            current = context(now);
            broken = false;
            LOG.info("serving new TLS files: {}", names());
        } catch (TlsFileException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(complaint)) { // A file that cannot be read is met every second.
                complaint = message;
                LOG.error("the TLS files of before serve on: {}", message);
            }
        }
        return true;
    }

    private String names() {
        return certificates.stream()
                .map(each -> each.certificate().toString())
                .collect(Collectors.joining(", "));
    }

    private static boolean same(Map<Path, byte[]> one, Map<Path, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.keySet().stream().allMatch(f -> Arrays.equals(one.get(f), other.get(f)));
    }

    private Map<Path, byte[]> read() throws TlsFileException {
        Map<Path, byte[]> contents = new HashMap<>();
        for (CertificateFiles each : certificates) {
            read(each.certificate(), contents);
            read(each.key(), contents);
            if (each.password().isPresent()) {
                read(each.password().get(), contents);
            }
        }
        if (clientAuthority.isPresent()) {
            read(clientAuthority.get(), contents);
        }
        return contents;
    }

    private static void read(Path file, Map<Path, byte[]> contents) throws TlsFileException {
        try (var in = Files.newInputStream(file)) {
            contents.put(file, in.readNBytes(MOST_OCTETS));
        } catch (NoSuchFileException e) {
            throw new TlsFileException(file, "there is no such file", e);
        } catch (IOException e) {
            throw new TlsFileException(file, "cannot be read: " + e, e);
        }
    }

    private SSLContext context(Map<Path, byte[]> contents) throws TlsFileException {
        List<Identity> identities = new ArrayList<>();
        for (CertificateFiles each : certificates) {
            identities.add(identity(each, contents));
        }
        Path first = certificates.getFirst().certificate();
        try {
            return Tls.context(new ServerNameKeys(identities), trust(contents));
        } catch (GeneralSecurityException e) {
            throw new TlsFileException(first, "cannot be served: " + e, e);
        }
    }

    private static Identity identity(CertificateFiles from, Map<Path, byte[]> contents)
            throws TlsFileException {
        Optional<String> password =
                from.password().map(file -> firstLine(contents.getOrDefault(file, new byte[0])));
        List<X509Certificate> chain = pem(from.certificate(), contents).certificates();
        PrivateKey key = pem(from.key(), contents).key(password);
        Instant end = chain.getFirst().getNotAfter().toInstant();
        Instant begin = chain.getFirst().getNotBefore().toInstant();
        if (end.isBefore(Instant.now())) {
            LOG.warn("{}: the certificate has expired, at {}", from.certificate(), end);
        } else if (begin.isAfter(Instant.now())) {
            LOG.warn("{}: the certificate is not valid before {}", from.certificate(), begin);
        }
        return Identity.of(from, chain, key);
    }

    private static PemFile pem(Path file, Map<Path, byte[]> contents) throws TlsFileException {
        return new PemFile(file, contents.getOrDefault(file, new byte[0]));
    }

    private static String firstLine(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }

    /** None where clients show no certificates: then nobody is asked. */
    private TrustManager[] trust(Map<Path, byte[]> contents)
            throws GeneralSecurityException, TlsFileException {
        if (clientAuthority.isEmpty()) {
            return new TrustManager[0];
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (X509Certificate each : pem(clientAuthority.get(), contents).certificates()) {
                store.setCertificateEntry("authority-" + count++, each);
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (TlsFileException e) {
            throw e;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
