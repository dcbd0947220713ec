package gateway.toolkit.debug;

import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.toolkit.ForwardingStartResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** What the application has done so far to answer one request. */
final class Attempt extends ForwardingStartResponse {
    private boolean answered;
    private boolean committed;
    private boolean clientGone;

    Attempt(StartResponse outer) {
        super(outer);
    }

    /** Whether it has called {@code start}, or left HTTP (APP-4). */
    boolean isAnswered() {
        return answered;
    }

    /** Whether the answer can no longer be replaced. */
    boolean isCommitted() {
        return committed;
    }

    boolean isClientGone() {
        return clientGone;
    }

    /** Octets of the body are about to leave. */
    void commit() {
        committed = true;
    }

    @Override
    public void start(String status, List<Header> headers, @Nullable Throwable error) {
        super.start(status, headers, error);
        answered = true;
    }

    @Override
    public boolean earlyHints(List<Header> headers) throws IOException {
        try {
            return super.earlyHints(headers);
        } catch (IOException e) {
            clientGone = true;
            throw e;
        }
    }

    @Override
    public boolean flush() throws IOException {
        try {
            boolean flushed = super.flush();
            committed |= flushed;
            return flushed;
        } catch (IOException e) {
            clientGone = true;
            throw e;
        }
    }

    @Override
    public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
        boolean upgraded = super.upgrade(protocol, headers, handler);
        answered |= upgraded;
        return upgraded;
    }
}
