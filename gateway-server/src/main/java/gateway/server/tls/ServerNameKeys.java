package gateway.server.tls;

import org.jspecify.annotations.Nullable;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Chooses the certificate by the name that the client asks for (RFC 6066 section 3). An alias is a
 * place in the list.
 */
final class ServerNameKeys extends X509ExtendedKeyManager {
    private final List<Identity> identities;

    ServerNameKeys(List<Identity> identities) {
        this.identities = List.copyOf(identities);
    }

    /** Called once for each kind of key that the client takes, until one is found. */
    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return socket instanceof SSLSocket tls
                ? choose(keyType, requestedName(tls.getHandshakeSession()))
                : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return engine == null ? null : choose(keyType, requestedName(engine.getHandshakeSession()));
    }

    private static String requestedName(@Nullable SSLSession handshake) {
        if (handshake instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName().toLowerCase(Locale.ROOT);
                }
            }
        }
        return "";
    }

    /**
     * Those of the name, if there are any, whatever their kind of key: another name's certificate
     * would not do instead. Else those that have the names of the first.
     */
    private @Nullable String choose(String keyType, String name) {
        Predicate<Identity> suited = identity -> identity.hasExactly(name);
        if (identities.stream().noneMatch(suited)) {
            suited = identity -> identity.hasByWildcard(name);
        }
        if (identities.stream().noneMatch(suited)) {
            suited = identity -> identity.names().equals(identities.getFirst().names());
        }
        for (int i = 0; i < identities.size(); i++) {
            Identity identity = identities.get(i);
            if (suited.test(identity) && isOfKind(identity, keyType)) {
                return Integer.toString(i);
            }
        }
        return null;
    }

    private static boolean isOfKind(Identity identity, String keyType) {
        return identity.chain().getFirst().getPublicKey().getAlgorithm().equals(keyType);
    }

    private Identity identity(String alias) {
        return identities.get(Integer.parseInt(alias));
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return identity(alias).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return identity(alias).key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
