package gateway.conformance.bent;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.tck.subject.Capability;
import gateway.tck.subject.Starter;
import gateway.toolkit.ForwardingStartResponse;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Faults of chapters 1 and 2: what the server makes of its application. */
final class ApplicationBends {
    private ApplicationBends() {}

    static List<Bend> all() {
        return List.of(
                new Bend(
                        "CONF-3", "something is offered and not claimed", ApplicationBends::modest),
                Bend.between(
                        "CONF-4", "keys that it does not know are a fault", ApplicationBends::pry),
                Bend.body("APP-3", "no body is an empty one", ApplicationBends::orEmpty),
                Bend.between("APP-4", "what has not started is a 200", ApplicationBends::begin),
                Bend.between("APP-5", "an Error is a 200", ApplicationBends::forgive));
    }

    private static Starter modest(Starter right) {
        return (probe, variant) ->
                right.start(probe, variant)
                        .map(
                                subject ->
                                        new Described(
                                                subject,
                                                subject.options()
                                                        .claiming(
                                                                EnumSet.complementOf(
                                                                        EnumSet.of(
                                                                                Capability
                                                                                        .RAW_HEADERS))),
                                                () -> {}));
    }

    private static Application pry(Application inner) {
        return (environ, startResponse) -> {
            int before = environ.size();
            Iterable<byte[]> body = inner.call(environ, startResponse);
            if (environ.size() > before) {
                throw new IllegalStateException("who has set this?");
            }
            return body;
        };
    }

    private static Iterable<byte[]> orEmpty(Iterable<byte[]> body) {
        return body == null ? List.of() : body;
    }

    private static Application forgive(Application inner) {
        return (environ, right) -> {
            try {
                return inner.call(environ, right);
            } catch (Error e) {
                right.start("200", List.of(), e);
                return List.of();
            }
        };
    }

    private static Application begin(Application inner) {
        return (environ, right) -> {
            AtomicBoolean begun = new AtomicBoolean();
            Iterable<byte[]> body = inner.call(environ, new Watched(right, begun));
            if (!begun.get()) {
                right.start("200", List.of());
            }
            return body;
        };
    }

    /** Tells whether there is a response. */
    private static final class Watched extends ForwardingStartResponse {
        private final AtomicBoolean begun;

        Watched(StartResponse right, AtomicBoolean begun) {
            super(right);
            this.begun = begun;
        }

        @Override
        public void start(String status, List<Header> headers, @Nullable Throwable error) {
            super.start(status, headers, error);
            begun.set(true);
        }

        @Override
        public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
            boolean accepted = super.upgrade(protocol, headers, handler);
            begun.compareAndSet(false, accepted);
            return accepted;
        }
    }
}
