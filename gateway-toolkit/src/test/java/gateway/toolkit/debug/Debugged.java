package gateway.toolkit.debug;

import gateway.api.Application;
import gateway.api.Header;
import gateway.toolkit.testing.Client;
import gateway.toolkit.validator.ThrowingSink;
import gateway.toolkit.validator.ValidatorMiddleware;

import java.util.Iterator;
import java.util.List;

/** Clients of applications with the middleware around them, and a validator on both sides of it. */
final class Debugged {
    static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
    static final Header TEXT = new Header("Content-Type", "text/plain");

    private final ThrowingSink within = new ThrowingSink();

    Client browser(Application application) {
        return client(application).header("Accept", BROWSER).build();
    }

    Client.Builder client(Application application) {
        return Client.builder(
                new DebugMiddleware(
                        ValidatorMiddleware.named("within").reportingTo(within).wrap(application)));
    }

    /** Fails if a clause of the contract was broken on the inner side. */
    void verify() {
        within.verify();
    }

    static Application throwing(Throwable error) {
        return (environ, startResponse) -> {
            if (error instanceof Error thrown) {
                throw thrown;
            }
            throw (Exception) error;
        };
    }

    /** Yields some octets, then throws. */
    static final class Failing implements Iterable<byte[]>, AutoCloseable {
        private final List<byte[]> before;
        private final String where;
        int closed;

        Failing(String where, byte[]... before) {
            this.where = where;
            this.before = List.of(before);
        }

        @Override
        public Iterator<byte[]> iterator() {
            if (where.equals("iterator")) {
                throw new IllegalStateException("in iterator");
            }
            return new Iterator<>() {
                private int at;

                @Override
                public boolean hasNext() {
                    if (at == before.size() && where.equals("hasNext")) {
                        throw new IllegalStateException("in hasNext");
                    }
                    return true;
                }

                @Override
                public byte[] next() {
                    if (at == before.size()) {
                        throw new IllegalStateException("in next");
                    }
                    return before.get(at++);
                }
            };
        }

        @Override
        public void close() {
            closed++;
        }
    }

    static Application of(Iterable<byte[]> body) {
        return (environ, startResponse) -> {
            startResponse.start("200 OK", List.of(TEXT, new Header("X-A", "1")));
            return body;
        };
    }
}
