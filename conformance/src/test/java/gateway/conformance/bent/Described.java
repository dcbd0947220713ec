package gateway.conformance.bent;

import gateway.tck.http.Client;
import gateway.tck.subject.Options;
import gateway.tck.subject.Subject;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A server of which its author says something else.
 *
 * @param afterClose runs when it has stopped
 */
record Described(Subject subject, Options options, Runnable afterClose) implements Subject {
    @Override
    public Client connect() throws IOException {
        return subject.connect();
    }

    @Override
    public Optional<InetSocketAddress> address() {
        return subject.address();
    }

    @Override
    public void close() throws IOException {
        subject.close();
        afterClose.run();
    }
}
