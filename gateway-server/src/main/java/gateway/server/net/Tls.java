package gateway.server.net;

import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/**
 * What puts connections under TLS.
 *
 * @param context asked at each handshake, by its thread: another one serves the connections that
 *     come from then on
 * @param clientAuth whether clients show a certificate, which the context's trust manager judges
 */
public record Tls(Supplier<SSLContext> context, ClientAuth clientAuth) {}
